#if !hasFeature(Embedded) && (canImport(FoundationEssentials) || canImport(Foundation))
  /// What a configuration says of one kind of layer.
  struct HuggingFaceRotation {
    let headDimension: Int
    let rotaryDimension: Int
    let base: Double
    let scaling: RotaryScaling
  }

  extension HuggingFaceConfiguration {
    /// The rope types of this library under the names they have in a configuration.
    static let knownTypes = [
      "default", "linear", "dynamic", "yarn", "longrope", "llama3", "proportional",
    ]

    private static let fullLayers = "full_attention"
    private static let slidingLayers = "sliding_attention"

    func rotation(
      layerType: String?, sequenceLength: Int?
    ) throws(RotaryError) -> HuggingFaceRotation {
      if let sequenceLength { try checkLength(sequenceLength, as: .current) }
      let layer = try selectedLayer(layerType)
      let head = try headDimension(layerType: layerType)
      let type = try ropeType(of: layer.parameters)
      let part = try partialFactor(of: layer.parameters, type: type)
      let rule = ScalingRule(
        type: type, parameters: layer.parameters, part: part ?? 1, maximumLength: maximumLength,
        originalLength: layer.isNested
          ? layer.parameters.originalLength ?? maximumLength
          : originalLength ?? layer.parameters.originalLength ?? maximumLength,
        truncate: layer.truncate ?? true, sequenceLength: sequenceLength)
      let scaling = try rule.scaling()
      // These two rules were made for checkpoints that always name their base.
      if ["llama3", "proportional"].contains(type), layer.parameters.base ?? base == nil {
        throw .invalidConfiguration(.missingKey("rope_theta", ropeType: type))
      }
      return HuggingFaceRotation(
        headDimension: head,
        rotaryDimension: type == "proportional"
          ? head : part.map { Int(Double(head) * $0) } ?? ownRotaryDimension ?? head,
        base: layer.parameters.base ?? layer.base, scaling: scaling)
    }

    private var isGemma3: Bool { localBase != nil || modelType?.hasPrefix("gemma3") == true }

    private struct Layer {
      var parameters: RotaryParameters
      /// The base for parameters without one.
      var base: Double
      var isNested = false
      var truncate: Bool?
    }

    private func selectedLayer(_ layerType: String?) throws(RotaryError) -> Layer {
      let set = scaling.flatMap { $0.isEmpty ? nil : $0 } ?? parameters
      let isPerLayer = set?.layers.keys.contains { layerTypes?.contains($0) == true } == true
      guard let set, set.shared == nil || isPerLayer else {
        return try sharedLayer(set?.shared ?? RotaryParameters(), layerType: layerType)
      }
      let known = set.layers.keys.sorted()
      guard let layerType else { throw .invalidConfiguration(.layerTypeRequired(known: known)) }
      guard let layer = set.layers[layerType] else {
        throw .invalidConfiguration(.unknownLayerType(layerType, known: known))
      }
      guard let layer else { throw .invalidConfiguration(.noRotation(layerType: layerType)) }
      return Layer(
        parameters: layer, base: defaultBase(layerType: layerType), isNested: true,
        truncate: set.truncate)
    }

    private func sharedLayer(
      _ shared: RotaryParameters, layerType: String?
    ) throws(RotaryError) -> Layer {
      let known = isGemma3 ? [Self.fullLayers, Self.slidingLayers] : layerTypes
      if let layerType, let known, !known.contains(layerType) {
        let names = Set(known).sorted()
        throw .invalidConfiguration(.unknownLayerType(layerType, known: names))
      }
      if isGemma3 {
        guard let layerType else {
          throw .invalidConfiguration(.layerTypeRequired(known: known ?? []))
        }
        // In the old form of Gemma 3 the scaling is that of the layers with full attention.
        if layerType == Self.slidingLayers {
          return Layer(
            parameters: RotaryParameters(), base: defaultBase(layerType: layerType))
        }
      }
      return Layer(
        parameters: shared, base: defaultBase(layerType: layerType), truncate: shared.truncate)
    }

    /// The base of a layer whose own parameters have none.
    private func defaultBase(layerType: String?) -> Double {
      if isGemma3, layerType == Self.slidingLayers { return localBase ?? 10_000 }
      if let base = base ?? neoxBase { return base }
      if modelType == "gpt_oss" { return 150_000 }
      return isGemma3 ? 1_000_000 : 10_000
    }

    private func headDimension(layerType: String?) throws(RotaryError) -> Int {
      let global = layerType == Self.fullLayers ? globalHeadDimension : nil
      if let dimension = rotaryHeadDimension ?? global ?? headDimension {
        return try checkedCount(dimension, .headDimension)
      }
      let heads = try checkedCount(headCount, .headCount)
      return try checkedCount(hiddenSize, .hiddenSize) / heads
    }

    private func checkedCount(_ count: Int?, _ key: CodingKeys) throws(RotaryError) -> Int {
      guard let count else {
        // Without any of the three keys, the one that alone suffices is named.
        let noneOfBoth = hiddenSize == nil && headCount == nil
        let name = noneOfBoth ? CodingKeys.headDimension : key
        throw .invalidConfiguration(.missingKey(name.rawValue, ropeType: nil))
      }
      guard (1...largestElementCount).contains(count) else {
        throw .invalidConfiguration(
          .wrongValue(key: key.rawValue, expected: "from 1 to \(largestElementCount)"))
      }
      return count
    }

    private func ropeType(of parameters: RotaryParameters) throws(RotaryError) -> String {
      let name = parameters.ropeType ?? parameters.oldType ?? "default"
      let isPhi = modelType?.hasPrefix("phi3") == true || modelType?.hasPrefix("phi4") == true
      switch name {
      case "su":
        return "longrope"
      case "yarn" where isPhi:
        // Early Phi-3 checkpoints call their two lists YaRN.
        return "longrope"
      case "mrope":
        // Its sections say which axis a pair follows; the frequencies are the unscaled ones.
        return "default"
      case _ where Self.knownTypes.contains(name):
        return name
      default:
        throw .invalidConfiguration(.unknownType(name, known: Self.knownTypes))
      }
    }

    /// The part of a head that is rotated, unless the configuration counts lanes or says nothing.
    private func partialFactor(
      of parameters: RotaryParameters, type: String
    ) throws(RotaryError) -> Double? {
      // The class of Llama has no partial rotation of its own; its scaled rules have.
      if modelType == "llama", type == "default" { return 1 }
      let part =
        parameters.partialFactor ?? partialFactor ?? neoxPartialFactor
        ?? (modelType == "gpt_neox" ? 0.25 : nil)
      // Written so that a NaN is refused.
      if let part, !(part >= 0 && part <= 1) {
        throw .invalidConfiguration(
          .wrongValue(
            key: CodingKeys.partialFactor.rawValue, expected: "from 0 to 1, not \(part)"))
      }
      return part
    }

    /// The rotated lanes of models that count them; two classes have a default.
    private var ownRotaryDimension: Int? {
      rotaryDimension ?? (modelType == "gptj" || modelType == "codegen" ? 64 : nil)
    }
  }
#endif
