import RoPE
import Testing

@Suite struct LearnedEmbeddingTests {
  /// Position vectors of BERT.
  private func bert() throws -> LearnedEmbedding {
    try LearnedEmbedding(rows: 512, dimension: 768)
  }

  @Test func hasARowForEachPositionAndNoneBeyond() throws {
    let table = try bert()
    #expect(try table.row(0).count == 768)
    #expect(try table.row(511).count == 768)
    for row in [-1, 512, Int.min, Int.max] {
      #expect(throws: RotaryError.rowOutOfRange(row: row, rows: 512)) { try table.row(row) }
    }
  }

  @Test func countsItsParameters() throws {
    #expect(try bert().parameterCount == 393_216)
  }

  /// The first draws of SplitMix64 from seed 42, scaled to numbers from -1 to 1.
  @Test func drawsThePublishedSequence() throws {
    let table = try LearnedEmbedding(rows: 2, dimension: 128, seed: 42)
    #expect(abs(try table.row(0)[0] / 0.02 - 0.483130) <= 5e-7)
    #expect(abs(try table.row(0)[1] / 0.02 - -0.680179) <= 5e-7)
    #expect(abs(try table.row(1)[0] / 0.02 - -0.914219) <= 5e-7)
    #expect(abs(try table.row(1)[1] / 0.02 - 0.017643) <= 5e-7)
  }

  @Test func rowsAreSmallAndDiffer() throws {
    let table = try bert()
    #expect(try table.row(3).allSatisfy { abs($0) <= 0.02 })
    #expect(try table.row(3) != table.row(4))
    #expect(try table.row(3) == bert().row(3))
    #expect(try table.row(3) != LearnedEmbedding(rows: 512, dimension: 768, seed: 1).row(3))
  }

  @Test func anUntrainedTableTakesNoMemory() throws {
    let table = try LearnedEmbedding(rows: Int.max / 4, dimension: 4)
    #expect(try table.row(Int.max / 4 - 1).count == 4)
    #expect(table.parameterCount == Int.max / 4 * 4)
  }

  @Test func givenRowsComeBack() throws {
    let table = try LearnedEmbedding(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(table.rows == 2)
    #expect(table.dimension == 3)
    #expect(table.parameterCount == 6)
    #expect(try table.row(1) == [4, 5, 6])
    #expect(throws: RotaryError.rowOutOfRange(row: 2, rows: 2)) { try table.row(2) }
  }

  @Test func refusesTablesThatCannotBe() {
    #expect(throws: RotaryError.invalidCount(of: .rows, 0, allowed: 1...Int.max / 8)) {
      try LearnedEmbedding(rows: 0, dimension: 8)
    }
    #expect(throws: RotaryError.invalidCount(of: .rows, .max, allowed: 1...Int.max / 8)) {
      try LearnedEmbedding(rows: .max, dimension: 8)
    }
    for dimension in [Int.min, -1, 0, 1 << 28, .max] {
      #expect(throws: RotaryError.invalidCount(of: .dimension, dimension, allowed: 1...1 << 27)) {
        try LearnedEmbedding(rows: 8, dimension: dimension)
      }
    }
    #expect(throws: RotaryError.invalidCount(of: .rows, 0, allowed: 1...1 << 27)) {
      try LearnedEmbedding(rows: [])
    }
    #expect(throws: RotaryError.invalidCount(of: .dimension, 0, allowed: 1...1 << 27)) {
      try LearnedEmbedding(rows: [[]])
    }
    #expect(throws: RotaryError.raggedRow(row: 1, expected: 2, found: 3)) {
      try LearnedEmbedding(rows: [[1, 2], [1, 2, 3]])
    }
  }
}
