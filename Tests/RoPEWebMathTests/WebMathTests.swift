import RealModule
import Testing

@testable import RoPEWebMath

/// The functions of the WebAssembly against those of the C library, on random arguments.
@Suite struct WebMathTests {
  private static let count = 50_000

  /// The most units in the last place between the two, over random arguments.
  private func largestError(
    _ draw: (inout SystemRandomNumberGenerator) -> (ours: Double, theirs: Double)
  ) -> Double {
    var random = SystemRandomNumberGenerator()
    var largest = 0.0
    for _ in 0..<Self.count {
      let (ours, theirs) = draw(&random)
      largest = max(largest, error(of: ours, from: theirs))
    }
    return largest
  }

  private func error(of ours: Double, from theirs: Double) -> Double {
    if ours == theirs || (ours.isNaN && theirs.isNaN) { return 0 }
    let error = (ours - theirs).magnitude / theirs.ulp
    return error.isNaN ? .infinity : error
  }

  @Test(arguments: [0.785, 3, 100, 1e6, 1e9, 2e9, 1e15, 1e22, 1e300])
  func sinesAndCosinesAreWithinOneUnit(reach: Double) {
    #expect(
      largestError {
        let x = Double.random(in: -reach...reach, using: &$0)
        return (WebMath.sine(x), Double.sin(x))
      } <= 1)
    #expect(
      largestError {
        let x = Double.random(in: -reach...reach, using: &$0)
        return (WebMath.cosine(x), Double.cos(x))
      } <= 1)
  }

  @Test func sinesNearQuarterTurnsAreWithinOneUnit() {
    #expect(
      largestError {
        let x = Double(Int.random(in: 1...1_000_000_000, using: &$0)) * (Double.pi / 2)
        return (WebMath.sine(x), Double.sin(x))
      } <= 1)
  }

  @Test(arguments: [1.0, 20, 700, 745])
  func exponentialsAreWithinOneUnit(reach: Double) {
    #expect(
      largestError {
        let x = Double.random(in: -reach...reach, using: &$0)
        return (WebMath.exponential(x), Double.exp(x))
      } <= 1)
    #expect(
      largestError {
        let x = Double.random(in: -1.44 * reach...1.44 * reach, using: &$0)
        return (WebMath.powerOfTwo(x), Double.exp2(x))
      } <= 1)
  }

  @Test func logarithmsOfAllNumbersAreWithinOneUnit() {
    #expect(
      largestError {
        let x = Double(bitPattern: UInt64.random(in: 1...0x7FEF_FFFF_FFFF_FFFF, using: &$0))
        return (WebMath.logarithm(x), Double.log(x))
      } <= 1)
    #expect(
      largestError {
        let x = Double.random(in: 0.99...1.01, using: &$0)
        return (WebMath.logarithm(x), Double.log(x))
      } <= 1)
  }

  @Test(arguments: [(1e-6...1e6, 2.0), (0.5...2, 1020), (0.999_999...1.000_001, 7e8)])
  func powersAreWithinOneUnit(bases: ClosedRange<Double>, reach: Double) {
    #expect(
      largestError {
        let x = Double.random(in: bases, using: &$0)
        let y = Double.random(in: -reach...reach, using: &$0)
        return (WebMath.power(x, y), Double.pow(x, y))
      } <= 1)
  }

  @Test(arguments: [1, 1e300, 1e-300])
  func anglesOfPointsAreWithinOneUnit(reach: Double) {
    #expect(
      largestError {
        let x = Double.random(in: -reach...reach, using: &$0)
        let y = Double.random(in: -reach...reach, using: &$0)
        return (WebMath.angle(y: y, x: x), Double.atan2(y: y, x: x))
      } <= 1)
    #expect(
      largestError {
        let x = Double(bitPattern: $0.next())
        let y = Double(bitPattern: $0.next())
        return (WebMath.angle(y: y, x: x), Double.atan2(y: y, x: x))
      } <= 1)
  }

  private static let unusual: [Double] = [
    0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2, -2, 2.5, -2.5, 3, -3, 710, -746, 1e300, -1e300,
    0x1p53, 0x1p52 + 1, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
    .greatestFiniteMagnitude, .infinity, -.infinity, .nan,
  ]

  /// Signs of zero count; the power of the C library is the one of RealModule's that takes any base.
  @Test func zerosAndInfinitiesAreThoseOfTheCLibrary() {
    for x in Self.unusual {
      expectSame(WebMath.sine(x), Double.sin(x))
      expectSame(WebMath.cosine(x), Double.cos(x))
      expectSame(WebMath.exponential(x), Double.exp(x))
      expectSame(WebMath.powerOfTwo(x), Double.exp2(x))
      expectSame(WebMath.logarithm(x), x < 0 ? .nan : Double.log(x))
      expectSame(WebMath.rounded(x), x.rounded())
      for y in Self.unusual {
        expectSame(WebMath.angle(y: y, x: x), Double.atan2(y: y, x: x))
        if x > 0 { expectSame(WebMath.power(x, y), Double.pow(x, y)) }
      }
    }
  }

  @Test func negativeNumbersHavePowersWithWholeExponents() {
    expectSame(WebMath.power(-2, 3), -8)
    expectSame(WebMath.power(-2, -2), 0.25)
    expectSame(WebMath.power(-2, 0.5), .nan)
    expectSame(WebMath.power(-1, .infinity), 1)
    expectSame(WebMath.power(-0.0, -3), -.infinity)
    expectSame(WebMath.power(-.infinity, 3), -.infinity)
    expectSame(WebMath.power(-.infinity, 0.5), .infinity)
    expectSame(WebMath.power(.nan, 0), 1)
    expectSame(WebMath.power(0, 2), 0)
  }

  private func expectSame(
    _ ours: Double, _ theirs: Double, at location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      error(of: ours, from: theirs) <= 1 && (ours.isNaN || ours.sign == theirs.sign),
      "\(ours), not \(theirs)", sourceLocation: location)
  }
}
