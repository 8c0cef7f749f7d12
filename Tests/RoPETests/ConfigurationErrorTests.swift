import RoPE
import Testing

/// Bad configurations: each is refused with a sentence, and none ends the process.
@Suite struct ConfigurationErrorTests {
  private func refusal(
    _ json: [UInt8], layerType: String? = nil, sequenceLength: Int? = nil
  ) -> RotaryError? {
    do throws(RotaryError) {
      _ = try RotaryEmbedding<Double>(
        huggingFaceConfig: json, layerType: layerType, layout: .halfSplit,
        sequenceLength: sequenceLength)
      return nil
    } catch {
      return error
    }
  }

  private func refusal(
    _ json: String, layerType: String? = nil, sequenceLength: Int? = nil
  ) -> RotaryError? {
    refusal([UInt8](json.utf8), layerType: layerType, sequenceLength: sequenceLength)
  }

  private func scaling(_ parameters: String) -> String {
    #"{"head_dim": 8, "rope_parameters": {\#(parameters)}}"#
  }

  @Test(arguments: [
    "", " ", "{", "}", "[]", "3", "null", #""head_dim""#, "{\"head_dim\": 8", "{head_dim: 8}",
    #"{"head_dim": 8,}"#, #"{"head_dim": }"#, "[1, 2", #"{"a": "\x"}"#,
    "{'head_dim': 8}", #"{"head_dim": 8} x"#, "\u{0}", "}}}}", #"{"head_dim": NaN}"#,
  ])
  func refusesWhatIsNoJSONObject(_ json: String) {
    #expect(refusal(json) == .invalidConfiguration(.notAnObject))
  }

  @Test func refusesOtherEncodings() {
    let notAnObject = RotaryError.invalidConfiguration(.notAnObject)
    #expect(refusal([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]) == notAnObject)
    let wide = Array(#"{"head_dim": 8}"#.utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(refusal(wide) == notAnObject)
    #expect(refusal([0xFF, 0xFE] + wide) == notAnObject)
  }

  @Test func refusesLongConfigurations() {
    let long = [UInt8](repeating: 0x20, count: 10_000_000)
    let expected = ConfigurationProblem.tooLong(bytes: 10_000_000, largest: 1 << 22)
    #expect(refusal(long) == .invalidConfiguration(expected))
    #expect(refusal(Array(#"{"head_dim": 8}"#.utf8) + long[..<4_000_000]) == nil)
    let names = (0..<10_000).map { #""\#($0)": [\#($0)]"# }.joined(separator: ", ")
    #expect(refusal(#"{"head_dim": 8, "rope_parameters": {\#(names)}}"#) == nil)
  }

  @Test(arguments: ["[", #"{"a":"#, #"{"rope_parameters":{"a":"#, #"{"head_dim":[{"b":"#])
  func refusesDeepNesting(_ opening: String) {
    let deep = String(repeating: opening, count: 100_000)
    #expect(refusal(deep) == .invalidConfiguration(.tooDeep(largest: 64)))
  }

  @Test func followsNestingUpToTheLimit() {
    func nested(_ depth: Int) -> String {
      #"{"head_dim": 8, "a": "# + String(repeating: "[", count: depth)
        + String(repeating: "]", count: depth) + "}"
    }
    #expect(refusal(nested(63)) == nil)
    #expect(refusal(nested(64)) == .invalidConfiguration(.tooDeep(largest: 64)))
    let quoted = String(repeating: "[", count: 1000)
    #expect(refusal(#"{"head_dim": 8, "a": "\"\#(quoted)"}"#) == nil)
  }

  static let mistyped: [(String, String, String)] = [
    (#"{"head_dim": "8"}"#, "head_dim", "a whole number"),
    (#"{"head_dim": true}"#, "head_dim", "a whole number"),
    (#"{"head_dim": [8]}"#, "head_dim", "a whole number"),
    (#"{"head_dim": 8, "rope_theta": {}}"#, "rope_theta", "a number"),
    (#"{"head_dim": 8, "model_type": 3}"#, "model_type", "a text"),
    (#"{"head_dim": 8, "layer_types": "a"}"#, "layer_types", "a list"),
    (#"{"head_dim": 8, "rope_scaling": "linear"}"#, "rope_scaling", "an object"),
    (#"{"head_dim": 8, "rope_parameters": [1]}"#, "rope_parameters", "an object"),
    (
      #"{"head_dim": 8, "rope_parameters": {"factor": "4"}}"#, "rope_parameters.factor",
      "a number"
    ),
    (
      #"{"head_dim": 8, "rope_scaling": {"short_factor": [1, null]}}"#,
      "rope_scaling.short_factor.1", "a number"
    ),
    (
      #"{"head_dim": 8, "rope_parameters": {"a": {"truncate": 1}}}"#,
      "rope_parameters.a.truncate", "true or false"
    ),
  ]

  @Test(arguments: mistyped)
  func refusesValuesOfAnotherType(_ json: String, _ key: String, _ expected: String) {
    #expect(
      refusal(json) == .invalidConfiguration(.wrongValue(key: key, expected: expected)))
  }

  @Test(arguments: ["1e999", "1e300", "9223372036854775808", "-9223372036854775809", "8.5"])
  func refusesNumbersThatNoCountHolds(_ number: String) {
    for key in ["head_dim", "max_position_embeddings", "hidden_size"] {
      let error = refusal(#"{"\#(key)": \#(number)}"#)
      guard case .invalidConfiguration(.wrongValue(let name, _)) = error else {
        Issue.record("\(key) \(number) gave \(String(describing: error))")
        continue
      }
      #expect(name == key)
    }
  }

  @Test(arguments: ["0", "-8", "9223372036854775807", "134217729"])
  func refusesCountsWithoutAHead(_ number: String) {
    let expected = "from 1 to 134217728"
    #expect(
      refusal(#"{"head_dim": \#(number)}"#)
        == .invalidConfiguration(.wrongValue(key: "head_dim", expected: expected)))
    #expect(
      refusal(#"{"hidden_size": 64, "num_attention_heads": \#(number)}"#)
        == .invalidConfiguration(.wrongValue(key: "num_attention_heads", expected: expected)))
    #expect(
      refusal(#"{"hidden_size": \#(number), "num_attention_heads": 1}"#)
        == .invalidConfiguration(.wrongValue(key: "hidden_size", expected: expected)))
  }

  static let incomplete: [(String, String, String?)] = [
    ("{}", "head_dim", nil),
    (#"{"hidden_size": 64}"#, "num_attention_heads", nil),
    (#"{"num_attention_heads": 4}"#, "hidden_size", nil),
    (#"{"head_dim": 8, "rope_scaling": {"type": "linear"}}"#, "factor", "linear"),
    (#"{"head_dim": 8, "rope_scaling": {"type": "linear", "factor": null}}"#, "factor", "linear"),
    (
      #"{"head_dim": 8, "max_position_embeddings": 64, "rope_scaling": {"type": "dynamic"}}"#,
      "factor", "dynamic"
    ),
    (
      #"{"head_dim": 8, "rope_scaling": {"type": "dynamic", "factor": 2}}"#,
      "max_position_embeddings", "dynamic"
    ),
    (
      #"{"head_dim": 8, "max_position_embeddings": 64, "rope_scaling": {"type": "yarn"}}"#,
      "factor", "yarn"
    ),
    (
      #"{"head_dim": 8, "rope_scaling": {"type": "yarn", "factor": 2}}"#,
      "original_max_position_embeddings", "yarn"
    ),
    (
      """
      {"head_dim": 8, "rope_scaling": {"type": "yarn", "factor": null,
       "original_max_position_embeddings": 64}}
      """, "max_position_embeddings", "yarn"
    ),
    (
      #"{"head_dim": 4, "rope_scaling": {"type": "longrope", "long_factor": [1, 1]}}"#,
      "short_factor", "longrope"
    ),
    (
      #"{"head_dim": 4, "rope_scaling": {"type": "su", "short_factor": [1, 1]}}"#,
      "long_factor", "longrope"
    ),
    (
      """
      {"head_dim": 4, "rope_theta": 5, "max_position_embeddings": 64, "rope_scaling":
       {"type": "llama3", "factor": 2, "high_freq_factor": 4}}
      """, "low_freq_factor", "llama3"
    ),
    (
      """
      {"head_dim": 4, "rope_theta": 5, "max_position_embeddings": 64, "rope_scaling":
       {"type": "llama3", "factor": 2, "low_freq_factor": 1}}
      """, "high_freq_factor", "llama3"
    ),
    (
      """
      {"head_dim": 4, "max_position_embeddings": 64, "rope_scaling":
       {"type": "llama3", "factor": 2, "low_freq_factor": 1, "high_freq_factor": 4}}
      """, "rope_theta", "llama3"
    ),
    (
      #"{"head_dim": 8, "rope_parameters": {"rope_type": "proportional"}}"#, "rope_theta",
      "proportional"
    ),
  ]

  @Test(arguments: incomplete)
  func namesTheMissingKey(_ json: String, _ key: String, _ type: String?) {
    #expect(refusal(json) == .invalidConfiguration(.missingKey(key, ropeType: type)))
  }

  @Test(arguments: ["axial", "", "Linear", "ntk"])
  func namesAnUnknownTypeAndTheKnownOnes(_ type: String) {
    let error = refusal(scaling(#""rope_type": "\#(type)""#))
    let known = ["default", "linear", "dynamic", "yarn", "longrope", "llama3", "proportional"]
    #expect(error == .invalidConfiguration(.unknownType(type, known: known)))
    let names = known.map { "'\($0)'" }.joined(separator: ", ")
    #expect(error?.description == "a rope type must be one of \(names), not '\(type)'")
  }

  @Test func shortensLongNames() throws {
    let long = String(repeating: "x", count: 100_000)
    let error = try #require(refusal(scaling(#""rope_type": "\#(long)""#)))
    #expect(error.description.count < 250)
  }

  @Test func asksForALayerTypeItHas() {
    let json = #"{"head_dim": 8, "rope_parameters": {"b": {}, "a": {}, "none": null}}"#
    let known = ["a", "b", "none"]
    #expect(refusal(json) == .invalidConfiguration(.layerTypeRequired(known: known)))
    #expect(
      refusal(json, layerType: "c")
        == .invalidConfiguration(.unknownLayerType("c", known: known)))
    #expect(
      refusal(json, layerType: "none") == .invalidConfiguration(.noRotation(layerType: "none")))
    #expect(refusal(json, layerType: "a") == nil)
    let shared = #"{"head_dim": 8, "layer_types": ["b", "a", "b"]}"#
    #expect(
      refusal(shared, layerType: "c")
        == .invalidConfiguration(.unknownLayerType("c", known: ["a", "b"])))
    let gemma = ["full_attention", "sliding_attention"]
    #expect(
      refusal(#"{"head_dim": 8, "rope_local_base_freq": 1e4}"#)
        == .invalidConfiguration(.layerTypeRequired(known: gemma)))
  }

  @Test func refusesAModelWhoseLayersAllHaveNoRotation() {
    let json = #"{"head_dim": 8, "layer_types": ["a"], "rope_parameters": {"a": null}}"#
    #expect(refusal(json, layerType: "a") == .invalidConfiguration(.noRotation(layerType: "a")))
  }

  @Test func passesOnWhatTheRulesRefuse() {
    #expect(
      refusal(scaling(#""rope_type": "linear", "factor": -2"#))
        == .invalidScaling(.number(.factor, -2)))
    #expect(refusal(scaling(#""rope_theta": 0"#)) == .invalidBase(0))
    #expect(refusal(#"{"head_dim": 7}"#) == .oddDimension(7))
    #expect(refusal(scaling(#""partial_rotary_factor": 0"#)) == .oddDimension(0))
    let lists = #""short_factor": [1], "long_factor": [1], "factor": 2"#
    let long = #""rope_type": "longrope", "original_max_position_embeddings": 8, \#(lists)"#
    #expect(
      refusal(scaling(long))
        == .invalidScaling(.listCount(.shortFactors, 1, expected: 4)))
    #expect(
      refusal(#"{"head_dim": 8}"#, sequenceLength: 0)
        == .invalidScaling(.length(.current, 0, least: 1)))
    for part in ["-0.5", "1.5", "1e300"] {
      guard
        case .invalidConfiguration(.wrongValue("partial_rotary_factor", _)) = refusal(
          scaling(#""partial_rotary_factor": \#(part)"#))
      else {
        Issue.record("a partial factor of \(part) was accepted")
        continue
      }
    }
    let zero = #""rope_type": "yarn", "factor": null, "original_max_position_embeddings": 0"#
    #expect(
      refusal(#"{"head_dim": 8, "max_position_embeddings": 64, "rope_scaling": {\#(zero)}}"#)
        == .invalidScaling(.length(.original, 0, least: 1)))
  }

  /// Any prefix and any single changed byte of a configuration gives an embedding or an error.
  @Test func damagedConfigurationsNeverTrap() {
    let json = Array(
      """
      {"head_dim": 8, "rope_theta": 5e5, "max_position_embeddings": 64, "rope_scaling":
       {"rope_type": "llama3", "factor": 2, "low_freq_factor": 1, "high_freq_factor": 4}}
      """.utf8)
    for end in json.indices { #expect(refusal(Array(json[..<end])) != nil) }
    for place in json.indices {
      for byte in [0, 0x22, 0x2D, 0x39, 0x5B, 0x5C, 0x7D, 0xFF] as [UInt8] {
        var damaged = json
        damaged[place] = byte
        if let error = refusal(damaged) { #expect(!error.description.isEmpty) }
      }
    }
  }

  static let sentences: [(ConfigurationProblem, String)] = [
    (
      .tooLong(bytes: 10, largest: 9), "a configuration must have at most 9 bytes, not 10"
    ),
    (
      .tooDeep(largest: 64),
      "a configuration must not nest lists and objects deeper than 64 levels"
    ),
    (.notAnObject, "a configuration must be a JSON object in UTF-8"),
    (
      .missingKey("factor", ropeType: "linear"),
      "the configuration must have the key 'factor' for the rope type 'linear'"
    ),
    (.missingKey("head_dim", ropeType: nil), "the configuration must have the key 'head_dim'"),
    (
      .wrongValue(key: "head_dim", expected: "a whole number"),
      "the value of 'head_dim' in the configuration must be a whole number"
    ),
    (
      .unknownType("ntk", known: ["default", "linear"]),
      "a rope type must be one of 'default', 'linear', not 'ntk'"
    ),
    (
      .layerTypeRequired(known: ["a", "b"]), "a layer type must be named, one of 'a', 'b'"
    ),
    (
      .unknownLayerType("c", known: ["a", "b"]),
      "a layer type must be one of 'a', 'b', not 'c'"
    ),
    (
      .noRotation(layerType: "a"), "a layer type must have a rotary embedding, and 'a' has none"
    ),
  ]

  @Test(arguments: sentences)
  func namesTheRuleAndTheOffendingValue(_ problem: ConfigurationProblem, _ sentence: String) {
    #expect("\(problem)" == sentence)
    #expect("\(RotaryError.invalidConfiguration(problem))" == sentence)
    #expect(RotaryError.invalidConfiguration(problem) == .invalidConfiguration(problem))
    #expect(RotaryError.invalidConfiguration(problem) != .oddDimension(7))
  }
}
