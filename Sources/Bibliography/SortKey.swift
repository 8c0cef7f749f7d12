import BookModel

/// What the list is sorted by: the words as a reader looks them up, without accents and capitals.
struct SortKey: Comparable {
  private var name: String
  private var year: Int
  private var title: String

  init(_ reference: Reference) {
    // A name is looked up as the label prints it: "van den Oord" stands under V.
    name = (reference.responsible.names.first?.inLabel ?? reference.title).folded
    // A work without a year stands behind those that have one.
    year = reference.issued.year ?? .max
    title = reference.title.folded
  }

  static func < (left: SortKey, right: SortKey) -> Bool {
    (left.name, left.year, left.title) < (right.name, right.year, right.title)
  }
}

extension String {
  /// The text for comparison: `Émile` as `emile`, `Ørsted` as `orsted`, `O’Neil` as `oneil`; what is
  /// neither letter nor digit separates words.
  ///
  /// The base letter is read off the Unicode name (LATIN CAPITAL LETTER O WITH STROKE). Decomposition
  /// would need Foundation, and leaves letters with a stroke as they are.
  var folded: String {
    var words = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark: continue
      case _ where scalar == "'" || scalar == "’" || scalar == "ʼ": continue
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter:
        words += Self.base(of: scalar)
      case .decimalNumber: words.unicodeScalars.append(scalar)
      default: words += " "
      }
    }
    return words.split(separator: " ").joined(separator: " ")
  }

  private static func base(of scalar: Unicode.Scalar) -> String {
    if scalar.isASCII { return scalar.properties.lowercaseMapping }
    let special = ["ß": "ss", "ẞ": "ss", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ı": "i"]
    if let known = special[String(scalar)] { return known }
    let words = (scalar.properties.name ?? "").split(separator: " ")
    // LATIN, CAPITAL or SMALL, LETTER or LIGATURE, the letter, and perhaps WITH and its mark.
    if words.count >= 4, words[0] == "LATIN", words[2] == "LETTER" || words[2] == "LIGATURE",
      words[3].count <= 2, words.count == 4 || words[4] == "WITH"
    {
      return words[3].lowercased()
    }
    return scalar.properties.lowercaseMapping
  }
}
