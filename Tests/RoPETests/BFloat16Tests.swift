import RoPE
import Testing

@Suite struct BFloat16Tests {
  /// Every bit pattern widens to a `Float` that rounds back to it.
  @Test func everyValueSurvivesFloat() {
    for bits in UInt16.min...UInt16.max {
      let value = BFloat16(bitPattern: bits)
      let back = BFloat16(Float(value))
      if Float(value).isNaN {
        #expect(Float(back).isNaN)
      } else {
        #expect(back.bitPattern == bits)
      }
    }
  }

  /// Halfway between neighbours, and the next `Float` on either side of it.
  @Test func roundsToNearestAndTiesToEven() {
    for bits in UInt16(0)..<0x7F80 {
      let halfway = Float(bitPattern: UInt32(bits) << 16 | 0x8000)
      let even = bits + bits % 2
      #expect(BFloat16(halfway).bitPattern == even)
      #expect(BFloat16(halfway.nextDown).bitPattern == bits)
      #expect(BFloat16(halfway.nextUp).bitPattern == bits + 1)
      #expect(BFloat16(-halfway).bitPattern == even | 0x8000)
    }
  }

  @Test func keepsWhatIsNotANumberAndInfinity() {
    #expect(Float(BFloat16(.infinity)) == .infinity)
    #expect(Float(BFloat16(-.infinity)) == -.infinity)
    #expect(BFloat16(.greatestFiniteMagnitude).bitPattern == 0x7F80)
    // Fractions that truncation or a carry would turn into an infinity or a zero.
    for bits: UInt32 in [0x7F80_0001, 0x7FFF_FFFF, 0xFF80_0001, 0xFFFF_FFFF, 0x7FC0_0000] {
      #expect(Float(BFloat16(Float(bitPattern: bits))).isNaN)
    }
  }

  @Test func equalsAsANumberDoes() {
    let zero: BFloat16 = 0.0
    #expect(zero == BFloat16(-0.0))
    #expect(zero.hashValue == BFloat16(-0.0).hashValue)
    #expect(BFloat16(.nan) != BFloat16(.nan))
    #expect(BFloat16(1.5) == 1.5)
    #expect(BFloat16(1.5) != 1.25)
  }
}
