extension PairLayout {
  /// Turns one pair of a head by the angle of a cosine and a sine, and stretches it.
  ///
  /// The factor is applied to cosine and sine in `Double`, so that each is rounded once.
  func turn<Scalar: RotaryScalar>(
    _ vector: inout [Scalar], pair: Int, of pairCount: Int,
    by phase: (cosine: Double, sine: Double), factor: Double = 1
  ) {
    let (first, second) = lanes(ofPair: pair, of: pairCount)
    let cosine = Scalar.RotaryArithmetic(factor * phase.cosine)
    let sine = Scalar.RotaryArithmetic(factor * phase.sine)
    let x = vector[first].rotaryArithmetic
    let y = vector[second].rotaryArithmetic
    vector[first] = Scalar(rotaryArithmetic: x * cosine - y * sine)
    vector[second] = Scalar(rotaryArithmetic: y * cosine + x * sine)
  }
}
