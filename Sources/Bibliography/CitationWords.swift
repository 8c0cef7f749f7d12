import BookModel

/// The words of the style. Another language is another value of this type.
package struct CitationWords: Hashable, Sendable {
  /// Between two names: "Press and Smith".
  package var and: String
  /// For those who are not named.
  package var others: String
  /// In the place of a year.
  package var noDate: String
  package var editor: String
  package var editors: String
  /// Before what a paper or a chapter is part of.
  package var partOf: String
  /// Before the number of a report.
  package var number: String
  /// Before the day on which an address was looked at.
  package var accessed: String
  package var months: [String]

  package static let english = CitationWords(
    and: "and", others: "et al.", noDate: "n.d.", editor: "ed.", editors: "eds.", partOf: "In",
    number: "no.", accessed: "Accessed",
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ])

  /// "20 April 2021", "April 2021", "2021".
  func date(_ date: PartialDate) -> String {
    guard case .known(let year, let month, let day) = date else { return noDate }
    let name = month.flatMap { months.indices.contains($0 - 1) ? months[$0 - 1] : nil }
    return [name == nil ? nil : day.map(String.init), name, String(year)].compactMap { $0 }
      .joined(separator: " ")
  }
}
