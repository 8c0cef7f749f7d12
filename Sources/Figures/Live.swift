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
      /// A slider between two numbers; on a logarithmic one, steps multiply, and its numbers are whole.
      case range(from: Double, to: Double, step: Double, isLogarithmic: Bool)
      /// One of a few words.
      case choice([Choice])
      /// Words that change places: as many numbers as words, each the word that stands at the place.
      case order([String])
    }

    /// A word, and the number it stands for.
    package struct Choice: Sendable, Hashable, Codable {
      package var word: String
      package var number: Int

      package init(_ word: String, _ number: Int) {
        self.word = word
        self.number = number
      }
    }

    /// What it is called beside its input.
    package var name: String
    /// The place of its number, or its first, among ``Live/numbers``.
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
    /// The word that a value of the program, by its place, is the number of.
    case word(Int, [String])
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
  /// The figure at a few places, for paper and for readers without scripts.
  package var states: [State]

  /// The figure at one place.
  package struct State: Sendable, Hashable, Codable {
    /// What the program is given there.
    package var numbers: [Double]
    /// Its title names the place, its description is the sentence.
    package var figure: Figure

    package init(numbers: [Double], figure: Figure) {
      self.numbers = numbers
      self.figure = figure
    }
  }

  package init(
    program: String, numbers: [Double], controls: [Control], lock: String? = nil,
    sentence: [Piece], values: [Double], states: [State] = []
  ) {
    self.program = program
    self.numbers = numbers
    self.controls = controls
    self.lock = lock
    self.sentence = sentence
    self.values = values
    self.states = states
  }

  /// What the sentence says of some values; a value that is not there is 0.
  package func said(of values: [Double]) -> String {
    sentence.map { $0.said(of: values) }.joined()
  }

  /// What a piece of the sentence says at rest.
  package func said(_ piece: Piece) -> String { piece.said(of: values) }
}

extension Live.Piece {
  fileprivate func said(of values: [Double]) -> String {
    switch self {
    case .text(let text): text
    case .value(let index, let digits): NumberFormat.fixed(digits).display(values.at(index))
    case .word(let index, let words): words.word(values.at(index))
    }
  }
}

extension [Double] {
  fileprivate func at(_ index: Int) -> Double { indices.contains(index) ? self[index] : 0 }
}

extension [String] {
  /// The word a number stands for; none for a number beyond the words.
  package func word(_ number: Double) -> String {
    Int(exactly: number).flatMap { indices.contains($0) ? self[$0] : nil } ?? ""
  }
}
