import RealModule
import RoPE
import Testing

@Suite struct MultiaxisRotaryTests {
  @Test(arguments: ["qwen2vl", "pixtral"])
  func visionTablesEqualTheReference(_ model: String) throws {
    let golden = try Golden("axial_2d")
    let grid = try golden.rows("inputs", "grid_h_w", width: 2, as: Int.self)
    let cosines = try golden.rows("outputs", "\(model)_cos_f32", width: 32, as: Float.self)
    let sines = try golden.rows("outputs", "\(model)_sin_f32", width: 32, as: Float.self)
    let rotary = try MultiaxisRotary<Double>(
      headDimension: 32, layout: .halfSplit,
      arrangement: model == "pixtral" ? .dealtLadder(axes: 2) : .separateLadders(axes: 2))
    #expect(grid.count == 6 && cosines.count == 6)
    for (row, position) in grid.enumerated() {
      let angles = try rotary.angles(at: position.map(Double.init))
      // The tables hold every pair twice, once for each half of the head.
      let both = angles + angles
      #expect(largestDifference(both.map { Double.cos($0) }, widened(cosines[row])) <= 1e-7)
      #expect(largestDifference(both.map { Double.sin($0) }, widened(sines[row])) <= 1e-7)
      let vector = sample(32, seed: UInt64(row))
      let expected = (0..<32).map { lane in
        let partner = lane < 16 ? -vector[lane + 16] : vector[lane - 16]
        return vector[lane] * Double.cos(both[lane]) + partner * Double.sin(both[lane])
      }
      #expect(largestDifference(try rotary.rotated(vector, at: position), expected) <= 1e-14)
    }
  }

  @Test func pixelAnglesEqualTheReference() throws {
    let golden = try Golden("axial_2d")
    let frequencies = try golden.values(
      "outputs", "lucidrains_pixel_freqs", as: Float.self)
    let angles = try golden.rows(
      "outputs", "lucidrains_pixel_dim8_axial_2x3_angles", width: 16, as: Float.self)
    let rotary = try MultiaxisRotary<Double>(
      headDimension: 16, layout: .interleaved,
      arrangement: .pixel(axes: 2, maxFrequency: 256))
    for (pair, frequency) in (frequencies + frequencies).enumerated() {
      #expect(abs(rotary.inverseFrequencies[pair] / Double(frequency) - 1) <= 2e-7)
    }
    let rows = try MultiaxisRotary<Double>.pixelCoordinates(2)
    let columns = try MultiaxisRotary<Double>.pixelCoordinates(3)
    #expect(rows == [-1, 1] && columns == [-1, 0, 1])
    #expect(try MultiaxisRotary<Double>.pixelCoordinates(1) == [-1])
    #expect(angles.count == 6)
    for (row, h) in rows.enumerated() {
      for (column, w) in columns.enumerated() {
        let found = try rotary.angles(at: [h, w])
        for (lane, expected) in widened(angles[row * 3 + column]).enumerated() {
          #expect(abs(found[lane / 2] - expected) <= 2e-7 * abs(expected))
        }
      }
    }
  }

  @Test func contiguousSectionsFollowTheirAxes() throws {
    let rotary = try MultiaxisRotary<Float>(
      headDimension: 128, base: 1_000_000, layout: .halfSplit,
      arrangement: .contiguous(sections: [16, 24, 24]))
    #expect(rotary.axes == 3)
    #expect(Array(rotary.axisOfPair[..<16]) == [Int](repeating: 0, count: 16))
    #expect(Array(rotary.axisOfPair[16..<40]) == [Int](repeating: 1, count: 24))
    #expect(Array(rotary.axisOfPair[40...]) == [Int](repeating: 2, count: 24))
  }

  @Test func interleavedSectionsLeaveTheTailToTime() throws {
    let rotary = try MultiaxisRotary<Float>(
      headDimension: 128, base: 5_000_000, layout: .halfSplit,
      arrangement: .interleaved(sections: [24, 20, 20]))
    let pairs = (0..<3).map { axis in (0..<64).filter { rotary.axisOfPair[$0] == axis } }
    #expect(pairs[1] == Array(stride(from: 1, through: 58, by: 3)))
    #expect(pairs[2] == Array(stride(from: 2, through: 59, by: 3)))
    #expect(pairs[0] == Array(stride(from: 0, through: 57, by: 3)) + [60, 61, 62, 63])
  }

  /// Text has the same coordinate on all axes, and then M-RoPE is the ordinary rotation.
  @Test(
    arguments: [
      AxisArrangement.contiguous(sections: [1, 2, 1]), .interleaved(sections: [2, 1, 1]),
    ], [PairLayout.interleaved, .halfSplit])
  func textTurnsAsOnOneAxis(_ arrangement: AxisArrangement, _ layout: PairLayout) throws {
    let many = try MultiaxisRotary<Double>(
      headDimension: 8, layout: layout, arrangement: arrangement)
    let one = try RotaryEmbedding<Double>(headDimension: 8, layout: layout)
    for position in [0, 1, -7, 4000] {
      let turned = try many.rotated(shortQuery, at: [position, position, position])
      #expect(turned == (try one.rotated(shortQuery, at: position)))
      let back = try many.unrotated(turned, at: [position, position, position])
      #expect(largestDifference(back, shortQuery) <= 1e-15)
    }
  }

  @Test func eachAxisTurnsItsOwnPairs() throws {
    let rotary = try MultiaxisRotary<Double>(
      headDimension: 8, layout: .interleaved, arrangement: .interleaved(sections: [2, 1, 1]))
    #expect(rotary.axisOfPair == [0, 1, 2, 0])
    for axis in 0..<3 {
      var position = [0, 0, 0]
      position[axis] = 5
      let turned = try rotary.rotated(shortQuery, at: position)
      for pair in 0..<4 {
        let lanes = 2 * pair..<2 * pair + 2
        #expect(
          (Array(turned[lanes]) == Array(shortQuery[lanes])) == (rotary.axisOfPair[pair] != axis))
      }
    }
  }

  /// Numbers known from elsewhere: the first half of the head turned by x, the second by y.
  @Test func scoresOnAPlaneDependOnTheTwoDifferences() throws {
    let plane = try MultiaxisRotary<Double>(
      headDimension: 8, layout: .interleaved, arrangement: .separateLadders(axes: 2))
    func score(_ query: [Int], _ key: [Int]) throws -> Double {
      dot(try plane.rotated(shortQuery, at: query), try plane.rotated(shortKey, at: key))
    }
    for (x, y) in [(0, 0), (10, 0), (0, 30), (7, -3)] {
      let found = try score([2 + x, 5 + y], [x, 1 + y])
      #expect(abs(found - 0.191044274) <= 5e-10)
    }
    #expect(abs(try score([2, 4], [0, 1]) - 0.191044274) > 1e-3)
  }

  @Test func refusesSectionsThatDoNotFillTheHead() {
    func make(
      _ arrangement: AxisArrangement, dimension: Int = 16, base: Double = 10_000
    ) throws(RotaryError) {
      _ = try MultiaxisRotary<Float>(
        headDimension: dimension, base: base, layout: .halfSplit, arrangement: arrangement)
    }
    #expect(throws: RotaryError.oddDimension(15)) {
      try make(.separateLadders(axes: 1), dimension: 15)
    }
    #expect(throws: RotaryError.invalidBase(-1)) {
      try make(.pixel(axes: 2, maxFrequency: 10), base: -1)
    }
    for sum in [[3, 3, 1], [3, 3, 3]] {
      let expected = RotaryError.wrongCount(
        of: .sectionPairs, expected: 8, found: sum.reduce(0, +))
      #expect(throws: expected) { try make(.contiguous(sections: sum)) }
      #expect(throws: expected) { try make(.interleaved(sections: sum)) }
    }
    for section in [Int.min, -1, 9, .max] {
      let expected = RotaryError.invalidCount(of: .section, section, allowed: 0...8)
      #expect(throws: expected) { try make(.contiguous(sections: [4, section])) }
      #expect(throws: expected) { try make(.interleaved(sections: [4, section])) }
    }
    #expect(throws: RotaryError.invalidCount(of: .section, 4, allowed: 0...2)) {
      try make(.interleaved(sections: [2, 2, 4]))
    }
    for axes in [Int.min, -1, 0, 9, .max] {
      let expected = RotaryError.invalidCount(of: .axes, axes, allowed: 1...8)
      #expect(throws: expected) { try make(.separateLadders(axes: axes)) }
      #expect(throws: expected) { try make(.dealtLadder(axes: axes)) }
      #expect(throws: expected) { try make(.pixel(axes: axes, maxFrequency: 10)) }
    }
    #expect(throws: RotaryError.invalidCount(of: .axes, 0, allowed: 1...8)) {
      try make(.contiguous(sections: []))
    }
    let uneven = RotaryError.wrongCount(of: .sectionPairs, expected: 8, found: 6)
    #expect(throws: uneven) { try make(.separateLadders(axes: 3)) }
    #expect(throws: uneven) { try make(.dealtLadder(axes: 3)) }
    #expect(throws: uneven) { try make(.pixel(axes: 3, maxFrequency: 10)) }
    for value in [Double.nan, -1, .infinity] {
      let expected = RotaryError.parameterOutOfRange(
        .maxFrequency, value, allowed: 0...1e290)
      #expect(throws: expected) { try make(.pixel(axes: 2, maxFrequency: value)) }
    }
  }

  @Test func refusesPositionsThatDoNotFit() throws {
    let rotary = try MultiaxisRotary<Float>(
      headDimension: 4, layout: .halfSplit, arrangement: .separateLadders(axes: 2))
    let vector: [Float] = [1, 2, 3, 4]
    for position in [[], [1], [1, 2, 3]] {
      let expected = RotaryError.wrongCount(of: .axes, expected: 2, found: position.count)
      #expect(throws: expected) { try rotary.rotated(vector, at: position) }
      #expect(throws: expected) { try rotary.unrotated(vector, at: position) }
    }
    for coordinate in [Int.min, .max] {
      let expected = RotaryError.positionOutOfRange(coordinate)
      #expect(throws: expected) { try rotary.rotated(vector, at: [0, coordinate]) }
      #expect(throws: expected) { try rotary.unrotated(vector, at: [0, coordinate]) }
    }
    for coordinate in [Double.nan, .infinity, 0x1p54] {
      let expected = RotaryError.parameterOutOfRange(
        .coordinate, coordinate, allowed: -0x1p53...0x1p53)
      #expect(throws: expected) { try rotary.rotated(vector, atCoordinates: [0, coordinate]) }
      #expect(throws: expected) { try rotary.angles(at: [0, coordinate]) }
    }
    #expect(throws: RotaryError.wrongLength(expected: 4, found: 3)) {
      try rotary.rotated([1, 2, 3], at: [0, 0])
    }
    for count in [Int.min, 0, .max] {
      #expect(throws: RotaryError.invalidCount(of: .gridSize, count, allowed: 1...1 << 27)) {
        try MultiaxisRotary<Float>.pixelCoordinates(count)
      }
    }
  }
}
