/// Everything that the results of a cell depend on, part by part.
///
/// Two keys are the same when all their parts are. The parts are kept beside the results, so a
/// collision of hashes cannot pass off one cell's results as another's, and it can be said which part
/// changed.
package struct CellKey: Hashable, Sendable, Codable {
  package struct Part: Hashable, Sendable, Codable {
    /// What it is, as an author would call it: `text`, `prelude`, `module RoPE`.
    package var name: String
    /// The thing itself where it is short, else its hash.
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  /// The name results are stored under: 32 hexadecimal digits.
  package var digest: String {
    var hash = StableHash()
    for part in parts {
      hash.combine(part.name)
      hash.combine(part.value)
    }
    return hash.hexadecimal
  }
}

/// A hash that is the same in every run and on every machine: 128-bit FNV-1a.
///
/// It guards against accidents, not against people: nothing that is trusted hangs on it.
package struct StableHash: Hashable, Sendable {
  private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

  private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

  package init() {}

  package mutating func combine(_ bytes: some Sequence<UInt8>) {
    var hash = state
    for byte in bytes { hash = (hash ^ UInt128(byte)) &* Self.prime }
    state = hash
  }

  /// Adds a text and its end, so that "ab", "c" and "a", "bc" differ.
  package mutating func combine(_ text: String) {
    combine(text.utf8)
    combine(CollectionOfOne(0))
  }

  package var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  /// The hash of one text.
  package static func of(_ text: String) -> String {
    var hash = StableHash()
    hash.combine(text)
    return hash.hexadecimal
  }
}
