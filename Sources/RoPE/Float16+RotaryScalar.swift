// macOS on x86-64 has no Float16, and Embedded builds would need a runtime library to convert it.
#if !hasFeature(Embedded) && !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
  extension Float16: RotaryScalar {
    /// The value in `Float`, in which products and sums are formed.
    public var rotaryArithmetic: Float { Float(self) }

    /// Rounds a result once, to nearest, ties to even.
    public init(rotaryArithmetic: Float) { self.init(rotaryArithmetic) }

    /// Turns eight pairs at a time.
    public static func turn(_ rows: RotaryRows<Float16>) { rows.turnInLanes() }
  }

  #if arch(x86_64)
    // The oldest x86-64, and AVX2 by itself, cannot convert: each number would be a call, which takes
    // several times as long.
    extension Float16: HalfWordStorage {
      @inline(__always)
      static func widened(_ words: SIMD8<UInt32>) -> SIMD8<Float> {
        let sign = words & 0x8000_0000
        // Exponent and fraction where `Float` has them. The factor makes up for the other bias, and
        // normal numbers of subnormal ones.
        let magnitude = (words ^ sign) &>> 3
        let scaled = unsafeBitCast(magnitude, to: SIMD8<Float>.self) * 0x1p112
        let bits = unsafeBitCast(scaled, to: SIMD8<UInt32>.self)
        // An infinity or a NaN, which have the largest exponent in both.
        let exponent = mask(magnitude, atLeast: 0x0F80_0000) & 0x7F80_0000
        return unsafeBitCast(bits | exponent | sign, to: SIMD8<Float>.self)
      }

      @inline(__always)
      static func narrowed(_ lanes: SIMD8<Float>) -> SIMD8<UInt32> {
        let bits = unsafeBitCast(lanes, to: SIMD8<UInt32>.self)
        let sign = bits & 0x8000_0000
        let magnitude = bits ^ sign
        // The bias of `Float16` is less by 112. A carry out of the fraction goes into the exponent,
        // from the largest finite number to infinity too.
        let isOdd = (magnitude &>> 13) & 1
        let normal = (magnitude &- (112 &<< 23) &+ 0x0FFF &+ isOdd) &>> 13
        // Below 2^-14 the last place is that of 0.5 in `Float`, so an addition rounds to it.
        let raised = unsafeBitCast(magnitude, to: SIMD8<Float>.self) + 0.5
        let subnormal = unsafeBitCast(raised, to: SIMD8<UInt32>.self) &- 0x3F00_0000
        let isNormal = mask(magnitude, atLeast: 113 &<< 23)
        let finite = normal & isNormal | subnormal & ~isNormal
        // 2^16 and beyond is infinite. A NaN keeps the upper bits of its fraction and is quiet.
        let isLarge = mask(magnitude, atLeast: 143 &<< 23)
        let isNaN = mask(magnitude, atLeast: 0x7F80_0001)
        let fraction = ((magnitude &>> 13) & 0x03FF | 0x0200) & isNaN
        let result = finite & ~isLarge | isLarge & 0x7C00 | fraction
        return result &<< 16 | sign
      }

      /// All bits where a number below 2^31 is at least the limit, none elsewhere.
      ///
      /// Comparing vectors and selecting by the result calls a function for each, which costs more
      /// than all the rest; a difference and its sign do not.
      @inline(__always)
      private static func mask(
        _ numbers: SIMD8<UInt32>, atLeast limit: Int32
      ) -> SIMD8<UInt32> {
        let difference = unsafeBitCast(numbers, to: SIMD8<Int32>.self) &- limit
        return ~unsafeBitCast(difference &>> 31, to: SIMD8<UInt32>.self)
      }
    }
  #else
    extension Float16: LaneStorage {
      @inline(__always)
      static func loadLanes(_ place: UnsafePointer<Float16>) -> LanePair {
        let lanes = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<Float16>.self)
        return LanePair(first: SIMD8<Float>(lanes.lowHalf), second: SIMD8<Float>(lanes.highHalf))
      }

      @inline(__always)
      static func storeLanes(_ lanes: LanePair, _ place: UnsafeMutablePointer<Float16>) {
        var both = SIMD16<Float16>()
        both.lowHalf = SIMD8<Float16>(lanes.first)
        both.highHalf = SIMD8<Float16>(lanes.second)
        UnsafeMutableRawPointer(place).storeBytes(of: both, as: SIMD16<Float16>.self)
      }

      @inline(__always)
      static func loadPairs(_ place: UnsafePointer<Float16>) -> LanePair {
        let lanes = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<Float16>.self)
        return LanePair(first: SIMD8<Float>(lanes.evenHalf), second: SIMD8<Float>(lanes.oddHalf))
      }

      @inline(__always)
      static func storePairs(_ lanes: LanePair, _ place: UnsafeMutablePointer<Float16>) {
        var both = SIMD16<Float16>()
        both.evenHalf = SIMD8<Float16>(lanes.first)
        both.oddHalf = SIMD8<Float16>(lanes.second)
        UnsafeMutableRawPointer(place).storeBytes(of: both, as: SIMD16<Float16>.self)
      }
    }
  #endif
#endif
