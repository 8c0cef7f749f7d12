import BookModel

/// What is known so far of the examples of a document.
struct Board {
  private let document: Document
  private(set) var verdicts: [Example.ID: Verdict] = [:]
  private(set) var warnings: [Diagnostic] = []
  /// Examples that ran to their end, so that others can build on them.
  var sound: Set<Example.ID> = []
  /// Examples with which a new program starts.
  var starts: [Example] = []
  /// Examples that failed, and those that need them.
  private var leftOut: [(example: Example, cause: SourceLocation)] = []

  init(_ document: Document) {
    self.document = document
    for example in document.examples where example.promise == .ignored {
      verdicts[example.id] = .ignored
    }
  }

  // MARK: Writing

  /// The first verdict stays: an example that is run again is run for others.
  mutating func settle(_ example: Example, _ verdict: Verdict) {
    if verdicts[example.id] == nil { verdicts[example.id] = verdict }
  }

  mutating func warn(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where !warnings.contains(diagnostic) {
      warnings.append(diagnostic)
    }
  }

  /// An example that did not come to its end.
  mutating func fail(_ example: Example, _ diagnostics: [Diagnostic]) {
    verdicts[example.id] = .failed(diagnostics)
    sound.remove(example.id)
    leftOut.append((example, example.location))
  }

  /// An example that does not compile: by its own fault, or because it needs one that failed.
  mutating func leaveOut(_ example: Example, because errors: [Diagnostic]) {
    if let cause = cause(of: errors) {
      settle(example, .notChecked(because: cause))
      leftOut.append((example, cause))
    } else {
      settle(example, .failed(errors.map { withNotes($0, of: example) }))
      leftOut.append((example, example.location))
    }
  }

  // MARK: Reading

  /// The failed example that declares what the errors miss; nil when one of them is about
  /// something else.
  func cause(of errors: [Diagnostic]) -> SourceLocation? {
    var cause: SourceLocation?
    for error in errors {
      guard case .misses(let name) = Meaning(error),
        let left = leftOut.first(where: { $0.example.declares(name) })
      else { return nil }
      cause = cause ?? left.cause
    }
    return cause
  }

  /// The examples an example that stands apart can build on.
  func context(before example: Example) -> [Example] {
    let start = starts.map(\.id).filter { $0 < example.id }.max() ?? 0
    return document.examples.filter {
      (start..<example.id).contains($0.id) && sound.contains($0.id)
    }
  }

  /// What the examples above import. A module that is not there is the fault of the example that
  /// imports it, and of no other.
  func usableImports(before example: Example) -> [String] {
    var known: Set<String> = []
    return document.examples.prefix { $0.id < example.id }
      .filter { $0.promise.isShared && !missesModule($0) }
      .flatMap(\.imports).filter { known.insert($0).inserted }
  }

  private func missesModule(_ example: Example) -> Bool {
    guard case .failed(let errors) = verdicts[example.id] else { return false }
    return errors.contains { $0.message.hasPrefix("no such module") }
  }

  /// Says where a name went that stands above, and yet is not found.
  private func withNotes(_ error: Diagnostic, of example: Example) -> Diagnostic {
    guard case .misses(let name) = Meaning(error) else { return error }
    var error = error
    let earlier = document.examples.prefix { $0.id < example.id }
    let start = starts.last { $0.id <= example.id }
    if let start, earlier.contains(where: { $0.id < start.id && $0.declares(name) }) {
      error.notes.append(
        .init("a new program starts here, because a name is declared again", at: start.location))
    }
    if let other = earlier.last(where: { $0.promise != .runs && $0.declares(name) }) {
      error.notes.append(
        .init("what is declared here is not there for examples that run", at: other.location))
    }
    return error
  }
}
