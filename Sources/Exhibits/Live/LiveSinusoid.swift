import RoPE

/// The sinusoid's vector of a position a reader moves: a dial for each pair with its angle, and the
/// vectors of the first positions as a map on which the vector's column is marked.
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.5.
package struct LiveSinusoid: LiveExhibit, Equatable {
  /// p, from 0 to ``lastPosition``.
  package var position: Int
  /// b, in ``bases``.
  package var base: Double
  /// How many components a vector has: two for each of one to four dials.
  package var dimension: Int

  /// The last column of the map.
  package static let lastPosition = 31
  /// Which bases there can be.
  package static let bases = 2...1_000_000
  /// How many components there can be, an even number of them.
  package static let dimensions = 2...8

  package init(position: Int, base: Double, dimension: Int) {
    self.position = position
    self.base = base
    self.dimension = dimension
  }

  package init?(_ numbers: [Double]) {
    guard numbers.count == 3 else { return nil }
    self.init(
      position: whole(numbers[0], in: 0...Self.lastPosition),
      base: max(Double(Self.bases.lowerBound), min(numbers[1], Double(Self.bases.upperBound))),
      dimension: 2 * whole(numbers[2] / 2, in: 1...Self.dimensions.upperBound / 2))
  }

  package var numbers: [Double] { [Double(position), base, Double(dimension)] }

  /// Of a dial, and of its hand.
  package static let radius = 30.0
  /// The corner at which the map begins, and the size of its cells.
  package static let left = 28.0
  package static let top = 140.0
  package static let column = 7.5
  package static let row = 18.0
  /// Where the components that are read out end.
  package static let right = 336.0

  /// Below the last row of the map.
  package var bottom: Double { Self.top + Self.row * Double(dimension) }

  /// The centre of the dial of a pair.
  package static func center(ofPair pair: Int) -> Coordinate {
    Coordinate(50 + 80 * Double(pair), 56)
  }

  /// Where the column of a position begins.
  package static func place(ofPosition position: Int) -> Double {
    left + column * Double(position)
  }

  /// Where the row of a component begins.
  package static func place(ofComponent component: Int) -> Double {
    top + row * Double(component)
  }

  /// The vectors of all positions.
  package var map: SinusoidMap {
    SinusoidMap(positions: Array(0...Self.lastPosition), dimension: dimension, base: base)
  }

  /// Values: position, base and the longest wavelength in tokens, then the components of the vector.
  ///
  /// Marks: for each pair the slice that the hand has passed, the hand and the angle in radians; the
  /// cells of the map, column by column; the frame of the vector's column and the position above it;
  /// the components.
  ///
  /// - Throws: ``RotaryError`` for a base the library refuses.
  package func marks() throws(RotaryError) -> LiveMarks {
    let vector = try sinusoid(at: position, dimension: dimension, base: base)
    let frequencies = try frequencies(ofHead: dimension, base: base)
    let wavelengths = try WavelengthCurve(headDimension: dimension, base: base).wavelengths()
    var marks = LiveMarks()
    marks.read(Double(position))
    marks.read(base)
    marks.read(wavelengths[wavelengths.count - 1])
    for component in vector { marks.read(component) }
    for pair in frequencies.indices {
      let center = Self.center(ofPair: pair)
      let angle = Double(position) * frequencies[pair]
      // A hand that has come round has passed the whole disc.
      marks.sector(center, radius: Self.radius, from: 0, to: min(angle, 2 * Double.pi))
      // The vector has the sine first; the hand has it upwards.
      marks.line(
        center,
        Coordinate(
          center.x + Self.radius * vector[2 * pair + 1], center.y - Self.radius * vector[2 * pair]))
      marks.number(angle, digits: 3, at: Coordinate(center.x + 6, center.y + Self.radius + 18))
    }
    for position in 0...Self.lastPosition {
      let x = Self.place(ofPosition: position)
      let vector = try sinusoid(at: position, dimension: dimension, base: base)
      for component in vector.indices {
        marks.cell(
          Coordinate(x, Self.place(ofComponent: component)), width: Self.column, height: Self.row,
          share: vector[component])
      }
    }
    let x = Self.place(ofPosition: position)
    marks.bar(x: x, width: Self.column, from: bottom, to: Self.top)
    marks.number(
      Double(position), digits: 0, at: Coordinate(x + Self.column / 2, Self.top - 6))
    for component in vector.indices {
      let y = Self.place(ofComponent: component) + Self.row / 2 + 4
      marks.number(vector[component], digits: 4, at: Coordinate(Self.right, y))
    }
    return marks
  }
}
