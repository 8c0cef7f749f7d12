extension WebMath {
  /// The sine of any angle in radians; NaN for an infinite one.
  package static func sine(_ angle: Double) -> Double {
    // Also keeps the sign of zero, which a reduction loses.
    if angle.magnitude < 0x1p-27 { return angle }
    return wave(angle, quarters: 0)
  }

  /// The cosine of any angle in radians; NaN for an infinite one.
  package static func cosine(_ angle: Double) -> Double { wave(angle, quarters: 1) }

  /// The sine of an angle and so many quarter turns.
  private static func wave(_ angle: Double, quarters: Int) -> Double {
    guard angle.isFinite else { return .nan }
    let (turns, rest) = angle.magnitude < 0x1p30 ? reduced(angle) : reducedByBits(angle)
    let quarter = (turns + quarters) & 3
    let value = quarter & 1 == 0 ? sine(of: rest) : cosine(of: rest)
    return quarter & 2 == 0 ? value : -value
  }

  /// An angle below 2^30 as quarter turns and a rest of at most an eighth of a turn.
  ///
  /// No number of that size comes nearer to a quarter turn than 2^-62. The quarter turn has 161 bits, of
  /// which the count of turns takes 30.
  private static func reduced(_ angle: Double) -> (Int, Pair) {
    if angle.magnitude < 0.785 { return (0, Pair(angle, 0)) }
    let turns = (angle * 0x1.45f3_06dc_9c88_3p-1).rounded(.toNearestOrEven)
    let first = Pair(productOf: turns, Pair.quarterTurn.high)
    let second = Pair(productOf: turns, Pair.quarterTurn.low)
    // The two are near each other: the first difference has no error.
    let upper = Pair(sumOf: angle - first.high, -first.low)
    let lower = Pair(sumOf: upper.high, -second.high)
    let rest = turns * -0x1.f197_6b7e_d8fb_cp-110
    return (
      Int(turns), Pair(sumOf: lower.high, lower.low + (upper.low - second.low - rest))
    )
  }

  /// Of a rest of at most an eighth of a turn: the series to the 17th power.
  private static func sine(of angle: Pair) -> Double {
    let square = angle.high * angle.high
    var sum = 1 / 355_687_428_096_000.0
    sum = sum * square - 1 / 1_307_674_368_000
    sum = sum * square + 1 / 6_227_020_800
    sum = sum * square - 1 / 39_916_800
    sum = sum * square + 1 / 362_880
    sum = sum * square - 1 / 5040
    sum = sum * square + 1 / 120
    sum = sum * square - 1 / 6
    return angle.high + (angle.high * square * sum + angle.low * (1 - 0.5 * square))
  }

  /// Of a rest of at most an eighth of a turn: the series to the 16th power.
  private static func cosine(of angle: Pair) -> Double {
    let square = angle.high * angle.high
    var sum = 1 / 20_922_789_888_000.0
    sum = sum * square - 1 / 87_178_291_200
    sum = sum * square + 1 / 479_001_600
    sum = sum * square - 1 / 3_628_800
    sum = sum * square + 1 / 40_320
    sum = sum * square - 1 / 720
    sum = sum * square + 1 / 24
    let half = Pair(productOf: angle.high, 0.5 * angle.high)
    let first = Pair(sumOf: 1, small: -half.high)
    return first.high
      + (first.low - half.low + (square * square * sum - angle.high * angle.low))
  }
}
