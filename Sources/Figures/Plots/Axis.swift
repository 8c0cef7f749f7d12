/// One axis of a plot: its quantity, its unit, and how values lie along it.
public struct Axis: Sendable, Hashable, ExpressibleByStringLiteral {
  /// How values lie along the axis.
  public enum Scale: String, Sendable, Hashable, CaseIterable {
    /// Equal steps of the value are equally long.
    case linear
    /// Equal quotients are equally long; every value must be positive.
    case log
  }

  /// A value with a mark and a text, such as 2π.
  public struct Tick: Sendable, Hashable {
    /// The value it marks.
    public var value: Double
    /// What stands at the mark.
    public var text: String

    /// A mark with its text.
    public init(_ value: Double, _ text: String) {
      self.value = value
      self.text = text
    }
  }

  /// The quantity: `position m`.
  public var title: String
  /// The unit: `tokens`, `rad`.
  public var unit: String?
  /// How values lie along the axis.
  public var scale: Scale
  /// The values at both ends; from the data where it is nil.
  public var domain: ClosedRange<Double>?
  /// The ticks; at steps of 1, 2 or 5 where it is nil.
  public var ticks: [Tick]?

  /// An axis; ends and ticks come from the data unless they are given.
  public init(
    _ title: String, unit: String? = nil, scale: Scale = .linear,
    domain: ClosedRange<Double>? = nil, ticks: [Tick]? = nil
  ) {
    self.title = title
    self.unit = unit
    self.scale = scale
    self.domain = domain
    self.ticks = ticks
  }

  /// An axis without a unit, from the data.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Quantity and unit, and the word that a logarithmic axis owes its reader.
  public var heading: String {
    let words = [unit, scale == .log ? "log scale" : nil].compactMap(\.self)
    return words.isEmpty ? title : "\(title) (\(words.joined(separator: ", ")))"
  }
}

/// An axis whose ends and ticks are settled, between two coordinates of the figure.
public struct PlacedAxis: Sendable, Hashable {
  /// The axis that was settled.
  public let axis: Axis
  /// The values at both ends.
  public let domain: ClosedRange<Double>
  /// The marks that are drawn, within the domain.
  public let ticks: [Axis.Tick]
  /// The coordinates of the domain's two ends.
  public let start: Double
  /// The coordinate of the greatest value.
  public let end: Double

  /// The coordinate of a value.
  public func place(_ value: Double) -> Double {
    let share =
      axis.scale == .linear
      ? (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
      : Double.decimalLogarithm(value / domain.lowerBound)
        / Double.decimalLogarithm(domain.upperBound / domain.lowerBound)
    return start + share * (end - start)
  }

  /// Settles an axis for these values.
  ///
  /// - Parameter isTight: whether the axis ends at the data rather than at the next tick.
  /// - Throws: ``FigureError/empty(_:)`` without a value or a domain,
  ///   ``FigureError/notPositive(_:axis:)``, and ``FigureError/badCoordinate(_:mark:)`` for a value
  ///   that is not finite and for ends that are equal or too far apart for a `Double`.
  public init(
    _ axis: Axis, values: [Double], from start: Double, to end: Double, isTight: Bool
  ) throws(FigureError) {
    for value in values where !value.isFinite { throw .badCoordinate(value, mark: "plot") }
    guard var low = axis.domain?.lowerBound ?? values.min(),
      var high = axis.domain?.upperBound ?? values.max()
    else { throw .empty("axis '\(axis.title)'") }
    if axis.scale == .log {
      for value in values + [low] where value <= 0 { throw .notPositive(value, axis: axis.title) }
    }
    if axis.domain == nil { (low, high) = axis.widened(low, high) }
    guard (1e-290...1e290).contains(high - low), high.magnitude < 1e290 else {
      throw .badCoordinate(high, mark: "plot")
    }
    let ladder = TickLadder(low: low, high: high, scale: axis.scale)
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
    if size == 0 { return (-1, 1) }
    // A flat line is read against zero.
    return (min(low * 1.25, -size / 4), max(high * 1.25, size / 4))
  }
}
