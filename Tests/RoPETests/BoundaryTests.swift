import RoPE
import Testing

/// Numbers at the ends of their types, through everything public that takes a number. What is asked
/// is that an error comes back, with a sentence, and not a trap or an allocation.
@Suite struct BoundaryTests {
  static let integers = [
    Int.min, .min + 1, -(1 << 53) - 1, -(1 << 40), -2, -1, 0, 1, 2, 3, 4, 7, 8, 11_586, 1 << 31,
    1 << 40, 1 << 53, (1 << 53) + 1, .max / 2, .max - 1, .max,
  ]
  static let reals = [
    Double.nan, .infinity, -.infinity, 0, -0.0, -1, 0.5, 1, 2, Double.leastNonzeroMagnitude, 1e-300,
    1e290, 1e300,
    .greatestFiniteMagnitude,
  ]

  /// Larger than memory, and not refused by anything but its size.
  static let huge = 1 << 40

  private func refusal(_ body: () throws -> Void) -> RotaryError? {
    do {
      try body()
      return nil
    } catch {
      let error = error as? RotaryError
      #expect(error == error && error?.description.isEmpty == false)
      return error
    }
  }

  /// A size that would be taken, but takes seconds to fill.
  private func isSlow(_ size: Int) -> Bool { (20_000...1 << 27).contains(size) }

  @Test func hugeSizesAreRefusedBeforeMemoryIsAskedFor() {
    let huge = Self.huge
    let refusals: [() throws -> Void] = [
      {
        _ = try RotaryEmbedding<Float>(headDimension: huge, layout: .halfSplit)
      },
      {
        let rope = try RotaryEmbedding<Float>(
          headDimension: huge, rotaryDimension: 2, layout: .halfSplit)
        _ = try rope.rotationMatrix(at: 1)
      },
      {
        let rope = try RotaryEmbedding<Float>(headDimension: 2, layout: .halfSplit)
        _ = try RotaryTable(rope, positions: 0..<huge)
      },
      {
        _ = try XPos<Float>(headDimension: huge, layout: .halfSplit)
      },
      {
        _ = try MultiaxisRotary<Float>(
          headDimension: huge, layout: .halfSplit, arrangement: .separateLadders(axes: 2))
      },
      { _ = try MultiaxisRotary<Float>.pixelCoordinates(huge) },
      {
        var positions = MultiaxisPositions()
        try positions.appendText(tokens: huge)
      },
      {
        var positions = MultiaxisPositions()
        try positions.appendGrid(frames: 1 << 20, rows: 1 << 20, columns: 1)
      },
      { _ = try SinusoidalEmbedding(dimension: huge) },
      { _ = try LearnedEmbedding(rows: 2, dimension: huge) },
      { _ = try ShawRelativeEmbedding(clip: 2, dimension: huge) },
      { _ = try T5RelativeBias(heads: huge, bidirectional: true) },
      { _ = try ALiBi(heads: huge) },
      { _ = try RelativeOffsets(length: huge).matrix() },
      {
        _ = try RowPermutation(
          from: .interleaved, to: .halfSplit, headDimension: huge, heads: 1)
      },
      {
        _ = try RowPermutation(
          from: .interleaved, to: .halfSplit, headDimension: 128, heads: huge)
      },
      { _ = try PairLayout.halfSplit.lanes(rotaryDimension: huge) },
      { _ = try MultiHeadAttention(heads: huge, headDimension: 4) },
      { _ = try MultiHeadAttention(heads: 4, headDimension: huge) },
    ]
    for (index, body) in refusals.enumerated() {
      guard let error = refusal(body) else {
        Issue.record("size \(index) was taken")
        continue
      }
      if case .invalidCount(_, let count, let allowed) = error {
        #expect(count > allowed.upperBound, "refusal \(index)")
        #expect(error.description.hasSuffix("not \(count)"))
      } else {
        Issue.record("refusal \(index) is \(error)")
      }
    }
  }

  @Test(arguments: integers)
  func dimensionsAndCountsAtTheEndsOfIntDoNotTrap(_ count: Int) {
    guard !isSlow(count) else { return }
    for layout in [PairLayout.interleaved, .halfSplit] {
      _ = refusal {
        _ = try RotaryEmbedding<Float>(headDimension: count, layout: layout)
      }
      _ = refusal {
        _ = try RotaryEmbedding<Float>(headDimension: 8, rotaryDimension: count, layout: layout)
      }
      _ = refusal {
        _ = try layout.rowPermutation(headDimension: 8, heads: count)
      }
      _ = refusal {
        let order = try RowPermutation(
          from: layout, to: .halfSplit, headDimension: 4, heads: 1, rotaryDimension: 2)
        _ = try order.applied(to: [1, 2, 3, 4], width: count)
      }
    }
    for arrangement in [
      AxisArrangement.contiguous(sections: [count, 1]), .interleaved(sections: [1, count]),
      .separateLadders(axes: count), .dealtLadder(axes: count),
      .pixel(axes: count, maxFrequency: 10),
    ] {
      _ = refusal {
        _ = try MultiaxisRotary<Float>(
          headDimension: 8, layout: .halfSplit, arrangement: arrangement)
      }
    }
    for bidirectional in [false, true] {
      _ = refusal {
        let bias = try T5RelativeBias(
          heads: 1, buckets: 8, maxDistance: count, bidirectional: bidirectional)
        for distance in Self.integers { #expect((0..<8).contains(bias.bucket(distance))) }
      }
      _ = refusal {
        _ = try T5RelativeBias(heads: 1, buckets: count, bidirectional: bidirectional)
      }
    }
    _ = refusal {
      let relative = try ShawRelativeEmbedding(clip: count, dimension: 8)
      #expect(relative.parameterCount > 0)
      #expect(relative.index(query: .min, key: .max) == relative.rowCount - 1)
    }
    _ = refusal {
      let offsets = try RelativeOffsets(length: count)
      #expect(offsets.distinct.upperBound == count - 1)
    }
    _ = refusal {
      let table = try LearnedEmbedding(rows: count, dimension: 3)
      #expect(try table.row(count - 1).count == 3)
    }
    _ = refusal {
      let sinusoid = try SinusoidalEmbedding(
        dimension: 4, convention: .fairseq(paddingIndex: count))
      _ = sinusoid[count]
    }
  }

  @Test(arguments: integers)
  func positionsAtTheEndsOfIntDoNotTrap(_ position: Int) throws {
    let rope = try RotaryEmbedding<Float>(headDimension: 4, layout: .halfSplit)
    let isHeld = position.magnitude <= 1 << 53
    let expected: RotaryError? = isHeld ? nil : .positionOutOfRange(position)
    var vector: [Float] = [1, 2, 3, 4]
    let turning = refusal { try rope.rotate(&vector, at: position) }
    let matrix = refusal { _ = try rope.rotationMatrix(at: position) }
    let centre = refusal {
      _ = try XPos<Float>(headDimension: 4, layout: .halfSplit, centre: position)
    }
    #expect([turning, matrix, centre] == [expected, expected, expected])
    #expect(vector.allSatisfy { $0.isFinite })
    // Everything about distances takes any two integers.
    let alibi = try ALiBi(heads: 12)
    let bias = try T5RelativeBias(
      table: [[1], [2], [3], [4]], maxDistance: 9, bidirectional: false)
    for other in Self.integers {
      #expect(alibi.bias(head: 3, query: position, key: other).isFinite)
      #expect([1, 2, 3, 4].contains(try bias.bias(head: 0, query: position, key: other)))
    }
    #expect(alibi.bias(head: position, query: 0, key: 0).isNaN != (0..<12).contains(position))
    #expect(try SinusoidalEmbedding(dimension: 4)[position].allSatisfy { abs($0) <= 1 })
    let table = try RotaryTable(rope, positions: 3..<5)
    var buffer = vector
    for positions in [TokenPositions.startingAt(position), .each([position])] {
      let outside = RotaryError.positionOutsideTable(position, positions: 3..<5)
      let found = refusal {
        try table.rotate(
          &buffer, heads: 1, tokens: 1, order: .headsTokens, positions: positions)
      }
      #expect(found == ((3..<5).contains(position) ? nil : outside))
    }
  }

  @Test(arguments: reals)
  func realsAtTheEndsOfDoubleDoNotTrap(_ number: Double) {
    let scalings: [RotaryScaling] = [
      .linear(factor: number), .ntkAware(factor: number),
      .dynamicNTK(factor: number, originalLength: 2, length: .max),
      .ntkByParts(factor: 2, originalLength: .max, low: number, high: 3),
      .ntkByParts(factor: 2, originalLength: .max, low: 1, high: number),
      .llama3(factor: number, low: 0, high: 1, originalLength: .max),
      .proportional(fraction: number, factor: 2), .proportional(fraction: 0.5, factor: number),
      .longRoPE(
        shortFactors: [number, 1], longFactors: [1, number], originalLength: 2,
        maximumLength: .max, length: .max, attentionFactor: nil),
      .yarn(YaRN(factor: number, originalLength: .max)),
      .yarn(YaRN(factor: 4, originalLength: 1, betaFast: number)),
      .yarn(YaRN(factor: 4, originalLength: 1, betaFast: .infinity, betaSlow: number)),
      .yarn(YaRN(factor: 4, originalLength: 9, attentionFactor: number)),
      .yarn(YaRN(factor: 4, originalLength: 9, mscale: number, mscaleAllDim: 1)),
      .yarn(YaRN(factor: 4, originalLength: 9, mscaleAllDim: number)),
    ]
    for scaling in scalings + [.none] {
      for base in [10_000, number] {
        _ = refusal {
          let rope = try RotaryEmbedding<Float>(
            headDimension: 4, base: base, layout: .halfSplit, scaling: scaling)
          #expect(rope.inverseFrequencies.allSatisfy { $0 >= 0 && $0.isFinite })
          #expect(rope.attentionFactor > 0 && rope.attentionFactor.isFinite)
          #expect(rope.softmaxScale.isFinite)
          for precision in [TablePrecision.exact, .referenceFloat32] {
            _ = try RotaryTable(rope, positions: 0..<2, precision: precision)
          }
        }
      }
    }
    _ = refusal {
      _ = try XPos<Float>(headDimension: 4, base: number, layout: .halfSplit)
    }
    _ = refusal {
      let xpos = try XPos<Float>(
        headDimension: 4, layout: .halfSplit, scaleBase: number, gamma: number)
      _ = try xpos.rotatedQuery([1, 2, 3, 4], at: 1 << 53)
    }
    _ = refusal {
      let learned = try LearnedRotary<Float>(
        headDimension: 2, inverseFrequencies: [number], layout: .halfSplit)
      _ = try learned.rotated([1, 2], at: 1 << 53)
    }
    _ = refusal {
      _ = try MultiHeadAttention(heads: 1, headDimension: 1, scale: number)
    }
  }

  /// An error can be made by anyone, with any numbers.
  @Test(arguments: [Int.min, -1, 0, 1, .max])
  func sentencesOfErrorsWithAnyNumbersDoNotTrap(_ number: Int) {
    let errors: [RotaryError] = [
      .rowOutOfRange(row: number, rows: number), .headOutOfRange(head: number, heads: number),
      .positionOutsideTable(number, positions: number..<number),
      .invalidCount(of: .heads, number, allowed: number...number),
      .invalidScaling(.length(.original, number, least: number)),
    ]
    for error in errors { #expect(error.description.contains("not \(number)")) }
  }
}
