// Numbers and small linear algebra that several test files share.

func dot(_ left: [Double], _ right: [Double]) -> Double {
  zip(left, right).map { $0 * $1 }.reduce(0, +)
}

func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
  matrix.map { dot($0, vector) }
}

/// The largest difference of two vectors; infinite when their lengths differ or one holds a NaN.
func largestDifference(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  let differences = zip(left, right).map { abs($0 - $1) }
  return differences.contains { $0.isNaN } ? .infinity : differences.max() ?? 0
}

/// The largest distance in units of the last place: how many `Float` lie between, plus one.
///
/// Two zeros are equal, and a number below zero is as far from one above as both are from zero.
func largestUlpDistance(_ left: [Float], _ right: [Float]) -> Int {
  func place(_ number: Float) -> Int {
    let magnitude = Int(number.magnitude.bitPattern)
    return number.sign == .minus ? -magnitude : magnitude
  }
  guard left.count == right.count else { return .max }
  return zip(left, right).map { abs(place($0) - place($1)) }.max() ?? 0
}

func widened(_ vector: [Float]) -> [Double] { vector.map(Double.init) }

func rounded(_ vector: [Double]) -> [Float] { vector.map(Float.init) }

/// Numbers from -1 to 1 by a linear congruential generator, which is not the library's own.
func sample(_ count: Int, seed: UInt64) -> [Double] {
  var state = seed
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-52 - 1
  }
}

/// The eight-component query and key of the examples, whose scores are known from elsewhere.
let shortQuery = [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
let shortKey = [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]
