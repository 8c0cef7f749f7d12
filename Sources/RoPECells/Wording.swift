import BookModel
import Figures

/// A number in a sentence: so many significant digits at most.
func text(_ number: Double, _ digits: Int) -> String {
  NumberFormat.significant(digits).display(number)
}

/// A number in a sentence, with six digits after the point.
func fixed(_ number: Double) -> String {
  NumberFormat.fixed(6).display(number)
}

/// "1 token", "5 tokens".
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// How a rounding residue is printed.
let residue = NumberFormat.residue(below: 1e-12, otherwise: .significant(6))

/// A complex number as a diagram shows it: `1 + 2i`.
func complex(_ real: Double, _ imaginary: Double, _ format: NumberFormat) -> String {
  let sign = imaginary < 0 ? "\u{2212}" : "+"
  return "\(format.short(real)) \(sign) \(format.short(imaginary.magnitude))i"
}
