import RealModule
import RoPE

/// A place in a figure: `x` to the right, `y` downwards, in units of its view box.
package struct Coordinate: Sendable, Equatable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// How values become places: one side across, one down.
package struct Frame: Sendable, Equatable {
  /// The values at both ends of a side and the coordinates at which they lie.
  package struct Side: Sendable, Equatable {
    package var low: Double
    package var high: Double
    package var start: Double
    package var end: Double
    package var isLogarithmic: Bool

    package init(
      low: Double, high: Double, start: Double, end: Double, isLogarithmic: Bool = false
    ) {
      self.low = low
      self.high = high
      self.start = start
      self.end = end
      self.isLogarithmic = isLogarithmic
    }

    /// The coordinate of a value; on a logarithmic side the value must be positive.
    @inline(never)
    package func place(_ value: Double) -> Double {
      let share =
        isLogarithmic
        ? Double.log(value / low) / Double.log(high / low) : (value - low) / (high - low)
      return start + share * (end - start)
    }
  }

  package var across: Side
  package var down: Side

  package init(across: Side, down: Side) {
    self.across = across
    self.down = down
  }

  /// The place of a pair of values.
  @inline(never)
  package func place(_ x: Double, _ y: Double) -> Coordinate {
    Coordinate(across.place(x), down.place(y))
  }
}

/// The sum of the products of two lists, in order; the shorter list ends it.
@inline(never)
func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in 0..<min(a.count, b.count) { sum += a[index] * b[index] }
  return sum
}

/// The largest value less the smallest; zero for none.
func spread(_ values: [Double]) -> Double {
  guard var low = values.first else { return 0 }
  var high = low
  for value in values {
    low = min(low, value)
    high = max(high, value)
  }
  return high - low
}

/// A position moved by so many tokens.
func sum(_ position: Int, _ shift: Int) throws(RotaryError) -> Int {
  let (sum, isTooLarge) = position.addingReportingOverflow(shift)
  guard !isTooLarge else { throw .positionOutOfRange(position) }
  return sum
}
