extension WebMath {
  /// The nearest whole number, halves away from zero: the one rounding WebAssembly has no instruction for.
  package static func rounded(_ x: Double) -> Double {
    let whole = x.rounded(.towardZero)
    guard (x - whole).magnitude >= 0.5 else { return whole }
    return whole + (x < 0 ? -1 : 1)
  }
}

// The names by which compiled code asks for these functions. What the linker finds missing is added
// here. Natively they are the C library's, and must stay so. Out of line, as the linker would copy them to
// every caller.
#if arch(wasm32)
  @inline(never) @_cdecl("sin") func sin(_ x: Double) -> Double { WebMath.sine(x) }
  @inline(never) @_cdecl("cos") func cos(_ x: Double) -> Double { WebMath.cosine(x) }
  @inline(never) @_cdecl("exp") func exp(_ x: Double) -> Double { WebMath.exponential(x) }
  @inline(never) @_cdecl("exp2") func exp2(_ x: Double) -> Double { WebMath.powerOfTwo(x) }
  @inline(never) @_cdecl("log") func log(_ x: Double) -> Double { WebMath.logarithm(x) }
  @inline(never) @_cdecl("pow") func pow(_ x: Double, _ y: Double) -> Double { WebMath.power(x, y) }
  @inline(never) @_cdecl("atan2") func atan2(_ y: Double, _ x: Double) -> Double {
    WebMath.angle(y: y, x: x)
  }
  @_cdecl("round") func round(_ x: Double) -> Double { WebMath.rounded(x) }

  @_cdecl("sinf") func sinf(_ x: Float) -> Float { Float(WebMath.sine(Double(x))) }
  @_cdecl("cosf") func cosf(_ x: Float) -> Float { Float(WebMath.cosine(Double(x))) }
  @_cdecl("expf") func expf(_ x: Float) -> Float { Float(WebMath.exponential(Double(x))) }
  @_cdecl("exp2f") func exp2f(_ x: Float) -> Float { Float(WebMath.powerOfTwo(Double(x))) }
  @_cdecl("logf") func logf(_ x: Float) -> Float { Float(WebMath.logarithm(Double(x))) }
  @_cdecl("powf") func powf(_ x: Float, _ y: Float) -> Float {
    Float(WebMath.power(Double(x), Double(y)))
  }
  @_cdecl("roundf") func roundf(_ x: Float) -> Float { Float(WebMath.rounded(Double(x))) }
#endif
