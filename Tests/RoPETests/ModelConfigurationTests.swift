import RoPE
import Testing

/// Configurations in the spelling of one family of models each.
@Suite struct ModelConfigurationTests {
  private func read(
    _ json: String, layerType: String? = nil, layout: PairLayout = .halfSplit
  ) throws(RotaryError) -> RotaryEmbedding<Double> {
    try RotaryEmbedding(
      huggingFaceConfig: [UInt8](json.utf8), layerType: layerType, layout: layout)
  }

  private func made(
    _ head: Int, rotary: Int? = nil, base: Double = 10_000, layout: PairLayout = .halfSplit,
    _ scaling: RotaryScaling = .none
  ) throws(RotaryError) -> RotaryEmbedding<Double> {
    try RotaryEmbedding(
      headDimension: head, rotaryDimension: rotary, base: base, layout: layout,
      scaling: scaling)
  }

  private func problem(_ json: String) -> ConfigurationProblem? {
    do throws(RotaryError) {
      _ = try read(json)
      return nil
    } catch {
      if case .invalidConfiguration(let problem) = error { return problem }
      return nil
    }
  }

  // GPT-J and CodeGen

  @Test(arguments: ["gptj", "codegen", "other"])
  func gptJCountsTheLanesItRotates(_ model: String) throws {
    let json = """
      {"model_type": "\(model)", "n_embd": 4096, "n_head": 16, "n_positions": 2048,
       "rotary": true, "rotary_dim": 64}
      """
    #expect(
      try read(json, layout: .interleaved) == made(256, rotary: 64, layout: .interleaved))
  }

  @Test(arguments: ["gptj", "codegen"])
  func gptJRotates64LanesUnlessItSaysOtherwise(_ model: String) throws {
    let json = #"{"model_type": "\#(model)", "n_embd": 4096, "n_head": 16}"#
    #expect(try read(json) == made(256, rotary: 64))
  }

  @Test func otherModelsRotateTheWholeHeadWithoutACount() throws {
    #expect(try read(#"{"n_embd": 4096, "n_head": 16, "rotary_dim": null}"#) == made(256))
  }

  @Test func theUsualNamesWinOverThoseOfGPTJ() throws {
    let json = """
      {"hidden_size": 64, "n_embd": 32, "num_attention_heads": 2, "n_head": 4,
       "max_position_embeddings": 128, "n_positions": 16,
       "rope_scaling": {"type": "dynamic", "factor": 2}}
      """
    #expect(try read(json) == made(32, .dynamicNTK(factor: 2, originalLength: 128, length: 128)))
  }

  @Test func thePositionsOfGPTJAreTheLengthOfTraining() throws {
    let json = """
      {"n_embd": 32, "n_head": 4, "n_positions": 16,
       "rope_scaling": {"type": "dynamic", "factor": 2}}
      """
    #expect(try read(json) == made(8, .dynamicNTK(factor: 2, originalLength: 16, length: 16)))
  }

  @Test func aPartOfTheHeadWinsOverACountOfLanes() throws {
    let json = #"{"head_dim": 96, "partial_rotary_factor": 0.25, "rotary_dim": 48}"#
    #expect(try read(json) == made(96, rotary: 24))
  }

  @Test(arguments: [
    (0, RotaryError.oddDimension(0)), (63, .oddDimension(63)),
    (-2, .oddDimension(-2)), (258, .rotaryLargerThanHead(rotary: 258, head: 256)),
  ])
  func refusesCountsOfLanesThatNoHeadHas(_ count: Int, _ expected: RotaryError) {
    #expect(throws: expected) {
      try read(#"{"n_embd": 4096, "n_head": 16, "rotary_dim": \#(count)}"#)
    }
  }

  @Test func namesOfGPTJAreNamedWhenTheirValuesAreWrong() {
    #expect(
      problem(#"{"n_embd": "x", "n_head": 16}"#)
        == .wrongValue(key: "n_embd", expected: "a whole number"))
    #expect(
      problem(#"{"n_embd": 64, "n_head": 1.5}"#)
        == .wrongValue(key: "n_head", expected: "a whole number"))
  }

  // GPT-NeoX

  @Test func neoX20BRotatesAQuarterOfTheHead() throws {
    let json = """
      {"model_type": "gpt_neox", "hidden_size": 6144, "num_attention_heads": 64,
       "max_position_embeddings": 2048, "rotary_emb_base": 10000, "rotary_pct": 0.25}
      """
    let golden = try Golden("invfreq_partial_gpt_neox_20b")
    let expected = try golden.values("outputs", "inv_freq_f64", as: Double.self)
    let rope = try read(json)
    #expect(rope.headDimension == 96 && rope.rotaryDimension == 24)
    for (frequency, reference) in zip(rope.inverseFrequencies, expected) {
      #expect(abs(frequency - reference) <= 1e-14 * reference)
    }
  }

  // DeepSeek

  private func deepSeek(_ scaling: String) -> String {
    """
    {"model_type": "deepseek_v3", "hidden_size": 7168, "num_attention_heads": 128,
     "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "rope_theta": 10000,
     "max_position_embeddings": 163840, "rope_scaling": \(scaling)}
    """
  }

  /// The square of 0.1 m ln 40 + 1, by Python.
  @Test(arguments: [("1.0", 1.8738542070926265), ("0.707", 1.5896261651208736)])
  func deepSeekScalesItsLogits(_ mscale: String, _ expected: Double) throws {
    let rope = try read(
      deepSeek(
        """
        {"type": "yarn", "factor": 40, "beta_fast": 32, "beta_slow": 1, "mscale": \(mscale),
         "mscale_all_dim": \(mscale), "original_max_position_embeddings": 4096}
        """))
    #expect(rope.headDimension == 64)
    #expect(abs(rope.softmaxScale - expected) <= 1e-15 * expected)
    // Nothing is left for the tables.
    #expect(rope.attentionFactor == 1)
  }

  @Test func otherRulesLeaveTheLogitsAlone() throws {
    #expect(try read(deepSeek("null")).softmaxScale == 1)
    #expect(try read(deepSeek(#"{"type": "linear", "factor": 40}"#)).softmaxScale == 1)
    for weight in ["", #", "mscale_all_dim": 0"#, #", "mscale_all_dim": null"#] {
      let rope = try read(deepSeek(#"{"type": "yarn", "factor": 40\#(weight)}"#))
      #expect(rope.softmaxScale == 1)
    }
    let shrunk = try read(deepSeek(#"{"type": "yarn", "factor": 0.5, "mscale_all_dim": 1}"#))
    #expect(shrunk.softmaxScale == 1)
  }

  // Models of text and pictures

  private let language = """
    {"model_type": "some_text", "head_dim": 128, "rope_theta": 5e5,
     "rope_scaling": {"type": "linear", "factor": 4}}
    """

  @Test func theLanguageModelOfAMultimodalOneIsRead() throws {
    let json = """
      {"model_type": "llava", "image_token_index": 7, "max_position_embeddings": 99,
       "vision_config": {"hidden_size": 1024, "num_attention_heads": 16, "rope_theta": 3},
       "text_config": \(language)}
      """
    #expect(try read(json) == made(128, base: 500_000, .linear(factor: 4)))
  }

  @Test func layerTypesOfTheLanguageModelCount() throws {
    let json = """
      {"model_type": "gemma3", "text_config": {"model_type": "gemma3_text", "hidden_size": 2560,
       "num_attention_heads": 8, "head_dim": 256, "rope_local_base_freq": 10000.0,
       "rope_theta": 1000000.0, "rope_scaling": {"factor": 8.0, "rope_type": "linear"}}}
      """
    #expect(
      try read(json, layerType: "full_attention")
        == made(256, base: 1_000_000, .linear(factor: 8)))
    #expect(try read(json, layerType: "sliding_attention") == made(256))
  }

  /// Qwen2-VL has its language model's keys at top level, and some files have both.
  @Test(arguments: [
    #""head_dim": 8"#, #""hidden_size": 16, "num_attention_heads": 2"#,
    #""n_embd": 16, "n_head": 2"#, #""qk_rope_head_dim": 8"#,
  ])
  func headsAtTopLevelWin(_ keys: String) throws {
    #expect(try read(#"{\#(keys), "text_config": \#(language)}"#) == made(8))
  }

  @Test func withoutHeadsAnywhereTheKeyIsMissing() {
    for json in ["{}", #"{"text_config": null}"#, #"{"text_config": {}}"#] {
      #expect(problem(json) == .missingKey("head_dim", ropeType: nil))
    }
  }

  @Test func namesTheKeyInsideTheLanguageModel() {
    #expect(
      problem(#"{"text_config": {"head_dim": "x"}}"#)
        == .wrongValue(key: "text_config.head_dim", expected: "a whole number"))
    #expect(
      problem(#"{"text_config": 3}"#)
        == .wrongValue(key: "text_config", expected: "an object"))
    let type = #"{"text_config": {"head_dim": 8, "rope_scaling": {"type": "axial"}}}"#
    if case .unknownType(let name, _) = problem(type) {
      #expect(name == "axial")
    } else {
      Issue.record("an unknown type was taken")
    }
  }
}

/// What multi-head latent attention needs beside the rotation.
@Suite struct SoftmaxScaleTests {
  @Test func theScaleIsTheSquareOfALogarithm() {
    // (0.05 ln 32 + 1)², by Python.
    let yarn = YaRN(factor: 32, originalLength: 4096, mscaleAllDim: 0.5)
    #expect(abs(yarn.softmaxScale - 1.3766019036498602) <= 2e-15)
    #expect(YaRN(factor: 32, originalLength: 4096).softmaxScale == 1)
    #expect(YaRN(factor: 1, originalLength: 4096, mscaleAllDim: 0.5).softmaxScale == 1)
  }

  /// The attention factor is in the rotated vectors, the scale is not.
  @Test func rotationDoesNotApplyTheScale() throws {
    let rope = try RotaryEmbedding<Double>(
      headDimension: 64, layout: .interleaved,
      scaling: .yarn(YaRN(factor: 40, originalLength: 4096, mscale: 1, mscaleAllDim: 1)))
    let vector = sample(64, seed: 1)
    let turned = try rope.rotated(vector, at: 100)
    #expect(abs(dot(turned, turned) - dot(vector, vector)) <= 1e-13)
    #expect(rope.softmaxScale > 1.8)
  }

  @Test func refusesWeightsWhoseScaleIsNotFinite() {
    #expect(throws: RotaryError.invalidScaling(.number(.mscaleAllDim, 1e200))) {
      try RotaryEmbedding<Double>(
        headDimension: 8, layout: .halfSplit,
        scaling: .yarn(YaRN(factor: 40, originalLength: 4096, mscaleAllDim: 1e200)))
    }
  }
}
