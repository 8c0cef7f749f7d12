import BookModel

extension Vocabulary {
  /// What an author may ask for, in the order of the vocabulary.
  static var references: [ComputationReference] { entries.map(\.reference) }
}

extension Vocabulary.Entry {
  /// The computation as the page of computations shows it.
  ///
  /// Its parameters are what its reader asks an empty cell for, so the two cannot differ.
  var reference: ComputationReference {
    let nowhere = SourceLocation(file: "", line: 1)
    let cell = Cell(
      id: Cell.ID(chapter: "", index: 0), engine: "rope", label: nil, options: CellOptions(),
      body: .parameters(LocatedMap([], at: nowhere)), listing: "", location: nowhere,
      bodyLocation: nowhere)
    var parameters = Parameters(LocatedMap([], at: nowhere), of: cell)
    _ = read(&parameters)
    return ComputationReference(
      engine: "rope",
      naming: ["\(name.kind.rawValue): \(name.name)"] + (name.subject.map { ["of: \($0)"] } ?? []),
      summary: description.summary, parameters: parameters.asked, values: description.values,
      example: description.example, source: description.source)
  }
}
