import RoPE
import Testing

@Suite struct ShawRelativeEmbeddingTests {
  @Test func indicesEqualTheReference() throws {
    let golden = try Golden("shaw_relative")
    let expected = try golden.rows("outputs", "index", width: 7, as: Int.self)
    let relative = try ShawRelativeEmbedding(clip: 3, dimension: 4)
    #expect(relative.rowCount == 7)
    for query in 0..<7 {
      #expect((0..<7).map { relative.index(query: query, key: $0) } == expected[query])
    }
    let decoding = try golden.values("outputs", "index_decode_q1", as: Int.self)
    #expect((0..<7).map { relative.index(query: 6, key: $0) } == decoding)
  }

  @Test(arguments: [0, 1, 16, 1000])
  func indicesStayInTheTable(_ clip: Int) throws {
    let relative = try ShawRelativeEmbedding(clip: clip, dimension: 1)
    for query in [Int.min, -5, 0, 3, Int.max] {
      for key in [Int.min, -5, 0, 3, Int.max] {
        let index = relative.index(query: query, key: key)
        #expect((0..<relative.rowCount).contains(index))
        #expect(relative.index(query: key, key: query) == 2 * clip - index)
      }
    }
    #expect(relative.index(query: .max, key: .min) == 0)
    #expect(relative.index(query: .min, key: .max) == 2 * clip)
  }

  @Test func countsBothTablesOfALayer() throws {
    let relative = try ShawRelativeEmbedding(clip: 16, dimension: 64)
    #expect(relative.rowCount == 33)
    #expect(relative.parameterCount == 4224)
  }

  @Test func refusesClipsAndDimensionsItCannotCount() throws {
    let largest = (Int.max / 64 / 2 - 1) / 2
    for clip in [Int.min, -1, largest + 1, .max] {
      #expect(throws: RotaryError.invalidCount(of: .clip, clip, allowed: 0...largest)) {
        try ShawRelativeEmbedding(clip: clip, dimension: 64)
      }
    }
    #expect(try ShawRelativeEmbedding(clip: largest, dimension: 64).parameterCount > 0)
    for dimension in [-1, 0, Int.max] {
      #expect(throws: RotaryError.invalidCount(of: .dimension, dimension, allowed: 1...1 << 27)) {
        try ShawRelativeEmbedding(clip: 16, dimension: dimension)
      }
    }
  }
}

@Suite struct RelativeOffsetsTests {
  @Test func nTokensHaveTwiceNMinusOneOffsets() throws {
    for (length, count) in zip(1...6, [1, 3, 5, 7, 9, 11]) {
      let offsets = try RelativeOffsets(length: length)
      let found = Set(try offsets.matrix().joined())
      #expect(found.count == count)
      #expect(offsets.distinctCount == count)
      #expect(Set(offsets.distinct) == found)
    }
  }

  @Test func rowsAreQueriesAndColumnsAreKeys() throws {
    let matrix = try RelativeOffsets(length: 3).matrix()
    #expect(matrix == [[0, -1, -2], [1, 0, -1], [2, 1, 0]])
  }

  @Test func countsWithoutTheMatrix() throws {
    #expect(try RelativeOffsets(length: .max / 2).distinctCount == Int.max - 2)
    #expect(try RelativeOffsets(length: 100).distinctCount == 199)
  }

  @Test func refusesLengthsItCannotCount() throws {
    for length in [Int.min, 0, Int.max / 2 + 1, .max] {
      #expect(throws: RotaryError.invalidCount(of: .length, length, allowed: 1...Int.max / 2)) {
        try RelativeOffsets(length: length)
      }
    }
    let long = try RelativeOffsets(length: 11_586)
    #expect(throws: RotaryError.invalidCount(of: .length, 11_586, allowed: 1...11_585)) {
      try long.matrix()
    }
  }
}
