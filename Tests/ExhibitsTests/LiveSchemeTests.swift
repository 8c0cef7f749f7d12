import Testing

@testable import Exhibits

/// The numbers behind the figure in which a scheme of relative positions is chosen.
@Suite struct LiveSchemeTests {
  private func marks(
    _ scheme: LiveScheme.Scheme, _ tokens: Int, clip: Int = 3
  ) throws -> LiveMarks {
    let numbers = [Double(scheme.rawValue), Double(tokens), Double(clip)]
    return try #require(LiveScheme.marks(numbers))
  }

  /// What stands in the cells, row by row; nil in cells that are not used.
  private func matrix(_ marks: LiveMarks) -> [[Double?]] {
    let numbers = marks.parts[100..<200].map { mark in
      mark.numbers[1] < 0 ? nil : mark.numbers[0]
    }
    return (0..<10).map { row in Array(numbers[10 * row..<10 * row + 10]) }
  }

  @Test func fiveTokensMakeTwentyFiveCellsAndNineOffsets() throws {
    // Claim clm-nine-offsets of chapter 3, and the upper left of its first figure.
    let marks = try marks(.offset, 5)
    #expect(marks.values == [9, 25, 9])
    let found = matrix(marks)
    #expect(Array(found[0].prefix(6)) == [0, -1, -2, -3, -4, nil])
    #expect(Array(found[4].prefix(6)) == [4, 3, 2, 1, 0, nil])
    #expect(found[5].allSatisfy { $0 == nil })
  }

  @Test(arguments: 2...10)
  func countsFollowTheirFormulas(tokens: Int) throws {
    let (pairs, offsets) = (Double(tokens * tokens), Double(2 * tokens - 1))
    #expect(try marks(.offset, tokens).values == [offsets, pairs, offsets])
    // Shaw: 2k + 1 rows, however long the text is.
    for clip in [1, 2, 3, 16] {
      let least = min(offsets, Double(2 * clip + 1))
      #expect(try marks(.shaw, tokens, clip: clip).values == [least, pairs, offsets])
    }
    // T5: the distances 8 to 11 share a bucket, so 9 adds none to 8.
    #expect(try marks(.t5, tokens).values == [min(offsets, 17), pairs, offsets])
    // ALiBi: a number for each distance from 0 to N − 1.
    #expect(try marks(.alibi, tokens).values == [Double(tokens), pairs, offsets])
  }

  @Test func shawMergesWhatIsFarAsInTheChapter() throws {
    // The rows printed there are for a clip of 2 and count from key − query = −2.
    let rows = [
      [2, 3, 4, 4, 4], [1, 2, 3, 4, 4], [0, 1, 2, 3, 4], [0, 0, 1, 2, 3], [0, 0, 0, 1, 2],
    ]
    let found = matrix(try marks(.shaw, 5, clip: 2)).prefix(5).map { Array($0.prefix(5)) }
    #expect(found == rows.map { row in row.map { Double(2 - $0) } })
  }

  @Test func t5ShowsTheBucketsOfTheChapter() throws {
    let found = matrix(try marks(.t5, 10))
    // Of tbl-buckets: before 0, 1, 7, 8; after 17, 23, 24.
    #expect([found[0][0], found[1][0], found[7][0], found[8][0]] == [0, 1, 7, 8])
    #expect([found[0][1], found[0][7], found[0][8], found[0][9]] == [17, 23, 24, 24])
  }

  @Test func alibiTakesHalfPerTokenAndShowsNothingForLaterKeys() throws {
    let found = matrix(try marks(.alibi, 4))
    #expect(Array(found[3].prefix(5)) == [-1.5, -1, -0.5, 0, nil])
    #expect(Array(found[0].prefix(2)) == [0, nil])
    let marks = try marks(.alibi, 4).parts
    for (row, column) in [(0, 1), (1, 3), (2, 3)] {
      #expect(marks[10 * row + column].numbers[2] == 0)
    }
    // Only halves need a digit behind the point.
    #expect(marks[130...133].map { $0.numbers[1] } == [1, 0, 1, 0])
  }

  @Test(arguments: LiveScheme.Scheme.allCases)
  func theKindsOfMarksNeverChange(scheme: LiveScheme.Scheme) throws {
    let kinds: [LiveMarks.Kind] =
      Array(repeating: .cell, count: 100) + Array(repeating: .reading, count: 100)
      + [.rectangle, .line, .curve, .number, .number]
    for tokens in 2...10 {
      let marks = try marks(scheme, tokens)
      #expect(marks.parts.map(\.kind) == kinds)
      let areFinite = marks.stream.allSatisfy { $0.isFinite }
      #expect(areFinite)
    }
  }

  @Test(arguments: LiveScheme.Scheme.allCases)
  func theCellsFillOneSquareAndEqualDiagonalsHaveOneLevel(scheme: LiveScheme.Scheme) throws {
    for tokens in 2...10 {
      let cells = try marks(scheme, tokens).parts.prefix(100).map(\.numbers)
      let size = 280.0 / Double(tokens)
      for row in 0..<10 {
        for column in 0..<10 {
          let cell = cells[10 * row + column]
          let isUsed = row < tokens && column < tokens && (scheme != .alibi || column <= row)
          #expect(abs(cell[2] - (isUsed ? size : 0)) < 1e-9)
          guard isUsed else { continue }
          #expect(abs(cell[0] - (46 + size * Double(column))) < 1e-9)
          #expect(abs(cell[1] - (26 + size * Double(row))) < 1e-9)
          if row > 0, column > 0 { #expect(cell[4] == cells[10 * (row - 1) + column - 1][4]) }
        }
      }
      // The largest number has the strongest colour: far back, and for T5 far ahead.
      let strongest = scheme == .t5 ? cells[tokens - 1][4] : cells[10 * (tokens - 1)][4]
      #expect(strongest == (scheme == .alibi ? 0 : 15))
    }
  }

  @Test func theCurveHasAStepForEachOffsetAndTheBandCoversThoseOfTheMatrix() throws {
    // The steps of the buckets from 40 tokens ahead, number 28, to 40 behind, number 12.
    let marks = try marks(.t5, 5).parts
    let (band, curve) = (marks[200].numbers, marks[202].numbers)
    #expect(curve[0] == 162)
    let step = 280.0 / 81
    #expect(abs(band[0] - (46 + 36 * step)) < 1e-9 && abs(band[2] - 9 * step) < 1e-9)
    // The highest bucket is at the top, and bucket 0 at the bottom, in the middle.
    #expect(abs(curve[2] - 330) < 1e-9)
    #expect(abs(curve[2 + 4 * 40] - 394) < 1e-9)
    #expect(marks[203].numbers[0] == 28 && marks[204].numbers[0] == 0)
    let behind = curve[curve.count - 1]
    #expect(abs(behind - (394 - 64 * 12.0 / 28)) < 1e-9)
  }

  @Test func theCurveOfALiBiStopsAtTheMask() throws {
    let marks = try marks(.alibi, 5).parts
    #expect(marks[202].numbers[0] == 82)
    // −40 / 2 at the bottom, 0 at the top.
    #expect(marks[203].numbers[0] == 0 && marks[204].numbers[0] == -20)
    #expect(abs(marks[202].numbers[2] - 330) < 1e-9)
  }

  @Test func whatIsOutOfRangeIsTakenIntoIt() throws {
    #expect(LiveScheme.marks([-3, 1, 0]) == LiveScheme.marks([0, 2, 1]))
    #expect(LiveScheme.marks([1e300, 1e300, 1e300]) == LiveScheme.marks([3, 10, 40]))
    #expect(LiveScheme.marks([1.2, 4.6, 2.9]) == LiveScheme.marks([1, 5, 3]))
  }

  @Test func whatIsNoParameterSetIsRefused() {
    let wrong: [[Double]] = [
      [], [0, 5], [0, 5, 3, 1], [.nan, 5, 3], [0, .infinity, 3],
      [Double](repeating: 1, count: 65_536),
    ]
    for numbers in wrong { #expect(LiveScheme.marks(numbers) == nil, "\(numbers.count)") }
  }

  @Test func theNumbersAreReadAsTheyWereWritten() throws {
    let scheme = LiveScheme(scheme: .shaw, tokens: 7, clip: 16)
    #expect(LiveScheme(scheme.numbers) == scheme)
    #expect(scheme.numbers == [1, 7, 16])
  }
}
