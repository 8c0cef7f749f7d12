#if !hasFeature(Embedded) && (canImport(FoundationEssentials) || canImport(Foundation))
  /// A rope type with everything that its scaling is made from.
  struct ScalingRule {
    let type: String
    let parameters: RotaryParameters
    /// The part of the head that is rotated, from 0 to 1.
    let part: Double
    let maximumLength: Int?
    /// The length of training, wherever the configuration has it.
    let originalLength: Int?
    let truncate: Bool
    let sequenceLength: Int?

    func scaling() throws(RotaryError) -> RotaryScaling {
      switch type {
      case "linear":
        return .linear(factor: try required(parameters.factor, .factor))
      case "dynamic":
        let factor = try required(parameters.factor, .factor)
        // Here the length of training is always the maximum of the configuration.
        let original = try requiredMaximumLength()
        return .dynamicNTK(
          factor: factor, originalLength: original, length: sequenceLength ?? original)
      case "yarn":
        return .yarn(try yarn())
      case "longrope":
        return try longRoPE()
      case "llama3":
        return .llama3(
          factor: try required(parameters.factor, .factor),
          low: try required(parameters.low, .low), high: try required(parameters.high, .high),
          originalLength: try required(originalLength, .originalLength))
      case "proportional":
        return .proportional(fraction: part, factor: parameters.factor ?? 1)
      default:
        return .none
      }
    }

    private func yarn() throws(RotaryError) -> YaRN {
      guard parameters.hasFactor else { throw missing(.factor) }
      let original = try required(originalLength, .originalLength)
      var factor = parameters.factor
      // A null factor leaves it to the two lengths.
      if factor == nil {
        try checkLength(original, as: .original)
        factor = Double(try requiredMaximumLength()) / Double(original)
      }
      return YaRN(
        factor: try required(factor, .factor), originalLength: original,
        betaFast: nonZero(parameters.betaFast) ?? 32, betaSlow: nonZero(parameters.betaSlow) ?? 1,
        truncate: truncate, attentionFactor: parameters.attentionFactor,
        mscale: parameters.mscale, mscaleAllDim: parameters.mscaleAllDim)
    }

    private func longRoPE() throws(RotaryError) -> RotaryScaling {
      let short = try required(parameters.shortFactors, .shortFactors)
      let long = try required(parameters.longFactors, .longFactors)
      let original = try required(originalLength, .originalLength)
      var attentionFactor = parameters.attentionFactor
      if attentionFactor == nil, let factor = parameters.factor {
        try checkPositive(factor, as: .factor)
        try checkLength(original, as: .original, least: factor > 1 ? 2 : 1)
        attentionFactor = longRoPEAttentionFactor(growth: factor, originalLength: original)
      }
      // With the attention factor known, the maximum length has no effect.
      let isMaximumNeeded = attentionFactor == nil
      let maximum = isMaximumNeeded ? try requiredMaximumLength() : maximumLength ?? original
      return .longRoPE(
        shortFactors: short, longFactors: long, originalLength: original, maximumLength: maximum,
        length: sequenceLength ?? original, attentionFactor: attentionFactor)
    }

    private func requiredMaximumLength() throws(RotaryError) -> Int {
      guard let maximumLength else {
        throw .invalidConfiguration(
          .missingKey(
            HuggingFaceConfiguration.CodingKeys.maximumLength.rawValue, ropeType: type))
      }
      return maximumLength
    }

    private func required<Value>(
      _ value: Value?, _ key: RotaryParameters.CodingKeys
    ) throws(RotaryError) -> Value {
      guard let value else { throw missing(key) }
      return value
    }

    private func missing(_ key: RotaryParameters.CodingKeys) -> RotaryError {
      .invalidConfiguration(.missingKey(key.rawValue, ropeType: type))
    }

    private func nonZero(_ value: Double?) -> Double? { value == 0 ? nil : value }
  }
#endif
