import ComplexModule
import RealModule
import RoPE

/// A way to come to the cosine and the sine of an angle.
package enum PhaseArithmetic: Sendable, Hashable, CaseIterable {
  /// Position, frequency, angle, cosine and sine in `Float`.
  case floatAngles
  /// All of them rounded to `BFloat16`.
  case bfloat16Angles
  /// The angle in `Double`; cosine and sine rounded to `Float`.
  case floatTable
  /// The angle in `Double`; cosine and sine rounded to `BFloat16`.
  case bfloat16Table

  func phase(at position: Int, frequency: Double, exact: (Double, Double)) -> (Double, Double) {
    switch self {
    case .floatAngles:
      let angle = Float(position) * Float(frequency)
      return (Double(Self.cosine(angle)), Double(Self.sine(angle)))
    case .bfloat16Angles:
      let angle = Self.rounded(
        Self.rounded(Float(position)) * Self.rounded(Float(frequency)))
      return (
        Double(Self.rounded(Self.cosine(angle))), Double(Self.rounded(Self.sine(angle)))
      )
    case .floatTable: return (Double(Float(exact.0)), Double(Float(exact.1)))
    case .bfloat16Table:
      return (
        Double(Self.rounded(Float(exact.0))), Double(Self.rounded(Float(exact.1)))
      )
    }
  }

  // Libraries differ in the last bit of the functions of Float, and these numbers are that bit. Taken in
  // Double and rounded, they are the nearest Float everywhere.
  @inline(never)
  private static func cosine(_ angle: Float) -> Float { Float(Double.cos(Double(angle))) }
  @inline(never)
  private static func sine(_ angle: Float) -> Float { Float(Double.sin(Double(angle))) }

  @inline(never)
  private static func rounded(_ value: Float) -> Float { Float(BFloat16(value)) }
}

/// How far phases of less precision are from those of `Double`.
///
/// The error at a position is the largest distance, over all pairs, between the point of the unit
/// circle and the one that stands for it.
/// - Note: Source: Wang et al. 2025, arXiv:2411.13476, for the question.
package struct PhaseErrors: Sendable, Equatable {
  package var positions: [Int]
  package var headDimension: Int
  package var base: Double

  package init(positions: [Int], headDimension: Int, base: Double) {
    self.positions = positions
    self.headDimension = headDimension
    self.base = base
  }

  /// One error for each position.
  ///
  /// - Throws: ``RotaryError`` for an odd dimension, a base that is not positive and finite, or a
  ///   position beyond 2^53.
  package func errors(of arithmetic: PhaseArithmetic) throws(RotaryError) -> [Double] {
    var errors: [Double] = []
    for worst in try worstTurns(of: arithmetic) { errors.append(worst.error) }
    return errors
  }

  /// The turn that is farthest from where it should be, at one position.
  package struct WorstTurn: Sendable {
    /// The distance of the two points; 0 where no pair is off.
    package var error = 0.0
    /// The pair it happens in, the first of equals.
    package var pair = 0
    /// Cosine and sine of `Double`, and those in their stead.
    package var exact: (cosine: Double, sine: Double) = (1, 0)
    package var found: (cosine: Double, sine: Double) = (1, 0)
  }

  /// One for each position.
  ///
  /// - Throws: as ``errors(of:)``.
  package func worstTurns(of arithmetic: PhaseArithmetic) throws(RotaryError) -> [WorstTurn] {
    let embedding = try RotaryEmbedding<Double>(
      headDimension: headDimension, base: base, layout: .interleaved)
    let frequencies = embedding.inverseFrequencies
    var turns: [WorstTurn] = []
    for position in positions {
      var worst = WorstTurn()
      for (pair, phasor) in try embedding.phasors(at: position).enumerated() {
        let exact = (phasor.real, phasor.imaginary)
        let (cosine, sine) = arithmetic.phase(
          at: position, frequency: frequencies[pair], exact: exact)
        let (x, y) = (cosine - exact.0, sine - exact.1)
        let error = (x * x + y * y).squareRoot()
        if pair == 0 || error > worst.error {
          worst = WorstTurn(error: error, pair: pair, exact: exact, found: (cosine, sine))
        }
      }
      turns.append(worst)
    }
    return turns
  }
}
