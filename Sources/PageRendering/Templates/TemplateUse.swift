import BookModel

/// One place of a template where a value is used.
///
/// Before an engine sees a template, each use is given a number that the engine hands back when it
/// gets there. So a missing value is reported at its own place, and rendering can go on to find
/// the next one; the engines themselves would print nothing.
struct TemplateUse {
  var location: SourceLocation
  /// As it was written, for messages.
  var spelling: String
  var path: [String]

  init(_ spelling: String, at location: SourceLocation) {
    self.location = location
    self.spelling = spelling
    path = spelling.split(separator: ".").map(String.init)
  }
}

/// Why a path leads nowhere: how many of its parts were found, and what there was instead.
struct MissingPart {
  var found: Int
  /// The value that should have held the next part, or nil where the first part is missing.
  var holder: TemplateValue?
  var candidates: [String]
}

extension TemplateUse {
  /// Follows the parts after the first through maps.
  ///
  /// With `stopsAtAbsent` the check ends quietly at a `false` flag: what stands below something
  /// absent is known only when the template gets there.
  func follow(
    from root: TemplateValue, stopsAtAbsent: Bool = false
  ) -> (value: TemplateValue?, missing: MissingPart?) {
    var value = root
    for index in path.indices.dropFirst() {
      if stopsAtAbsent, value == .flag(false) { return (nil, nil) }
      guard case .map(let map) = value, let next = map[path[index]] else {
        let missing = MissingPart(found: index, holder: value, candidates: value.names)
        return (nil, missing)
      }
      value = next
    }
    return (value, nil)
  }

  func diagnostic(_ missing: MissingPart) -> Diagnostic {
    let before = path.prefix(missing.found).joined(separator: ".")
    let nearest =
      path.indices.contains(missing.found)
      ? nearestName(to: path[missing.found], in: missing.candidates) : nil
    var notes: [String] = []
    if let holder = missing.holder, missing.candidates.isEmpty {
      notes.append("'\(before)' is \(holder.kindName)")
    }
    return .error(
      "unknown-variable", at: location, "no variable is called '\(spelling)'",
      suggestion: nearest.map { before.isEmpty ? $0 : "\(before).\($0)" }, notes: notes.asNotes)
  }
}

/// What went wrong while a template was filled, each place once.
///
/// One report belongs to one call of `render` and never leaves its task.
final class TemplateReport {
  private var places: Set<SourceLocation> = []
  private(set) var diagnostics: [Diagnostic] = []

  func add(_ diagnostic: Diagnostic) {
    // A loop comes by the same place once for each of its elements.
    if let location = diagnostic.location {
      guard places.insert(location).inserted else { return }
    }
    diagnostics.append(diagnostic)
  }

  /// The value as it is put into the page.
  func written(_ value: TemplateValue, escaping: Bool, at use: TemplateUse) -> String {
    switch value {
    case .text(let text): return escaping ? HTML.escaped(text) : text
    case .html(let html): return html
    case .flag, .list, .map:
      wrongKind(value, at: use, "only text can be written")
      return ""
    }
  }

  func wrongKind(_ value: TemplateValue, at use: TemplateUse, _ rule: String) {
    add(
      .error(
        "wrong-kind", at: use.location, "'\(use.spelling)' is \(value.kindName); \(rule)"))
  }
}
