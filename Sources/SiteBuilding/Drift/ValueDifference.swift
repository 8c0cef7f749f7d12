import Figures

/// What one value is to another.
enum ValueDifference: Equatable {
  case none
  /// Different numbers, within the tolerance.
  case within
  /// Numbers further apart than the tolerance.
  case apart(absolute: Double, relative: Double)
  case texts(String, String)
  /// A number and a text, or an integer and another number.
  case kinds

  init(committed: Value, fresh: Value, tolerance: Double) {
    switch (committed, fresh) {
    // NaN equals NaN.
    case (let old, let new) where old == new: self = .none
    case (.number(let old), .number(let new)):
      // Where one of them is no finite number there is no distance to speak of.
      let distance = old.isFinite && new.isFinite ? (new - old).magnitude : .infinity
      self.init(distance, of: old, tolerance)
    case (.integer(let old), .integer(let new)):
      // Through the integers, which Double cannot tell apart beyond 2^53.
      self.init(
        Double(old < new ? old.distance(upTo: new) : new.distance(upTo: old)), of: Double(old),
        tolerance)
    case (.text(let old), .text(let new)): self = .texts(old, new)
    default: self = .kinds
    }
  }

  private init(_ distance: Double, of committed: Double, _ tolerance: Double) {
    let size = committed.magnitude
    if distance.isFinite && distance <= tolerance * max(1, size) {
      self = .within
    } else {
      let relative = size > 0 && distance.isFinite ? distance / size : .infinity
      self = .apart(absolute: distance, relative: relative)
    }
  }
}

extension Int {
  /// How far a larger integer is away, also where that is more than the largest integer.
  fileprivate func distance(upTo larger: Int) -> UInt {
    UInt(bitPattern: larger) &- UInt(bitPattern: self)
  }
}

extension Value {
  var kindName: String {
    switch self {
    case .number: "a number"
    case .integer: "an integer"
    case .text: "a text"
    }
  }

  /// The value in one line, at the 12 digits of a record.
  var summary: String {
    plain(.significant(12)).split(separator: "\n", omittingEmptySubsequences: false).first
      .map(String.init) ?? ""
  }
}

/// Where two texts first differ: the line of each, and its number when there are several.
struct TextDifference {
  var line: Int?
  var committed: String
  var fresh: String

  init(_ committed: String, _ fresh: String) {
    let old = committed.split(separator: "\n", omittingEmptySubsequences: false)
    let new = fresh.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(old, new).prefix { $0 == $1 }.count
    line = max(old.count, new.count) > 1 ? same + 1 : nil
    let first = same < old.count ? String(old[same]) : "nothing"
    let second = same < new.count ? String(new[same]) : "nothing"
    // A difference far to the right would be cut off where the table ends.
    let shared = zip(first, second).prefix { $0 == $1 }.count
    self.committed = Self.tail(of: first, from: shared)
    self.fresh = Self.tail(of: second, from: shared)
  }

  private static func tail(of text: String, from shared: Int) -> String {
    shared > 8 ? "…" + text.dropFirst(shared - 4) : text
  }
}
