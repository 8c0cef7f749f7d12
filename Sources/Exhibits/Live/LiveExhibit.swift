import RoPE

/// A figure a reader can move: numbers in, what it shows out.
package protocol LiveExhibit: Sendable {
  /// Reads what ``numbers`` wrote; nil for a count it never writes.
  ///
  /// What is out of its range is taken to the end of the range.
  init?(_ numbers: [Double])

  /// The parameters as they cross the border to the browser: those a reader moves come first.
  var numbers: [Double] { get }

  /// What it shows, in marks whose count and kinds are the same for all parameters.
  ///
  /// - Throws: ``RotaryError`` for numbers the library refuses.
  func marks() throws(RotaryError) -> LiveMarks
}

extension LiveExhibit {
  /// What the figure shows for these numbers, in the order of ``numbers``.
  ///
  /// Anything may arrive here, from a hand-edited address for example. What is not finite, or missing,
  /// is refused by nil.
  package static func marks(_ numbers: [Double]) -> LiveMarks? {
    guard areFinite(numbers), let exhibit = Self(numbers) else { return nil }
    return try? exhibit.marks()
  }
}

@inline(never)
private func areFinite(_ numbers: [Double]) -> Bool {
  for number in numbers where !number.isFinite { return false }
  return true
}

/// A whole number within a range; what is beyond its ends is taken to them.
@inline(never)
func whole(_ number: Double, in range: ClosedRange<Int>) -> Int {
  let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
  return Int(max(low, min(number, high)).rounded(.toNearestOrEven))
}
