import RoPE
import Testing

/// What each rule of reading a configuration gives, in configurations as small as they can be.
@Suite struct ConfigurationTests {
  private func read(
    _ json: String, layerType: String? = nil, sequenceLength: Int? = nil
  ) throws(RotaryError) -> RotaryEmbedding<Double> {
    try RotaryEmbedding(
      huggingFaceConfig: [UInt8](json.utf8), layerType: layerType, layout: .halfSplit,
      sequenceLength: sequenceLength)
  }

  private func made(
    _ head: Int, rotary: Int? = nil, base: Double = 10_000, _ scaling: RotaryScaling = .none
  ) throws(RotaryError) -> RotaryEmbedding<Double> {
    try RotaryEmbedding(
      headDimension: head, rotaryDimension: rotary, base: base, layout: .halfSplit,
      scaling: scaling)
  }

  @Test func withoutParametersTheRuleIsTheDefault() throws {
    #expect(try read(#"{"head_dim": 8}"#) == made(8))
    #expect(try read(#"{"head_dim": 8, "rope_theta": 5e5}"#) == made(8, base: 500_000))
    #expect(
      try read(#"{"head_dim": 8, "rope_scaling": null, "rope_parameters": null}"#) == made(8))
    #expect(try read(#"{"head_dim": 8, "rope_parameters": {"rope_theta": 7}}"#) == made(8, base: 7))
    #expect(
      try read(#"{"head_dim": 8, "rope_parameters": {"rope_type": "default"}}"#) == made(8))
  }

  @Test func theHeadDimensionIsGivenOrAQuotient() throws {
    #expect(
      try read(#"{"hidden_size": 100, "num_attention_heads": 12}"#).headDimension == 8)
    #expect(
      try read(#"{"head_dim": null, "hidden_size": 64, "num_attention_heads": 4}"#).headDimension
        == 16)
    #expect(
      try read(#"{"head_dim": 6, "hidden_size": 64, "num_attention_heads": 4}"#).headDimension
        == 6)
    #expect(try read(#"{"qk_rope_head_dim": 64, "head_dim": 192}"#).headDimension == 64)
    #expect(try read(#"{"head_dim": 8.0}"#).headDimension == 8)
  }

  @Test func theTypeHasTwoKeysAndTheNewerOneWins() throws {
    let linear = try made(8, .linear(factor: 2))
    #expect(
      try read(#"{"head_dim": 8, "rope_scaling": {"type": "linear", "factor": 2}}"#) == linear)
    #expect(
      try read(
        #"{"head_dim": 8, "rope_scaling": {"type": "x", "rope_type": "linear", "factor": 2}}"#)
        == linear)
  }

  @Test func aScalingReplacesTheParametersUnlessItIsEmpty() throws {
    let parameters = #""rope_parameters": {"rope_type": "linear", "factor": 4}"#
    #expect(
      try read(
        #"{"head_dim": 8, \#(parameters), "rope_scaling": {"type": "linear", "factor": 2}}"#)
        == made(8, .linear(factor: 2)))
    for empty in ["{}", "null"] {
      #expect(
        try read(#"{"head_dim": 8, \#(parameters), "rope_scaling": \#(empty)}"#)
          == made(8, .linear(factor: 4)))
    }
  }

  @Test func aValueInsideWinsOverTheOneAtTopLevel() throws {
    let rope = try read(
      """
      {"head_dim": 8, "rope_theta": 3, "partial_rotary_factor": 0.25,
       "rope_parameters": {"rope_theta": 5, "partial_rotary_factor": 0.5}}
      """)
    #expect(try rope == made(8, rotary: 4, base: 5))
  }

  @Test func partOfTheHeadIsRotated() throws {
    #expect(try read(#"{"head_dim": 96, "partial_rotary_factor": 0.25}"#) == made(96, rotary: 24))
    #expect(try read(#"{"head_dim": 10, "partial_rotary_factor": 0.49}"#).rotaryDimension == 4)
  }

  @Test func neoXHasNamesOfItsOwn() throws {
    let head = #""hidden_size": 6144, "num_attention_heads": 64"#
    #expect(
      try read(#"{\#(head), "rotary_pct": 0.5, "rotary_emb_base": 25}"#)
        == made(96, rotary: 48, base: 25))
    #expect(try read(#"{\#(head), "model_type": "gpt_neox"}"#) == made(96, rotary: 24))
  }

  @Test func modelsHaveDefaultBases() throws {
    #expect(try read(#"{"head_dim": 8, "model_type": "gpt_oss"}"#).base == 150_000)
    let gemma = #"{"head_dim": 8, "model_type": "gemma3_text"}"#
    #expect(try read(gemma, layerType: "full_attention").base == 1_000_000)
    #expect(try read(gemma, layerType: "sliding_attention").base == 10_000)
    // The class of Llama reads no partial factor for its default rule.
    #expect(
      try read(#"{"head_dim": 8, "model_type": "llama", "partial_rotary_factor": 0.5}"#)
        == made(8))
  }

  @Test func gemma3ScalesItsFullAttentionOnly() throws {
    let json = """
      {"head_dim": 8, "rope_theta": 1e6, "rope_local_base_freq": 2e4,
       "rope_scaling": {"rope_type": "linear", "factor": 8}}
      """
    #expect(
      try read(json, layerType: "full_attention") == made(8, base: 1_000_000, .linear(factor: 8)))
    #expect(try read(json, layerType: "sliding_attention") == made(8, base: 20_000))
  }

  @Test func eachLayerTypeHasItsParameters() throws {
    let json = """
      {"head_dim": 8, "global_head_dim": 16, "rope_theta": 7, "max_position_embeddings": 64,
       "layer_types": ["sliding_attention", "full_attention"],
       "rope_parameters": {
         "full_attention": {"rope_type": "proportional", "partial_rotary_factor": 0.25,
                            "rope_theta": 1e6},
         "sliding_attention": {"rope_type": "default"},
         "other": {"type": "yarn", "factor": 4, "truncate": true},
         "truncate": false}}
      """
    #expect(
      try read(json, layerType: "full_attention")
        == made(16, base: 1_000_000, .proportional(fraction: 0.25, factor: 1)))
    #expect(try read(json, layerType: "sliding_attention") == made(8, base: 7))
    // Truncation is read beside the layer types, not inside them.
    let yarn = YaRN(factor: 4, originalLength: 64, truncate: false)
    #expect(try read(json, layerType: "other") == made(8, base: 7, .yarn(yarn)))
  }

  @Test func insideALayerTypeTheOuterOriginalLengthDoesNotCount() throws {
    let inner = #""rope_type": "yarn", "factor": 4"#
    let outer = #""head_dim": 8, "max_position_embeddings": 64"#
    let json = #"{\#(outer), "original_max_position_embeddings": 16, "rope_parameters": "#
    #expect(
      try read(json + "{\(inner)}}") == made(8, .yarn(YaRN(factor: 4, originalLength: 16))))
    #expect(
      try read(json + #"{"a": {\#(inner)}}}"#, layerType: "a")
        == made(8, .yarn(YaRN(factor: 4, originalLength: 64))))
    #expect(
      try read(
        json + #"{"a": {\#(inner), "original_max_position_embeddings": 32}}}"#, layerType: "a")
        == made(8, .yarn(YaRN(factor: 4, originalLength: 32))))
  }

  @Test func sharedParametersServeEveryLayerType() throws {
    let json = #"{"head_dim": 8, "layer_types": ["a", "b"], "rope_theta": 3}"#
    #expect(try read(json, layerType: "b") == made(8, base: 3))
    #expect(try read(#"{"head_dim": 8}"#, layerType: "any") == made(8))
  }

  @Test func dynamicScalingTakesTheMaximumLengthAndTheOneAsked() throws {
    let json = """
      {"head_dim": 8, "max_position_embeddings": 64, "original_max_position_embeddings": 16,
       "rope_scaling": {"type": "dynamic", "factor": 2, "original_max_position_embeddings": 8}}
      """
    #expect(
      try read(json, sequenceLength: 128)
        == made(8, .dynamicNTK(factor: 2, originalLength: 64, length: 128)))
    #expect(
      try read(json) == made(8, .dynamicNTK(factor: 2, originalLength: 64, length: 64)))
  }

  @Test func theOriginalLengthOutsideWinsThenInsideThenTheMaximum() throws {
    let outer = #""original_max_position_embeddings": 16, "#
    let inner = #""original_max_position_embeddings": 32, "#
    for (one, two, expected) in [(outer, inner, 16), ("", inner, 32), ("", "", 64)] {
      let rest = #""factor": 8, "low_freq_factor": 1, "high_freq_factor": 4"#
      let json = """
        {"head_dim": 8, "rope_theta": 5e5, "max_position_embeddings": 64, \(one)
         "rope_scaling": {\(two) "rope_type": "llama3", \(rest)}}
        """
      #expect(
        try read(json)
          == made(
            8, base: 500_000, .llama3(factor: 8, low: 1, high: 4, originalLength: expected)))
    }
  }

  @Test func yarnReadsEveryParameter() throws {
    let json = """
      {"head_dim": 8, "rope_parameters": {"rope_type": "yarn", "factor": 4, "beta_fast": 16,
       "beta_slow": 2, "truncate": false, "attention_factor": 1.5, "mscale": 0.7,
       "mscale_all_dim": 1, "original_max_position_embeddings": 4096}}
      """
    let yarn = YaRN(
      factor: 4, originalLength: 4096, betaFast: 16, betaSlow: 2, truncate: false,
      attentionFactor: 1.5, mscale: 0.7, mscaleAllDim: 1)
    #expect(try read(json) == made(8, .yarn(yarn)))
    #expect(try read(json).attentionFactor == 1.5)
  }

  @Test func yarnsNullsAreDefaults() throws {
    for empty in ["null", "0"] {
      let json = """
        {"head_dim": 8, "max_position_embeddings": 64, "rope_parameters": {"rope_type": "yarn",
         "factor": null, "beta_fast": \(empty), "beta_slow": \(empty), "truncate": null,
         "original_max_position_embeddings": 16, "attention_factor": null}}
        """
      #expect(try read(json) == made(8, .yarn(YaRN(factor: 4, originalLength: 16))))
    }
  }

  private func longRoPE(_ type: String, model: String = "phi3", rest: String = "") -> String {
    """
    {"head_dim": 4, "model_type": "\(model)", "max_position_embeddings": 131072,
     "original_max_position_embeddings": 4096, "rope_scaling": {"type": "\(type)", \(rest)
     "short_factor": [1, 1.5], "long_factor": [2, 3.5]}}
    """
  }

  private func longRoPE(length: Int = 4096, attentionFactor: Double? = nil) -> RotaryScaling {
    .longRoPE(
      shortFactors: [1, 1.5], longFactors: [2, 3.5], originalLength: 4096,
      maximumLength: 131_072, length: length, attentionFactor: attentionFactor)
  }

  @Test(arguments: ["longrope", "su", "yarn"])
  func phi3HasThreeNamesForLongRoPE(_ type: String) throws {
    #expect(try read(longRoPE(type)) == made(4, longRoPE()))
    #expect(try read(longRoPE(type), sequenceLength: 5000) == made(4, longRoPE(length: 5000)))
    #expect(abs(try read(longRoPE(type)).attentionFactor - 1.1902380714238083) <= 1e-15)
  }

  @Test func longRoPEsFactorReplacesTheQuotientOfLengths() throws {
    let rope = try read(longRoPE("longrope", rest: #""factor": 32,"#))
    #expect(abs(rope.attentionFactor - 1.1902380714238083) <= 1e-15)
    #expect(try read(longRoPE("longrope", rest: #""factor": 1,"#)).attentionFactor == 1)
    #expect(
      try read(longRoPE("longrope", rest: #""factor": 9, "attention_factor": 1.5,"#))
        == made(4, longRoPE(attentionFactor: 1.5)))
    #expect(
      try read(longRoPE("longrope", rest: #""factor": null,"#)) == made(4, longRoPE()))
  }

  @Test func qwen2VLsTypeIsTheDefault() throws {
    let json = #"{"head_dim": 8, "rope_scaling": {"type": "mrope", "mrope_section": [1, 1, 2]}}"#
    #expect(try read(json) == made(8))
  }

  @Test func proportionalScalingTakesTheFractionAndTheWholeHead() throws {
    let json = """
      {"head_dim": 16, "rope_parameters": {"rope_type": "proportional", "rope_theta": 100,
       "partial_rotary_factor": 0.25, "factor": 2}}
      """
    #expect(try read(json) == made(16, base: 100, .proportional(fraction: 0.25, factor: 2)))
  }

  @Test func deepSeekScalesTheLanesItRotates() throws {
    let json = """
      {"hidden_size": 7168, "num_attention_heads": 128, "qk_nope_head_dim": 128,
       "qk_rope_head_dim": 64, "rope_theta": 10000, "max_position_embeddings": 163840,
       "rope_scaling": {"type": "yarn", "factor": 40, "beta_fast": 32, "beta_slow": 1,
       "mscale": 1.0, "mscale_all_dim": 1.0, "original_max_position_embeddings": 4096}}
      """
    let yarn = YaRN(factor: 40, originalLength: 4096, mscale: 1, mscaleAllDim: 1)
    #expect(try read(json) == made(64, .yarn(yarn)))
    #expect(try read(json).attentionFactor == 1)
  }

  @Test func factorsBelowOneAreTaken() throws {
    #expect(
      try read(#"{"head_dim": 8, "rope_scaling": {"type": "linear", "factor": 0.5}}"#)
        == made(8, .linear(factor: 0.5)))
  }

  @Test func otherKeysAndAllOfUnicodeAreIgnored() throws {
    let json = """
      {"head_dim": 8, "note": "\\"[{\\\\", "Größe": ["✓", {"a": [1, null, true]}],
       "rope_parameters": {"rope_type": "default", "new_key": 3}}
      """
    #expect(try read(json) == made(8))
    #expect(try read("\u{FEFF}" + json) == made(8))
  }
}
