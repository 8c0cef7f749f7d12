import RoPE

/// What a base that a reader moves does to a head: the wavelengths of its pairs beside a length of
/// text, and the mean of the pairs' cosines over the distance.
///
/// - Note: Source: Su et al. 2021, arXiv:2104.09864, section 3.2.2, for the wavelengths; Men et al.
///   2024, arXiv:2405.14591, for what the mean asks of a base.
package struct LiveBase: LiveExhibit, Equatable {
  /// b, in ``bases``.
  package var base: Double
  /// An even number in ``headDimensions``.
  package var headDimension: Int
  /// L in tokens, in ``lengths``.
  package var length: Int

  /// Which bases there can be.
  package static let bases = 500...1_000_000
  /// Between them no mean is so far below zero that it would leave the picture.
  package static let headDimensions = 64...128
  /// In tokens.
  package static let lengths = 1...1_000_000

  /// The last distance of the mean, and how far apart are those at which it is drawn, in tokens.
  package static let reach = 8192
  package static let step = 32

  package init(base: Double, headDimension: Int, length: Int) {
    self.base = base
    self.headDimension = headDimension
    self.length = length
  }

  package init?(_ numbers: [Double]) {
    guard numbers.count == 3 else { return nil }
    let (fewest, most) = (Self.headDimensions.lowerBound, Self.headDimensions.upperBound)
    self.init(
      base: max(Double(Self.bases.lowerBound), min(numbers[0], Double(Self.bases.upperBound))),
      headDimension: 2 * whole(numbers[1] / 2, in: fewest / 2...most / 2),
      length: whole(numbers[2], in: Self.lengths))
  }

  package var numbers: [Double] { [base, Double(headDimension), Double(length)] }

  /// Both panels from left to right, and each from top to bottom.
  package static let left = 48.0
  package static let right = 320.0
  package static let top = 28.0
  package static let bottom = 158.0
  package static let lowerTop = 228.0
  package static let lowerBottom = 358.0

  /// Pairs across, wavelengths in tokens upwards.
  package var wavelengthFrame: Frame {
    Frame(
      across: Frame.Side(
        low: 0, high: Double(headDimension / 2 - 1), start: Self.left, end: Self.right),
      down: Frame.Side(
        low: 1, high: 10_000_000, start: Self.bottom, end: Self.top, isLogarithmic: true))
  }

  /// Distances in tokens across, means upwards.
  package static var meanFrame: Frame {
    Frame(
      across: Frame.Side(low: 0, high: Double(reach), start: left, end: right),
      down: Frame.Side(low: -0.6, high: 1, start: lowerBottom, end: lowerTop))
  }

  /// The mean of the cosines of all pairs.
  package var mean: MeanCosine { MeanCosine(headDimension: headDimension, base: base) }

  /// In tokens per turn, the first pair first.
  ///
  /// - Throws: ``RotaryError`` for a base the library refuses.
  package func wavelengths() throws(RotaryError) -> [Double] {
    try WavelengthCurve(headDimension: headDimension, base: base).wavelengths()
  }

  /// The mean at every ``step``th distance up to the ``reach``.
  ///
  /// - Throws: ``RotaryError`` for a base the library refuses.
  package func means() throws(RotaryError) -> [Double] {
    try mean.means(within: Self.reach, by: Self.step)
  }

  /// Values: the base, how many pairs do not come round within the length, the longest wavelength in
  /// tokens, the first distance with a negative mean, or the reach where there is none within it, and
  /// whether there is one, 1 or 0.
  ///
  /// Marks: a band behind the pairs that do not come round, their number, the wavelengths; the mean,
  /// then a stem, a dot on zero and a number where it is first negative, which vanish if it is not.
  ///
  /// - Throws: ``RotaryError`` for a base the library refuses.
  package func marks() throws(RotaryError) -> LiveMarks {
    let wavelengths = try wavelengths()
    let unfinished = WavelengthCurve.unfinished(wavelengths, within: length)
    let first = try mean.firstNegative(within: Self.reach)
    let (found, place) = (first != nil, Double(first ?? Self.reach))
    var marks = LiveMarks()
    marks.read(base)
    marks.read(Double(unfinished))
    marks.read(wavelengths[wavelengths.count - 1])
    marks.read(place)
    marks.read(found ? 1 : 0)

    let frame = wavelengthFrame
    // The slowest pairs are the last; the band begins between the last that comes round and the next.
    let edge = frame.across.place(Double(wavelengths.count - unfinished) - 0.5)
    let start = max(Self.left, min(edge, Self.right))
    // It ends above the line of the length, which it would cover.
    marks.bar(
      x: start, width: Self.right - start, from: frame.down.place(Double(length)) - 1, to: Self.top)
    marks.number(Double(unfinished), digits: 0, at: Coordinate(Self.right - 68, Self.top - 10))
    marks.curve(through: wavelengths, every: 1, in: frame)

    let meanFrame = Self.meanFrame
    marks.curve(through: try means(), every: Double(Self.step), in: meanFrame)
    let zero = meanFrame.place(place, 0)
    marks.bar(
      x: zero.x - 0.75, width: found ? 1.5 : 0, from: Self.lowerBottom - 20, to: zero.y)
    marks.circle(zero, radius: found ? 5 : 0)
    marks.number(
      place, digits: found ? 0 : -1,
      at: Coordinate(max(zero.x, Self.left + 16), Self.lowerBottom - 8))
    return marks
  }
}

extension LiveMarks {
  /// A curve through values that lie evenly across, from 0 on.
  @inline(never)
  fileprivate mutating func curve(through values: [Double], every step: Double, in frame: Frame) {
    beginCurve(values.count)
    for index in values.indices { point(frame.place(step * Double(index), values[index])) }
  }
}
