import BookModel

/// The templates of one language by their names, and the way they refer to each other.
struct TemplateFolder {
  let fileExtension: String
  let files: [String: SourceFile]

  /// Files of other languages are left out; of two files with one name the later one counts.
  init(_ sources: [SourceFile], fileExtension: String) {
    self.fileExtension = fileExtension
    var files: [String: SourceFile] = [:]
    for source in sources where source.path.hasSuffix(".\(fileExtension)") {
      files[Self.name(source.path, fileExtension)] = source
    }
    self.files = files
  }

  /// `page` for `templates/page.stencil` as for `page`.
  static func name(_ path: String, _ fileExtension: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let ending = ".\(fileExtension)"
    return file.hasSuffix(ending) ? String(file.dropLast(ending.count)) : file
  }

  func unknownTemplate(_ name: String, at location: SourceLocation?) -> Diagnostic {
    let name = Self.name(name, fileExtension)
    return .error(
      "unknown-template", at: location, "no template is called '\(name).\(fileExtension)'",
      suggestion: nearestName(to: name, in: files.keys).map { "\($0).\(fileExtension)" })
  }
}

/// One template naming another.
struct TemplateLink {
  /// What a message says it does: "includes" or "extends".
  var verb: String
  var name: String
  var location: SourceLocation
}

extension TemplateFolder {
  /// How long a chain of templates may be: far more than is read with understanding, and few
  /// enough that the engines, which recur, keep their stack.
  private static let longestChain = 24

  /// Errors in the references of `name` and of all it leads to: unknown names, circles, and chains
  /// that are too long.
  func brokenLinks(from name: String, _ links: (String) -> [TemplateLink]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var overlong: TemplateLink?
    var lengths: [String: Int] = [:]
    /// The number of templates in the longest chain that starts at `name`.
    func visit(_ name: String, _ chain: [String]) -> Int {
      if let length = lengths[name] { return length }
      let chain = chain + [name]
      var longest = 0
      for link in links(name) {
        if let problem = problem(of: link, after: chain) {
          diagnostics.append(problem)
          continue
        }
        guard chain.count <= Self.longestChain else {
          overlong = overlong ?? link
          continue
        }
        let length = visit(link.name, chain)
        if chain.count + length > Self.longestChain { overlong = overlong ?? link }
        longest = max(longest, length)
      }
      lengths[name] = longest + 1
      return longest + 1
    }
    _ = visit(name, [])
    return diagnostics + (overlong.map { [tooLong($0)] } ?? [])
  }

  private func problem(of link: TemplateLink, after chain: [String]) -> Diagnostic? {
    if files[link.name] == nil { return unknownTemplate(link.name, at: link.location) }
    if let start = chain.firstIndex(of: link.name) {
      let circle = (chain[start...] + [link.name]).joined(separator: " > ")
      return .error(
        "malformed-template", at: link.location,
        "'\(link.name)' \(link.verb) itself: \(circle)")
    }
    return nil
  }

  private func tooLong(_ link: TemplateLink) -> Diagnostic {
    .error(
      "malformed-template", at: link.location,
      "more than \(Self.longestChain) templates lead to each other here")
  }

  /// `name` and every template it leads to, in the order they are met.
  func reachable(from name: String, _ links: (String) -> [TemplateLink]) -> [String] {
    var names = [name]
    var index = 0
    while index < names.count {
      for link in links(names[index]) where files[link.name] != nil && !names.contains(link.name) {
        names.append(link.name)
      }
      index += 1
    }
    return names
  }
}
