import BookModel

/// What a message of the compiler means for a program made of several examples.
enum Meaning {
  /// A name is declared a second time.
  case redeclares(String)
  /// A name is used that nobody declares.
  case misses(String)
  case other

  init(_ diagnostic: Diagnostic) {
    let message = diagnostic.message
    let parts = message.split(separator: "'", omittingEmptySubsequences: false)
    guard diagnostic.severity == .error, parts.count > 2 else {
      self = .other
      return
    }
    if message.hasPrefix("invalid redeclaration of")
      || message.hasPrefix("redundant conformance of")
    {
      // `f()` and `f(_:)` of one name do not clash, so the whole name counts.
      self = .redeclares(String(parts[1]))
    } else if message.hasPrefix("cannot find ") {
      self = .misses(Self.baseName(parts[1]))
    } else if message.contains(" has no member '"), let name = parts.dropLast().last {
      self = .misses(Self.baseName(name))
    } else {
      self = .other
    }
  }

  private static func baseName(_ name: Substring) -> String {
    String(name.prefix { $0 != "(" })
  }
}

/// The messages of one compilation, sorted to the examples they are about.
struct CompilerReport {
  /// Errors by the example's id.
  private(set) var errors: [Example.ID: [Diagnostic]] = [:]
  private(set) var warnings: [Diagnostic] = []
  /// Pairs of examples that declare the same name.
  private var clashes: [(name: String, first: Example.ID, second: Example.ID)] = []

  /// - Parameters:
  ///   - diagnostics: with places of the document.
  ///   - examples: those of the program, in order.
  init(_ diagnostics: [Diagnostic], of examples: [Example]) {
    for diagnostic in diagnostics {
      guard diagnostic.severity == .error else {
        warnings.append(diagnostic)
        continue
      }
      guard let owner = Self.owner(of: diagnostic.location, in: examples) ?? examples.last else {
        continue
      }
      errors[owner.id, default: []].append(diagnostic)
      if case .redeclares(let name) = Meaning(diagnostic) {
        for note in diagnostic.notes {
          guard let other = Self.owner(of: note.location, in: examples) else { continue }
          clashes.append((name, other.id, owner.id))
        }
      }
    }
  }

  var hasErrors: Bool { !errors.isEmpty }

  /// Whether nothing is wrong but names that nobody declares.
  var onlyMissesNames: Bool {
    errors.values.joined().allSatisfy { if case .misses = Meaning($0) { true } else { false } }
  }

  private static func owner(of place: SourceLocation?, in examples: [Example]) -> Example? {
    place.flatMap { place in examples.last { $0.location.line <= place.line } }
  }

  /// The programs the examples make, each of them new where one declares a name again.
  func programs(of examples: [Example]) -> [[Example]] {
    var users: [String: Set<Example.ID>] = [:]
    for clash in clashes where clash.first != clash.second {
      users[clash.name, default: []].formUnion([clash.first, clash.second])
    }
    var programs: [[Example]] = []
    for example in examples {
      let names = users.values.filter { $0.contains(example.id) }
      let declaresAgain = (programs.last ?? []).contains { earlier in
        names.contains { $0.contains(earlier.id) }
      }
      if programs.isEmpty || declaresAgain { programs.append([]) }
      programs[programs.count - 1].append(example)
    }
    return programs
  }

  /// Whether an example is refused for nothing but a name that an earlier one declares.
  func onlyRedeclares(_ example: Example) -> Bool {
    let own = errors[example.id] ?? []
    return !own.isEmpty
      && own.allSatisfy { if case .redeclares = Meaning($0) { true } else { false } }
  }
}
