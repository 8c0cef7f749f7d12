#if !hasFeature(Embedded) && (canImport(FoundationEssentials) || canImport(Foundation))
  extension RotaryEmbedding {
    /// Prepares the rotation that a model's `config.json` describes.
    ///
    /// Read are `rope_parameters` and the older `rope_scaling` with the keys beside them, the rope
    /// types `default`, `linear`, `dynamic`, `yarn`, `longrope`, `llama3` and `proportional`, and
    /// the older names `su` and `mrope`; the spellings of GPT-J, GPT-NeoX, Gemma 3, Phi-3 and
    /// DeepSeek are known. Of a model of text and pictures, whose top level says nothing about
    /// heads, `text_config` is read. A model-specific default of the head dimension is not known: it
    /// must be in the text. A key that no rule needs is ignored.
    ///
    /// DeepSeek's factor of the logits is ``softmaxScale``, which the caller has to apply.
    ///
    /// ```swift
    /// let json = """
    ///   {"hidden_size": 4096, "num_attention_heads": 32, "rope_theta": 500000.0,
    ///    "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0,
    ///      "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}}
    ///   """
    /// let rope = try RotaryEmbedding<Float>(
    ///   huggingFaceConfig: Array(json.utf8), layout: .halfSplit)
    /// print(rope.headDimension, rope.base, rope.attentionFactor)
    /// // Prints "128 500000.0 1.0"
    /// ```
    ///
    /// - Parameters:
    ///   - json: the text in UTF-8, at most 4 MiB and 64 levels of lists and objects.
    ///   - layerType: which parameters to take, such as `full_attention`, where a model has several
    ///     sets of them.
    ///   - layout: which two lanes form a pair. A configuration does not say; most classes of
    ///     Hugging Face are ``PairLayout/halfSplit``, those of GPT-J and CodeGen
    ///     ``PairLayout/interleaved``.
    ///   - sequenceLength: the length in tokens, at least 1, that `dynamic` and `longrope` depend
    ///     on. If omitted, it is the length of training.
    /// - Throws: ``RotaryError/invalidConfiguration(_:)``, ``RotaryError/invalidScaling(_:)``, or
    ///   what `init(headDimension:rotaryDimension:base:layout:scaling:)` throws.
    /// - Note: Source: Hugging Face transformers 5.23.0, `modeling_rope_utils.py` and the
    ///   configuration classes of the models. A factor below 1, of which it warns, is taken.
    public init(
      huggingFaceConfig json: [UInt8],
      layerType: String? = nil,
      layout: PairLayout,
      sequenceLength: Int? = nil
    ) throws(RotaryError) {
      let rotation = try HuggingFaceConfiguration(json: json)
        .rotation(layerType: layerType, sequenceLength: sequenceLength)
      try self.init(
        headDimension: rotation.headDimension, rotaryDimension: rotation.rotaryDimension,
        base: rotation.base, layout: layout, scaling: rotation.scaling)
    }
  }
#endif
