/// An axis whose ends and ticks are settled, between two coordinates of the figure.
public struct PlacedAxis: Sendable, Hashable {
  /// The axis that was settled; of a symmetric-log axis, with its threshold.
  public let axis: Axis
  /// The values at both ends.
  public let domain: ClosedRange<Double>
  /// The marks that are drawn, within the domain.
  public let ticks: [Axis.Tick]
  /// The coordinates of the domain's two ends.
  public let start: Double
  /// The coordinate of the greatest value.
  public let end: Double

  /// The coordinate of a value, in units of the figure; not-a-number for what has no place.
  public func place(_ value: Double) -> Double {
    let (low, high) = (domain.lowerBound, domain.upperBound)
    let share: Double
    switch axis.scale {
    case .linear:
      share = (value - low) / (high - low)
    case .log:
      // The quotient of the largest numbers overflows; the difference of logarithms never does.
      let isWide = !(high / low).isFinite || !(value / low).isNormal
      share =
        isWide
        ? (Double.decimalLogarithm(value) - Double.decimalLogarithm(low))
          / (Double.decimalLogarithm(high) - Double.decimalLogarithm(low))
        : Double.decimalLogarithm(value / low) / Double.decimalLogarithm(high / low)
    case .symmetricLog:
      let threshold = axis.threshold ?? 1
      let (from, to) = (low.decades(beyond: threshold), high.decades(beyond: threshold))
      share = (value.decades(beyond: threshold) - from) / (to - from)
    }
    return start + share * (end - start)
  }

  /// Settles an axis for these values.
  ///
  /// - Parameters:
  ///   - axis: its name, its scale and, where they are given, its ends and ticks.
  ///   - values: what has to lie on it, in the unit of the axis.
  ///   - start: where its lower end lies in the figure.
  ///   - end: where its upper end lies.
  ///   - isTight: whether the axis ends at the data rather than at the next tick.
  /// - Throws: ``FigureError/empty(_:)`` without a value or a domain,
  ///   ``FigureError/notPositive(_:axis:)``, ``FigureError/badCoordinate(_:mark:)`` for a value
  ///   that is not finite, and ``FigureError/badSpan(_:_:axis:)`` for ends that are equal, too near
  ///   or too far apart for a `Double`.
  public init(
    _ axis: Axis, values: [Double], from start: Double, to end: Double, isTight: Bool
  ) throws(FigureError) {
    for value in values where !value.isFinite { throw .badCoordinate(value, mark: "plot") }
    guard var low = axis.domain?.lowerBound ?? values.min(),
      var high = axis.domain?.upperBound ?? values.max()
    else { throw .empty("axis '\(axis.title)'") }
    var axis = axis
    if axis.scale == .log {
      for value in values + [low] where !(value > 0) {
        throw .notPositive(value, axis: axis.title)
      }
    }
    if axis.scale == .symmetricLog {
      axis.threshold = try axis.threshold(for: values + [low, high])
    }
    if axis.domain == nil { (low, high) = axis.widened(low, high) }
    let size = max(low.magnitude, high.magnitude)
    guard (1e-303...1e305).contains(high - low), size < 1e305, high - low > 1e-12 * size else {
      throw .badSpan(low, high, axis: axis.title)
    }
    let ladder = TickLadder(axis, low: low, high: high)
    if axis.domain == nil, !isTight { (low, high) = ladder.outerEnds(low, high) }
    self.axis = axis
    self.domain = low...high
    self.ticks =
      axis.ticks?.filter { low <= $0.value && $0.value <= high } ?? ladder.ticks(low, high)
    self.start = start
    self.end = end
  }
}

extension Axis {
  /// Makes room where all values are equal, up to rounding residues that must not fill the plot.
  fileprivate func widened(_ low: Double, _ high: Double) -> (Double, Double) {
    let size = max(low.magnitude, high.magnitude)
    guard high - low <= 1e-9 * size || high == low else { return (low, high) }
    if scale == .log { return (low / 10, high * 10) }
    // Below the last normal powers of ten no tick can be told from zero.
    if size < 1e-300 { return (-1, 1) }
    // A flat line is read against zero.
    return (min(low * 1.25, -size / 4), max(high * 1.25, size / 4))
  }

  fileprivate func threshold(for values: [Double]) throws(FigureError) -> Double {
    if let threshold {
      guard threshold > 1e-300, threshold < 1e300 else {
        throw .notPositive(threshold, axis: title)
      }
      return threshold
    }
    let sizes = values.map(\.magnitude).filter { $0 > 0 && $0.isFinite }
    guard let smallest = sizes.min(), let largest = sizes.max() else { return 1 }
    let power = max(
      Double.decimalLogarithm(smallest), Double.decimalLogarithm(largest) - 6, -300)
    return .powerOfTen(Int((power + 1e-9).rounded(.down)))
  }
}

extension Double {
  /// The place on a symmetric-log axis: up to the threshold a share of it, beyond that one more
  /// for each power of ten.
  func decades(beyond threshold: Double) -> Double {
    guard magnitude > threshold else { return self / threshold }
    let decades = 1 + Double.decimalLogarithm(magnitude) - Double.decimalLogarithm(threshold)
    return self < 0 ? -decades : decades
  }
}
