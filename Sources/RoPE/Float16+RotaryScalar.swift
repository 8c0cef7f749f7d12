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
