extension WebMath {
  /// The angle of a point, from -π to π, as the C standard has it.
  package static func angle(y: Double, x: Double) -> Double {
    guard !y.isNaN, !x.isNaN else { return .nan }
    let size = angle(height: y.magnitude, x.magnitude, isLeft: x.sign == .minus)
    return y.sign == .minus ? -size : size
  }

  /// The angle of a point in the upper half, given the magnitude of x.
  private static func angle(height: Double, _ width: Double, isLeft: Bool) -> Double {
    var (x, y) = (width, height)
    if y == 0 { return isLeft ? Pair.halfTurn.high : 0 }
    if x == .infinity && y == .infinity { (x, y) = (1, 1) }
    let isSteep = y > x
    if isSteep { (x, y) = (y, x) }
    if x == .infinity { (x, y) = (1, 0) }
    let flat = flatAngle(y, x)
    switch (isSteep, isLeft) {
    case (false, false): return flat.high
    case (false, true): return (Pair.halfTurn + -flat).high
    case (true, false): return (Pair.quarterTurn + -flat).high
    case (true, true): return (Pair.quarterTurn + flat).high
    }
  }

  /// The angle of a point with 0 ≤ y ≤ x: that of a near multiple of 1/8, and the series of the rest.
  private static func flatAngle(_ y: Double, _ x: Double) -> Pair {
    if y < x * 0x1p-60 { return Pair(y / x, 0) }
    // Products of huge and tiny numbers would not be exact.
    let scale = x > 0x1p500 ? 0x1p-600 : x < 0x1p-400 ? 0x1p600 : 1
    let (y, x) = (y * scale, x * scale)
    let step = (8 * (y / x)).rounded(.toNearestOrEven)
    var rest = Pair(quotientOf: Pair(y, 0), Pair(x, 0))
    if step > 0 {
      let (down, across) = (Pair(productOf: x, -step / 8), Pair(productOf: y, step / 8))
      rest = Pair(quotientOf: Pair(y, 0) + down, Pair(x, 0) + across)
    }
    let square = rest.high * rest.high
    var sum = 1.0 / 13
    sum = sum * square - 1 / 11
    sum = sum * square + 1 / 9
    sum = sum * square - 1 / 7
    sum = sum * square + 1 / 5
    sum = sum * square - 1 / 3
    let series = Pair(sumOf: rest.high, small: rest.low + rest.high * square * sum)
    return step > 0 ? angle(ofEighths: Int(step)) + series : series
  }

  /// The arc tangents of 1/8 to 8/8.
  private static func angle(ofEighths count: Int) -> Pair {
    switch count {
    case 1: Pair(0x1.fd5b_a9aa_c2f6_ep-4, -0x1.cd37_6867_60c1_7p-59)
    case 2: Pair(0x1.f5b7_5f92_c80d_dp-3, 0x1.8ab6_e3cf_7afb_dp-57)
    case 3: Pair(0x1.6f61_941e_4def_1p-2, -0x1.c63a_ae6f_6e91_8p-56)
    case 4: Pair(0x1.dac6_7056_1bb4_fp-2, 0x1.a2b7_f222_f65e_2p-56)
    case 5: Pair(0x1.1e00_babd_efeb_4p-1, -0x1.928d_f287_a668_fp-58)
    case 6: Pair(0x1.4978_fa32_69ee_1p-1, 0x1.2419_a87f_2a45_8p-56)
    case 7: Pair(0x1.700a_7c57_8463_4p-1, -0x1.8c34_d25a_adef_6p-56)
    default: Pair(0x1.921f_b544_42d1_8p-1, 0x1.1a62_6331_45c0_7p-55)
    }
  }
}
