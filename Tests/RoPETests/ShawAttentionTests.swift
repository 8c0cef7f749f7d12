import RoPE
import Testing

@Suite struct ShawAttentionTests {
  private struct Reference {
    let queries, keys, values, keyVectors, valueVectors, logits, outputs: [[Double]]
    let relative: ShawRelativeEmbedding

    init() throws {
      let golden = try Golden("shaw_relative")
      func input(_ name: String) throws -> [[Double]] {
        try golden.rows("inputs", name, width: 4, as: Double.self)
      }
      queries = try input("q")
      keys = try input("k")
      values = try input("v")
      keyVectors = try input("aK")
      valueVectors = try input("aV")
      logits = try golden.rows("outputs", "logits_f64", width: 7, as: Double.self)
      outputs = try golden.rows("outputs", "z_f64", width: 4, as: Double.self)
      relative = try ShawRelativeEmbedding(clip: 3, dimension: 4)
    }
  }

  @Test func logitsAndOutputsEqualTheReference() throws {
    let r = try Reference()
    let logits = try r.relative.logits(
      queries: r.queries, keys: r.keys, keyVectors: r.keyVectors)
    let outputs = try r.relative.outputs(
      queries: r.queries, keys: r.keys, values: r.values,
      keyVectors: r.keyVectors, valueVectors: r.valueVectors)
    #expect(logits.count == 7 && outputs.count == 7)
    for token in 0..<7 {
      #expect(largestDifference(logits[token], r.logits[token]) <= 1e-12)
      #expect(largestDifference(outputs[token], r.outputs[token]) <= 1e-12)
    }
  }

  @Test func aCachedDecoderAsksWithItsLatePosition() throws {
    let r = try Reference()
    let logits = try r.relative.logits(
      queries: [r.queries[6]], keys: r.keys, keyVectors: r.keyVectors, queryPositions: [6])
    #expect(largestDifference(logits[0], r.logits[6]) <= 1e-12)
    let whole = try r.relative.outputs(
      queries: r.queries, keys: r.keys, values: r.values,
      keyVectors: r.keyVectors, valueVectors: r.valueVectors, mask: .causal)
    #expect(largestDifference(whole[6], r.outputs[6]) <= 1e-12)
    for token in 0..<7 {
      let step = try r.relative.outputs(
        queries: [r.queries[token]], keys: Array(r.keys[...token]),
        values: Array(r.values[...token]), keyVectors: r.keyVectors,
        valueVectors: r.valueVectors, mask: .causal, queryPositions: [token])
      #expect(largestDifference(step[0], whole[token]) <= 1e-12)
    }
  }

  @Test func outputsDependOnDifferencesOfPositionsAlone() throws {
    let r = try Reference()
    let positions = (0..<7).map { 1000 + $0 }
    let moved = try r.relative.outputs(
      queries: r.queries, keys: r.keys, values: r.values,
      keyVectors: r.keyVectors, valueVectors: r.valueVectors,
      queryPositions: positions, keyPositions: positions)
    for token in 0..<7 { #expect(largestDifference(moved[token], r.outputs[token]) <= 1e-12) }
  }

  @Test func refusesListsThatDoNotFit() throws {
    let relative = try ShawRelativeEmbedding(clip: 1, dimension: 2)
    let row = [[1.0, 2]]
    let table = [[1.0, 2], [3, 4], [5, 6]]
    func logits(
      _ queries: [[Double]], _ keys: [[Double]], _ table: [[Double]], _ positions: [Int]? = nil
    ) throws(RotaryError) {
      _ = try relative.logits(
        queries: queries, keys: keys, keyVectors: table, queryPositions: positions)
    }
    #expect(throws: RotaryError.wrongCount(of: .rows, expected: 3, found: 1)) {
      try logits(row, row, row)
    }
    #expect(throws: RotaryError.wrongLength(expected: 2, found: 1)) {
      try logits([[1]], [[1]], table)
    }
    #expect(throws: RotaryError.wrongLength(expected: 2, found: 1)) {
      try logits(row, row, [[1], [2], [3]])
    }
    #expect(throws: RotaryError.raggedRow(row: 2, expected: 2, found: 0)) {
      try logits(row, row, [[1, 2], [2, 3], []])
    }
    #expect(throws: RotaryError.unequalCounts(of: .queries, 1, and: .positions, 2)) {
      try logits(row, row, table, [1, 2])
    }
    #expect(throws: RotaryError.invalidCount(of: .queries, 0, allowed: 1...1 << 27)) {
      try logits([], row, table)
    }
    func outputs(
      _ values: [[Double]], _ valueTable: [[Double]], _ position: Int = 0
    ) throws(RotaryError) {
      _ = try relative.outputs(
        queries: row, keys: row, values: values, keyVectors: table, valueVectors: valueTable,
        mask: .causal, queryPositions: [position])
    }
    #expect(throws: RotaryError.wrongLength(expected: 2, found: 1)) { try outputs([[1]], table) }
    #expect(throws: RotaryError.unequalCounts(of: .keys, 1, and: .values, 2)) {
      try outputs(row + row, table)
    }
    #expect(throws: RotaryError.wrongCount(of: .rows, expected: 3, found: 1)) {
      try outputs(row, row)
    }
    #expect(throws: RotaryError.noVisibleKey(query: 0)) { try outputs(row, table, -1) }
  }
}
