/// A number of 16 bits with the exponent of `Float` and 8 significant bits.
///
/// It is a type for storage: it widens to `Float` without loss, and arithmetic happens there. Two
/// values are equal when their `Float` values are: `-0` equals `0`, and a NaN equals nothing.
///
/// - Note: Source: the upper half of an IEEE 754 binary32, as in PyTorch, JAX and ONNX.
public struct BFloat16: Sendable {
  /// Sign, 8 bits of exponent and 7 of fraction, the sign being the highest bit.
  public var bitPattern: UInt16

  /// Takes a bit pattern as it is.
  public init(bitPattern: UInt16) {
    self.bitPattern = bitPattern
  }

  /// Rounds to the nearest value, ties to an even last bit.
  ///
  /// Numbers beyond the largest finite value by half a step or more become infinite. Subnormal
  /// numbers are kept, and so are infinities and the sign of zero. A NaN stays a NaN and becomes a
  /// quiet one.
  public init(_ value: Float) {
    let bits = value.bitPattern
    guard !value.isNaN else {
      // Truncation alone could leave a fraction of 0, which is an infinity.
      bitPattern = UInt16(truncatingIfNeeded: bits >> 16) | 0x40
      return
    }
    let roundsUpFromHalf = (bits >> 16) & 1
    // A carry out of the fraction goes into the exponent, as it should.
    bitPattern = UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ roundsUpFromHalf) >> 16)
  }
}

extension Float {
  /// The same number in `Float`, without loss.
  public init(_ value: BFloat16) {
    self.init(bitPattern: UInt32(value.bitPattern) << 16)
  }
}

extension BFloat16: Hashable {
  /// Whether both are the same number; the two zeros are, and a NaN is none.
  public static func == (left: BFloat16, right: BFloat16) -> Bool {
    Float(left) == Float(right)
  }

  /// Feeds the number to a hasher, so that equal numbers have equal hashes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(Float(self))
  }
}

extension BFloat16: ExpressibleByFloatLiteral {
  /// Rounds the literal to `Float` and then to 8 significant bits.
  public init(floatLiteral value: Float) { self.init(value) }
}

extension BFloat16: RotaryScalar {
  /// The value in `Float`, in which products and sums are formed.
  public var rotaryArithmetic: Float { Float(self) }

  /// Rounds a result once, to nearest, ties to even.
  public init(rotaryArithmetic: Float) { self.init(rotaryArithmetic) }

  /// Turns eight pairs at a time.
  public static func turn(_ rows: RotaryRows<BFloat16>) { rows.turnInLanes() }
}
