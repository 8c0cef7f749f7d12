import Foundation
import RoPE
import Testing

/// One file of reference frequencies, with the model configuration it was made for.
///
/// Every file of this form in the folder is tested: a new one needs no code.
struct FrequencyGolden: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  static let all: [FrequencyGolden] = {
    let folder = Bundle.module.resourceURL?.appendingPathComponent("Golden").path ?? ""
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (names ?? []).filter { $0.hasPrefix("invfreq_") && $0.hasSuffix(".json") }.sorted()
      .map { FrequencyGolden(name: String($0.dropLast(5))) }
  }()

  /// The rule in our own words.
  struct Config: Decodable {
    var ropeType: String
    var ropeTheta: Double
    var headDim: Int
    var partialRotaryFactor: Double?
    var rotaryDim: Int?
    var factor: Double?
    var maxPositionEmbeddings: Int?
    var originalMaxPositionEmbeddings: Int?
    var lowFreqFactor: Double?
    var highFreqFactor: Double?
    var shortFactor: [Double]?
    var longFactor: [Double]?
    var attentionFactor: Double?
    var betaFast: Double?
    var betaSlow: Double?
    var truncate: Bool?
    var mscale: Double?
    var mscaleAllDim: Double?

    func scaling(length: Int?) throws -> RotaryScaling {
      let original = originalMaxPositionEmbeddings ?? maxPositionEmbeddings ?? 0
      switch ropeType {
      case "default": return .none
      case "linear": return .linear(factor: try #require(factor))
      case "dynamic":
        return .dynamicNTK(
          factor: try #require(factor), originalLength: original, length: length ?? original)
      case "yarn":
        return .yarn(
          YaRN(
            factor: try #require(factor), originalLength: original, betaFast: betaFast ?? 32,
            betaSlow: betaSlow ?? 1, truncate: truncate ?? true,
            attentionFactor: attentionFactor, mscale: mscale, mscaleAllDim: mscaleAllDim))
      case "longrope":
        return .longRoPE(
          shortFactors: try #require(shortFactor), longFactors: try #require(longFactor),
          originalLength: original, maximumLength: maxPositionEmbeddings ?? original,
          length: length ?? original, attentionFactor: attentionFactor)
      case "llama3":
        return .llama3(
          factor: try #require(factor), low: try #require(lowFreqFactor),
          high: try #require(highFreqFactor), originalLength: original)
      case "proportional":
        return .proportional(fraction: partialRotaryFactor ?? 1, factor: factor ?? 1)
      default:
        throw UnknownRule(name: ropeType)
      }
    }

    struct UnknownRule: Error { let name: String }
  }

  var golden: Golden { get throws { try Golden(name) } }

  var config: Config {
    get throws {
      struct File: Decodable { let config: Config }
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode(File.self, from: data()).config
    }
  }

  private func data() throws -> Data {
    let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden")
    return try Data(contentsOf: try #require(url))
  }

  func length() throws -> Int? { try golden.object("inputs", "seq_len", as: Int?.self) }

  /// The embedding made from the rule.
  func embedding<Scalar>(_: Scalar.Type) throws -> RotaryEmbedding<Scalar> {
    let config = try config
    let part = config.ropeType == "proportional" ? 1 : config.partialRotaryFactor ?? 1
    return try RotaryEmbedding(
      headDimension: config.headDim, rotaryDimension: Int(Double(config.headDim) * part),
      base: config.ropeTheta, layout: .halfSplit, scaling: config.scaling(length: length()))
  }

  /// The embedding read from the configuration, in the form of transformers 5 or of 4.
  func read(olderForm: Bool) throws -> RotaryEmbedding<Double> {
    let file = try JSONSerialization.jsonObject(with: data()) as? [String: Any]
    var parameters = try #require(file?["config"] as? [String: Any])
    var config: [String: Any] = [:]
    var outside = ["head_dim", "max_position_embeddings"]
    if olderForm { outside += ["rope_theta", "partial_rotary_factor"] }
    for key in outside { config[key] = parameters.removeValue(forKey: key) }
    config[olderForm ? "rope_scaling" : "rope_parameters"] = parameters
    let json = try JSONSerialization.data(withJSONObject: config)
    return try RotaryEmbedding(
      huggingFaceConfig: [UInt8](json), layout: .halfSplit, sequenceLength: length())
  }

  /// Cosines and sines at the positions of the file, where it has them.
  func tables() throws -> [Row]? {
    let golden = try golden
    guard try golden.object("outputs", as: Outputs.self).cosines != nil else { return nil }
    let width = try golden.values("outputs", "inv_freq_f64", as: Double.self).count
    let cosines = try golden.rows("outputs", "cos_f64", width: width, as: Double.self)
    let sines = try golden.rows("outputs", "sin_f64", width: width, as: Double.self)
    let positions = try golden.values("inputs", "positions", as: Int.self)
    return zip(positions, zip(cosines, sines)).map {
      Row(position: $0, cosines: $1.0, sines: $1.1)
    }
  }

  private struct Outputs: Decodable {
    let cosines: [[Double]]?
    enum CodingKeys: String, CodingKey { case cosines = "cos_f64" }
  }

  struct Row {
    let position: Int
    let cosines: [Double]
    let sines: [Double]
  }
}
