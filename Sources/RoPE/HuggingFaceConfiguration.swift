#if !hasFeature(Embedded) && (canImport(FoundationEssentials) || canImport(Foundation))
  /// The keys of a `config.json` that say how queries and keys are rotated.
  ///
  /// A key that is absent and one that is null are the same here, as they are to the reference,
  /// except for ``RotaryParameters/hasFactor``.
  struct HuggingFaceConfiguration: Decodable {
    let modelType: String?
    let layerTypes: [String]?

    let headDimension: Int?
    let globalHeadDimension: Int?
    let rotaryHeadDimension: Int?
    let hiddenSize: Int?
    let headCount: Int?
    let rotaryDimension: Int?

    let base: Double?
    let neoxBase: Double?
    let localBase: Double?
    let partialFactor: Double?
    let neoxPartialFactor: Double?
    let maximumLength: Int?
    let originalLength: Int?

    let scaling: RotaryParameterSet?
    let parameters: RotaryParameterSet?

    enum CodingKeys: String, CodingKey {
      case modelType = "model_type"
      case layerTypes = "layer_types"
      case headDimension = "head_dim"
      case globalHeadDimension = "global_head_dim"
      case rotaryHeadDimension = "qk_rope_head_dim"
      case hiddenSize = "hidden_size"
      case headCount = "num_attention_heads"
      case gptHiddenSize = "n_embd"
      case gptHeadCount = "n_head"
      case rotaryDimension = "rotary_dim"
      case base = "rope_theta"
      case neoxBase = "rotary_emb_base"
      case localBase = "rope_local_base_freq"
      case partialFactor = "partial_rotary_factor"
      case neoxPartialFactor = "rotary_pct"
      case maximumLength = "max_position_embeddings"
      case gptMaximumLength = "n_positions"
      case originalLength = "original_max_position_embeddings"
      case scaling = "rope_scaling"
      case parameters = "rope_parameters"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      modelType = try values.decodeIfPresent(String.self, forKey: .modelType)
      layerTypes = try values.decodeIfPresent([String].self, forKey: .layerTypes)
      headDimension = try values.number(.headDimension)
      globalHeadDimension = try values.number(.globalHeadDimension)
      rotaryHeadDimension = try values.number(.rotaryHeadDimension)
      hiddenSize = try values.number(.hiddenSize) ?? values.number(.gptHiddenSize)
      headCount = try values.number(.headCount) ?? values.number(.gptHeadCount)
      rotaryDimension = try values.number(.rotaryDimension)
      base = try values.number(.base)
      neoxBase = try values.number(.neoxBase)
      localBase = try values.number(.localBase)
      partialFactor = try values.number(.partialFactor)
      neoxPartialFactor = try values.number(.neoxPartialFactor)
      maximumLength = try values.number(.maximumLength) ?? values.number(.gptMaximumLength)
      originalLength = try values.number(.originalLength)
      scaling = try values.decodeIfPresent(RotaryParameterSet.self, forKey: .scaling)
      parameters = try values.decodeIfPresent(RotaryParameterSet.self, forKey: .parameters)
    }
  }

  /// A model of text and pictures, which keeps the keys of its language model apart.
  struct MultimodalConfiguration: Decodable {
    let text: HuggingFaceConfiguration?

    enum CodingKeys: String, CodingKey { case text = "text_config" }
  }

  extension HuggingFaceConfiguration {
    /// Whether any key here says how heads are shaped or rotated.
    var describesHeads: Bool {
      let dimensions = [
        headDimension, globalHeadDimension, rotaryHeadDimension, hiddenSize, headCount,
        rotaryDimension,
      ]
      let numbers = [base, neoxBase, localBase, partialFactor, neoxPartialFactor]
      return dimensions.contains { $0 != nil } || numbers.contains { $0 != nil }
        || scaling != nil || parameters != nil
    }
  }

  /// What one kind of layer is rotated by.
  struct RotaryParameters: Decodable {
    let ropeType: String?
    let oldType: String?
    let base: Double?
    let partialFactor: Double?
    let factor: Double?
    let originalLength: Int?
    let attentionFactor: Double?
    let betaFast: Double?
    let betaSlow: Double?
    let mscale: Double?
    let mscaleAllDim: Double?
    let low: Double?
    let high: Double?
    let shortFactors: [Double]?
    let longFactors: [Double]?
    let truncate: Bool?

    /// Whether the key is there at all; to YaRN a null factor says that it shall be computed.
    let hasFactor: Bool

    enum CodingKeys: String, CodingKey {
      case ropeType = "rope_type"
      case oldType = "type"
      case base = "rope_theta"
      case partialFactor = "partial_rotary_factor"
      case factor
      case originalLength = "original_max_position_embeddings"
      case attentionFactor = "attention_factor"
      case betaFast = "beta_fast"
      case betaSlow = "beta_slow"
      case mscale
      case mscaleAllDim = "mscale_all_dim"
      case low = "low_freq_factor"
      case high = "high_freq_factor"
      case shortFactors = "short_factor"
      case longFactors = "long_factor"
      case truncate
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      ropeType = try values.decodeIfPresent(String.self, forKey: .ropeType)
      oldType = try values.decodeIfPresent(String.self, forKey: .oldType)
      base = try values.number(.base)
      partialFactor = try values.number(.partialFactor)
      factor = try values.number(.factor)
      originalLength = try values.number(.originalLength)
      attentionFactor = try values.number(.attentionFactor)
      betaFast = try values.number(.betaFast)
      betaSlow = try values.number(.betaSlow)
      mscale = try values.number(.mscale)
      mscaleAllDim = try values.number(.mscaleAllDim)
      low = try values.number(.low)
      high = try values.number(.high)
      shortFactors = try values.numbers(.shortFactors)
      longFactors = try values.numbers(.longFactors)
      truncate = try values.decodeIfPresent(Bool.self, forKey: .truncate)
      hasFactor = values.contains(.factor)
    }

    /// No parameters, which is the default rule.
    init() {
      ropeType = nil
      oldType = nil
      base = nil
      partialFactor = nil
      factor = nil
      originalLength = nil
      attentionFactor = nil
      betaFast = nil
      betaSlow = nil
      mscale = nil
      mscaleAllDim = nil
      low = nil
      high = nil
      shortFactors = nil
      longFactors = nil
      truncate = nil
      hasFactor = false
    }
  }

  /// The value of `rope_parameters` or `rope_scaling`: one set of parameters, or one per layer type.
  struct RotaryParameterSet: Decodable {
    let isEmpty: Bool
    let truncate: Bool?

    /// The parameters of all layers; none where they are per layer type.
    let shared: RotaryParameters?

    /// The parameters of each name whose value is an object, or nil where it is null.
    let layers: [String: RotaryParameters?]

    private struct Name: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Name.self)
      isEmpty = values.allKeys.isEmpty
      var layers: [String: RotaryParameters?] = [:]
      for name in values.allKeys where try values.decodeNil(forKey: name) {
        layers.updateValue(nil, forKey: name.stringValue)
      }
      let hasType = values.allKeys.contains { ["rope_type", "type"].contains($0.stringValue) }
      let objects = values.allKeys.filter { name in
        (try? values.nestedContainer(keyedBy: Name.self, forKey: name)) != nil
      }
      if hasType || objects.isEmpty {
        let shared = try RotaryParameters(from: decoder)
        self.shared = shared
        truncate = shared.truncate
      } else {
        for name in objects {
          let parameters = try values.decode(RotaryParameters.self, forKey: name)
          layers.updateValue(parameters, forKey: name.stringValue)
        }
        shared = nil
        truncate = try values.decodeIfPresent(
          Bool.self, forKey: Name(stringValue: RotaryParameters.CodingKeys.truncate.rawValue))
      }
      self.layers = layers
    }
  }

  /// A number that is reported under its key also when it does not fit its type.
  ///
  /// Of a plain `Int` or `Double` that does not fit, `JSONDecoder` says that the text is invalid.
  private struct FittingNumber<Value: Decodable>: Decodable {
    let value: Value

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      do {
        value = try container.decode(Value.self)
      } catch {
        let context = DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "no such number")
        throw DecodingError.typeMismatch(Value.self, context)
      }
    }
  }

  extension KeyedDecodingContainer {
    fileprivate func number<Value: Decodable>(_ key: Key) throws -> Value? {
      try decodeIfPresent(FittingNumber<Value>.self, forKey: key)?.value
    }

    fileprivate func numbers(_ key: Key) throws -> [Double]? {
      try decodeIfPresent([FittingNumber<Double>].self, forKey: key)?.map(\.value)
    }
  }
#endif
