/// How a reader can move a figure: what computes it again, from which numbers, and which of them the
/// reader chooses.
///
/// The marks that move are those of the figure's group ``groupName``, in the order in which the program
/// gives their numbers.
package struct Live: Sendable, Hashable, Codable {
  /// The class of the group that holds the marks that move.
  package static let groupName = "live"

  /// A number the reader chooses.
  package struct Control: Sendable, Hashable, Codable {
    package enum Kind: Sendable, Hashable, Codable {
      /// A slider between two numbers; on a logarithmic one steps multiply.
      case range(from: Double, to: Double, step: Double, isLogarithmic: Bool)
      /// One of a few words; the number is the word's place.
      case choice([String])
    }

    /// What it is called beside its input.
    package var name: String
    /// Its place among ``Live/numbers``.
    package var index: Int
    package var kind: Kind

    package init(_ name: String, at index: Int, _ kind: Kind) {
      self.name = name
      self.index = index
      self.kind = kind
    }
  }

  /// A piece of the sentence that is read out.
  package enum Piece: Sendable, Hashable, Codable {
    case text(String)
    /// A value of the program by its place, with so many digits behind the point.
    case value(Int, digits: Int)
  }

  /// The name of the program's export, without its prefix.
  package var program: String
  /// What the program is given at rest.
  package var numbers: [Double]
  package var controls: [Control]
  /// Controls that can be held at one distance from each other, and what the switch for it is called.
  package var lock: String?
  /// What is said of the result.
  package var sentence: [Piece]
  /// What the program reads out at rest.
  package var values: [Double]

  package init(
    program: String, numbers: [Double], controls: [Control], lock: String? = nil,
    sentence: [Piece], values: [Double]
  ) {
    self.program = program
    self.numbers = numbers
    self.controls = controls
    self.lock = lock
    self.sentence = sentence
    self.values = values
  }
}
