import RoPE
import Testing

/// The kernels of half types unpack, turn and pack many numbers at once; here every bit pattern goes
/// through them and is compared with the plain arithmetic of one number.
@Suite struct HalfTypeKernelTests {
  @Test(arguments: [PairLayout.halfSplit, .interleaved])
  func everyBFloat16IsTurnedAsOneNumberWouldBe(layout: PairLayout) throws {
    try check(BFloat16.self, layout) {
      BFloat16(bitPattern: $0)
    } bits: {
      $0.bitPattern
    }
  }

  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    @Test(arguments: [PairLayout.halfSplit, .interleaved])
    func everyFloat16IsTurnedAsOneNumberWouldBe(layout: PairLayout) throws {
      try check(Float16.self, layout) {
        Float16(bitPattern: $0)
      } bits: {
        $0.bitPattern
      }
    }
  #endif

  private func check<Scalar: RotaryScalar>(
    _: Scalar.Type, _ layout: PairLayout, make: (UInt16) -> Scalar, bits: (Scalar) -> UInt16
  ) throws where Scalar.RotaryArithmetic == Float {
    let width = 64
    let patterns = (UInt16.min...UInt16.max).map(make)
    // The second lane of a pair is another pattern, so that sums overflow, cancel and go subnormal.
    let numbers = patterns.indices.map { patterns[$0 % 2 == 0 ? $0 : ($0 &* 40_503) & 0xFFFF] }
    let tokens = numbers.count / width
    let embedding = try RotaryEmbedding<Scalar>(headDimension: width, layout: layout)
    let table = try RotaryTable(embedding, positions: 0..<tokens)
    var turned = numbers
    try table.rotate(
      &turned, heads: 1, tokens: tokens, order: .headsTokens, positions: Array(0..<tokens))
    var wrong = 0
    for token in 0..<tokens {
      for pair in 0..<width / 2 {
        let lanes = layout == .interleaved ? (2 * pair, 2 * pair + 1) : (pair, pair + width / 2)
        let (i, j) = (token * width + lanes.0, token * width + lanes.1)
        let (x, y) = (numbers[i].rotaryArithmetic, numbers[j].rotaryArithmetic)
        let cosine = table.cosines[token * width / 2 + pair]
        let sine = table.sines[token * width / 2 + pair]
        for (index, value) in [(i, x * cosine - y * sine), (j, y * cosine + x * sine)] {
          let expected = Scalar(rotaryArithmetic: value)
          let isSame =
            value.isNaN
            ? turned[index].rotaryArithmetic.isNaN : bits(turned[index]) == bits(expected)
          if !isSame { wrong += 1 }
        }
      }
    }
    #expect(wrong == 0)
  }
}
