/// The values at which an axis has its ticks, numbered by whole steps.
///
/// Steps of 1, 2 or 5 times a power of ten, simple multiples of π, the powers of ten of a
/// logarithmic axis, or those of a symmetric one on both sides of zero.
struct TickLadder {
  private enum Kind {
    /// The step is `factor · 10^power`.
    case decimal(factor: Int, power: Int)
    /// The step is `numerator / denominator · π`.
    case pi(numerator: Int, denominator: Int)
    /// The step is a factor of so many decades.
    case log(decades: Int)
    /// Zero, the threshold, and from there so many decades a step.
    case symmetricLog(threshold: Double, decades: Int)
  }

  private let kind: Kind
  /// The ladder of a linear axis, for a logarithmic one that holds hardly a power of ten.
  private let fallback: Kind

  /// A value this near to a tick, in steps, counts as the tick: a residue must not move an axis.
  private static let tolerance = 1e-6

  init(_ axis: Axis, low: Double, high: Double) {
    fallback = Self.decimal(high - low)
    switch axis.scale {
    case .linear:
      kind = axis.steps == .pi ? Self.pi(high - low) ?? fallback : fallback
    case .log:
      let decades =
        (high / low).isFinite
        ? Double.decimalLogarithm(high / low)
        : Double.decimalLogarithm(high) - Double.decimalLogarithm(low)
      kind = .log(decades: Self.decadesPerStep(decades))
    case .symmetricLog:
      let threshold = axis.threshold ?? 1
      let steps = high.decades(beyond: threshold) - low.decades(beyond: threshold)
      kind = .symmetricLog(threshold: threshold, decades: Self.decadesPerStep(steps))
    }
  }

  private static func decadesPerStep(_ decades: Double) -> Int {
    switch decades {
    case ...7: 1
    case ...14: 2
    case ...35: 5
    case ...70: 10
    case ...140: 20
    case ...350: 50
    default: 100
    }
  }

  private static func decimal(_ span: Double) -> Kind {
    let raw = span / 5
    let power = Int((Double.decimalLogarithm(raw) + 1e-9).rounded(.down))
    let lead = raw / .powerOfTen(power)
    // The bounds are the geometric means of neighbouring steps.
    let factor = lead < 1.4142 ? 1 : lead < 3.1623 ? 2 : lead < 7.0711 ? 5 : 10
    return .decimal(factor: factor, power: power)
  }

  /// The simplest part or multiple of π that gives four to eight ticks; nil outside of their range.
  private static func pi(_ span: Double) -> Kind? {
    let parts = [(1, 8), (1, 4), (1, 2), (1, 1), (2, 1), (5, 1), (10, 1), (20, 1), (50, 1)]
    guard span > .pi / 3, span < 400 * .pi else { return nil }
    let found = parts.first { span / (Double($0.0) / Double($0.1) * .pi) <= 8.0001 }
    return found.map { .pi(numerator: $0.0, denominator: $0.1) }
  }

  /// The ends moved outwards to a tick; an end beyond the largest or smallest power of ten stays.
  func outerEnds(_ low: Double, _ high: Double) -> (Double, Double) {
    let first = value((steps(low) + Self.tolerance).rounded(.down))
    let last = value((steps(high) - Self.tolerance).rounded(.up))
    var isLogarithmic = false
    if case .log = kind { isLogarithmic = true }
    return (
      first.isFinite && (first > 1e-306 || !isLogarithmic) ? first : low,
      last.isFinite && last < 1e306 ? last : high
    )
  }

  /// The ticks from one value to another.
  func ticks(_ low: Double, _ high: Double) -> [Axis.Tick] {
    let found = whole(low, high)
    // Less than two decades: the powers alone would leave a logarithmic axis nearly bare.
    guard case .log(1) = kind, steps(high) - steps(low) < 1.5 else {
      return found.isEmpty ? linear.whole(low, high) : found
    }
    let first = (steps(low) - Self.tolerance).rounded(.up)
    let last = (steps(high) + Self.tolerance).rounded(.down)
    let between = stride(from: first - 1, through: last, by: 1).flatMap { exponent in
      [1.0, 2, 5].map { lead in
        let value = lead * value(exponent)
        return Axis.Tick(value, NumberFormat.significant(3).display(value))
      }
    }
    let inside = between.filter { low * 0.999999 <= $0.value && $0.value <= high * 1.000001 }
    return inside.count > 1 ? inside : linear.whole(low, high)
  }

  private init(kind: Kind) {
    self.kind = kind
    fallback = kind
  }

  private var linear: TickLadder { TickLadder(kind: fallback) }

  private func whole(_ low: Double, _ high: Double) -> [Axis.Tick] {
    let first = (steps(low) - Self.tolerance).rounded(.up)
    let last = (steps(high) + Self.tolerance).rounded(.down)
    return stride(from: first, through: last, by: 1)
      // A negative zero plus zero is zero.
      .map { Axis.Tick(value($0) + 0, text($0, upTo: max(low.magnitude, high.magnitude))) }
      .filter(\.value.isFinite)
  }

  private func steps(_ value: Double) -> Double {
    switch kind {
    case .decimal(let factor, let power): return value / .powerOfTen(power) / Double(factor)
    case .pi(let numerator, let denominator):
      return value / .pi * Double(denominator) / Double(numerator)
    case .log(let decades): return Double.decimalLogarithm(value) / Double(decades)
    case .symmetricLog(let threshold, let decades):
      let place = value.decades(beyond: threshold)
      guard place.magnitude > 1 else { return place }
      let steps = 1 + (place.magnitude - 1) / Double(decades)
      return place < 0 ? -steps : steps
    }
  }

  private func value(_ step: Double) -> Double {
    switch kind {
    case .decimal(let factor, let power):
      // Dividing by a whole power keeps 0.3 the number that is written 0.3.
      return power < 0
        ? step * Double(factor) / .powerOfTen(-power)
        : step * Double(factor) * .powerOfTen(power)
    case .pi(let numerator, let denominator):
      return step * Double(numerator) * .pi / Double(denominator)
    case .log(let decades): return .powerOfTen(Int(step) * decades)
    case .symmetricLog(let threshold, let decades):
      if step == 0 { return 0 }
      let size = threshold * .powerOfTen((Int(step.magnitude) - 1) * decades)
      return step < 0 ? -size : size
    }
  }

  private func text(_ step: Double, upTo size: Double) -> String {
    switch kind {
    case .decimal(let factor, let power):
      return Self.decimalText(value(step), power: factor == 10 ? power + 1 : power, upTo: size)
    case .pi(let numerator, let denominator):
      return Self.piText(Int(step) * numerator, over: denominator)
    case .log(let decades): return Self.powerText(Int(step) * decades)
    case .symmetricLog(let threshold, _):
      let value = value(step)
      let exponent = Int(Double.decimalLogarithm(max(value.magnitude, threshold)).rounded())
      guard value != 0 else { return "0" }
      let sign = value < 0 ? "\u{2212}" : ""
      // A threshold that was given need not be a power of ten.
      if (value.magnitude / .powerOfTen(exponent) - 1).magnitude > 1e-9 {
        return NumberFormat.significant(3).display(value)
      }
      return sign + Self.powerText(exponent)
    }
  }

  /// A value in digits, or times a power of ten where there would be more than ten digits.
  private static func decimalText(_ value: Double, power: Int, upTo size: Double) -> String {
    let places = max(0, -power)
    let exponent = Int((Double.decimalLogarithm(size) + 1e-9).rounded(.down))
    guard max(exponent, 0) + 1 + places > 10 else {
      return NumberFormat.grouped(value, fractionDigits: places)
    }
    guard value != 0 else { return "0" }
    let scaled = value / .powerOfTen(exponent)
    let digits = NumberFormat.fixed(max(0, exponent - power)).display(scaled)
    return digits + "·10" + NumberFormat.superscript(exponent)
  }

  private static func piText(_ numerator: Int, over denominator: Int) -> String {
    if numerator == 0 { return "0" }
    var (top, bottom) = (abs(numerator), denominator)
    while top.isMultiple(of: 2), bottom.isMultiple(of: 2) { (top, bottom) = (top / 2, bottom / 2) }
    return (numerator < 0 ? "\u{2212}" : "") + (top == 1 ? "" : String(top)) + "π"
      + (bottom == 1 ? "" : "/\(bottom)")
  }

  private static func powerText(_ exponent: Int) -> String {
    if (-3...6).contains(exponent) {
      return NumberFormat.grouped(.powerOfTen(exponent), fractionDigits: max(0, -exponent))
    }
    return "10" + NumberFormat.superscript(exponent)
  }
}

extension NumberFormat {
  /// Fixed digits, thousands of five-digit numbers apart by a narrow space: 54 410.
  static func grouped(_ number: Double, fractionDigits: Int) -> String {
    let text = NumberFormat.fixed(fractionDigits).display(number)
    let whole = text.prefix { $0 != "." }
    let digits = whole.drop { $0 == "\u{2212}" }
    guard digits.count > 4 else { return text }
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append("\u{202F}") }
      grouped.append(digit)
    }
    return whole.prefix(whole.count - digits.count) + grouped + text.dropFirst(whole.count)
  }

  static func superscript(_ number: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(number).map { $0 == "-" ? "⁻" : digits[$0.wholeNumberValue ?? 0] })
  }
}
