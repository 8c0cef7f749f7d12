import BookModel

/// What became of an example.
package enum Verdict: Hashable, Sendable {
  case passed
  /// It compiles, and was not to be run.
  case compiled
  case ignored
  case failed([Diagnostic])
  /// It needs another example, which failed.
  case notChecked(because: SourceLocation)
}

/// What became of the examples of one document.
package struct DocumentReport: Sendable {
  package var document: Document
  /// One for each example, in order.
  package var verdicts: [Verdict]
  /// What the compiler warned of.
  package var warnings: [Diagnostic] = []
  /// What kept the examples from being tried at all.
  package var obstacle: Diagnostic?

  package var diagnostics: [Diagnostic] {
    let failures = zip(document.examples, verdicts).flatMap { example, verdict in
      switch verdict {
      case .passed, .compiled, .ignored: [Diagnostic]()
      case .failed(let diagnostics): diagnostics
      case .notChecked(let cause):
        [
          Diagnostic(
            .note, "not-checked", at: example.location,
            "not checked, because the example at \(cause) failed")
        ]
      }
    }
    return (document.diagnostics + failures + warnings).inReadingOrder()
      + (obstacle.map { [$0] } ?? [])
  }
}

/// How many examples there are, and what became of them.
package struct TestSummary: Hashable, Sendable {
  package private(set) var files = 0
  package private(set) var passed = 0
  package private(set) var failed = 0
  package private(set) var compiled = 0
  package private(set) var ignored = 0
  package private(set) var notChecked = 0
  package private(set) var hasErrors = false

  package init(_ reports: [DocumentReport]) {
    for report in reports {
      files += report.document.examples.isEmpty ? 0 : 1
      hasErrors = hasErrors || report.diagnostics.hasErrors
      for verdict in report.verdicts { count(verdict) }
    }
  }

  private mutating func count(_ verdict: Verdict) {
    switch verdict {
    case .passed: passed += 1
    case .compiled: compiled += 1
    case .ignored: ignored += 1
    case .failed: failed += 1
    case .notChecked: notChecked += 1
    }
  }

  package var fences: Int { passed + failed + compiled + ignored + notChecked }
}

extension TestSummary: CustomStringConvertible {
  package var description: String {
    let rest = notChecked == 0 ? "" : ", \(notChecked) not checked"
    return "\(fences) \(fences == 1 ? "fence" : "fences") in \(files) "
      + "\(files == 1 ? "file" : "files"): \(passed) passed, \(failed) failed, "
      + "\(compiled) compiled only, \(ignored) ignored\(rest)"
  }
}
