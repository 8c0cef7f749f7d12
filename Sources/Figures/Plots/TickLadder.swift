/// Ticks at steps of 1, 2 or 5 times a power of ten, or at the powers of ten of a logarithmic axis.
struct TickLadder {
  private let scale: Axis.Scale
  /// The step is `factor · 10^power`; for a logarithmic axis, `factor` decades.
  private let factor: Int
  private let power: Int

  /// A value this near to a tick, in steps, counts as the tick: a residue must not move an axis.
  private static let tolerance = 1e-6

  init(low: Double, high: Double, scale: Axis.Scale) {
    self.scale = scale
    if scale == .log {
      let decades = Double.decimalLogarithm(high / low)
      factor = decades > 14 ? 5 : decades > 7 ? 2 : 1
      power = 0
      return
    }
    let raw = (high - low) / 5
    let power = Int((Double.decimalLogarithm(raw) + 1e-9).rounded(.down))
    let lead = raw / .powerOfTen(power)
    // The bounds are the geometric means of neighbouring steps.
    self.factor = lead < 1.4142 ? 1 : lead < 3.1623 ? 2 : lead < 7.0711 ? 5 : 10
    self.power = power
  }

  /// The ends moved outwards to a tick.
  func outerEnds(_ low: Double, _ high: Double) -> (Double, Double) {
    let (first, last) = (steps(low), steps(high))
    return (
      value((first + Self.tolerance).rounded(.down)), value((last - Self.tolerance).rounded(.up))
    )
  }

  /// The ticks from one value to another.
  func ticks(_ low: Double, _ high: Double) -> [Axis.Tick] {
    let first = (steps(low) - Self.tolerance).rounded(.up)
    let last = (steps(high) + Self.tolerance).rounded(.down)
    let found = stride(from: first, through: last, by: 1).map { Axis.Tick(value($0), text($0)) }
    // Less than two decades: the powers alone would leave a logarithmic axis nearly bare.
    guard scale == .log, steps(high) - steps(low) < 1.5 else { return found }
    let between = stride(from: first - 1, through: last, by: 1).flatMap { exponent in
      [1.0, 2, 5].map { lead in
        let value = lead * value(exponent)
        return Axis.Tick(value, NumberFormat.significant(3).display(value))
      }
    }
    return between.filter { low * 0.999999 <= $0.value && $0.value <= high * 1.000001 }
  }

  private func steps(_ value: Double) -> Double {
    switch scale {
    case .log: Double.decimalLogarithm(value) / Double(factor)
    case .linear: value / .powerOfTen(power) / Double(factor)
    }
  }

  private func value(_ step: Double) -> Double {
    switch scale {
    case .log: .powerOfTen(Int(step) * factor)
    // Dividing by a whole power keeps 0.3 the number that is written 0.3.
    case .linear where power < 0: step * Double(factor) / .powerOfTen(-power)
    case .linear: step * Double(factor) * .powerOfTen(power)
    }
  }

  private func text(_ step: Double) -> String {
    switch scale {
    case .linear:
      let places = factor == 10 ? -power - 1 : -power
      return NumberFormat.grouped(value(step), fractionDigits: max(0, places))
    case .log:
      let exponent = Int(step) * factor
      if (-3...6).contains(exponent) {
        return NumberFormat.grouped(value(step), fractionDigits: max(0, -exponent))
      }
      return "10" + NumberFormat.superscript(exponent)
    }
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
