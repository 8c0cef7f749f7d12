/// One axis of a plot: its quantity, its unit, and how values lie along it.
///
/// ```swift
/// let distance = Axis("distance m − n", unit: "tokens", scale: .log)
/// print(distance.heading)
/// // Prints "distance m − n (tokens, log scale)"
/// ```
public struct Axis: Sendable, Hashable, ExpressibleByStringLiteral {
  /// How values lie along the axis.
  public enum Scale: String, Sendable, Hashable, CaseIterable {
    /// Equal steps of the value are equally long.
    case linear
    /// Equal quotients are equally long; every value must be positive.
    case log
    /// Logarithmic in both directions from zero, linear up to ``Axis/threshold``.
    ///
    /// For values of both signs that span many powers of ten, and for residues beside zeros.
    case symmetricLog = "symmetric log"
  }

  /// The numbers at whose multiples a linear axis has its ticks.
  public enum Steps: String, Sendable, Hashable, CaseIterable {
    /// One, two or five times a power of ten.
    case decimal
    /// Multiples and simple fractions of π, for angles in radians.
    case pi
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
  /// The values at both ends; from the data where it is nil. What lies outside is cut off.
  public var domain: ClosedRange<Double>?
  /// The ticks; at multiples of `steps` where it is nil.
  public var ticks: [Tick]?
  /// What a linear axis counts in.
  public var steps: Steps
  /// The magnitude, in the axis' unit, up to which a symmetric-log axis is linear.
  ///
  /// Where it is nil, the power of ten at or below the smallest magnitude of the data that is not
  /// zero, but at most six decades below the largest.
  public var threshold: Double?

  /// An axis; ends and ticks come from the data unless they are given.
  public init(
    _ title: String, unit: String? = nil, scale: Scale = .linear,
    domain: ClosedRange<Double>? = nil, ticks: [Tick]? = nil, steps: Steps = .decimal,
    threshold: Double? = nil
  ) {
    self.title = title
    self.unit = unit
    self.scale = scale
    self.domain = domain
    self.ticks = ticks
    self.steps = steps
    self.threshold = threshold
  }

  /// An axis of names: the first stands at 0, the second at 1.
  ///
  /// ```swift
  /// let words = Axis("token", categories: ["The", "pig", "chased"])
  /// print(words.ticks?.count ?? 0)
  /// // Prints "3"
  /// ```
  public init(_ title: String, categories: [String]) {
    let ticks = categories.enumerated().map { Tick(Double($0.offset), $0.element) }
    let end = Double(max(categories.count, 1)) - 0.5
    self.init(title, domain: -0.5...end, ticks: ticks)
  }

  /// An axis without a unit, from the data.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Quantity and unit, and the words that a logarithmic axis owes its reader.
  public var heading: String {
    let words = [unit, scale == .linear ? nil : "\(scale.rawValue) scale"].compactMap(\.self)
    return words.isEmpty ? title : "\(title) (\(words.joined(separator: ", ")))"
  }
}
