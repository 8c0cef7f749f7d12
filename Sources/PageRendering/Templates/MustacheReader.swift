import BookModel

/// A Mustache template that was read and found whole.
///
/// `canonical` is what swift-mustache is given: the text as it was, and in each tag the number of
/// its use instead of a name, so that every lookup comes to us with its place.
struct MustacheLayout {
  var canonical = ""
  var partials: [TemplateLink] = []
  var diagnostics: [Diagnostic] = []
}

/// One tag that looks something up.
struct MustacheUse {
  enum Subject: Equatable {
    /// A name, looked up in the innermost section and then outwards.
    case name
    /// A name with a leading dot: in the innermost section alone.
    case ownName
    /// `.`: the element itself.
    case element
    /// `first()` and `last()`: whether the element is.
    case isFirst, isLast
    /// Text of the template that swift-mustache cannot read as such.
    case constant
  }

  enum Role: Equatable { case escaped, raw, section, inverted }

  var use: TemplateUse
  var subject: Subject
  var role: Role
  /// A function on the text, such as `uppercased`.
  var function: String?
}

/// Reads one template file.
struct MustacheReader {
  private struct Section {
    var name: String
    var number: Int
    var location: SourceLocation
  }

  static let functions = ["capitalized", "lowercased", "uppercased"]
  private static let deepestNesting = 32

  private let scan: TemplateScan
  private(set) var uses: [MustacheUse]
  private(set) var layout = MustacheLayout()
  private var sections: [Section] = []

  /// `uses` are those of the files read before; numbers are unique in an engine.
  init(_ source: SourceFile, _ uses: [MustacheUse]) {
    self.uses = uses
    scan = TemplateScan(
      source,
      [
        .init(open: "{{{", close: "}}}", kind: .raw),
        .init(open: "{{!", close: "}}", kind: .comment),
        .init(open: "{{", close: "}}", kind: .output),
      ])
    layout.diagnostics = scan.diagnostics
    read()
  }

  private mutating func report(
    _ location: SourceLocation, _ message: String, _ identifier: String = "malformed-template",
    meant: String? = nil
  ) {
    layout.diagnostics.append(.error(identifier, at: location, message, suggestion: meant))
  }

  private mutating func read() {
    for piece in scan.pieces {
      switch piece {
      case .text(let range): layout.canonical += scan.text(range)
      case .tag(let tag): read(tag)
      }
      // Nothing more is to be learnt from a file that is nested without end.
      if sections.count > Self.deepestNesting { return }
    }
    if layout.canonical.utf8.last == UInt8(ascii: "{") {
      // swift-mustache reads past the end looking for the second brace.
      layout.canonical.removeLast()
      let use = TemplateUse("{", at: scan.location(scan.bytes.count))
      layout.canonical += "{{{\(add(use, .constant, .raw))}}}"
    }
    for section in sections {
      report(section.location, "section '\(section.name)' has no '{{/\(section.name)}}'")
    }
  }

  private mutating func read(_ tag: TemplateScan.Tag) {
    guard tag.kind != .comment else {
      layout.canonical += "{{!}}"
      return
    }
    var content = scan.bytes[tag.content]
    var sigil: UInt8 = 0
    if let first = content.first, "#^/>&=%<$*".utf8.contains(first), tag.kind == .output {
      sigil = content.removeFirst()
    }
    let blanks = Array(" \t\r\n".utf8)
    content = content.drop { blanks.contains($0) }
    while let last = content.last, blanks.contains(last) { content.removeLast() }
    let name = String(decoding: content, as: UTF8.self)
    let location = scan.location(content.isEmpty ? tag.whole.lowerBound : content.startIndex)
    switch Character(Unicode.Scalar(sigil)) {
    case "#": open(name, .section, at: location)
    case "^": open(name, .inverted, at: location)
    case "/": close(name, at: location)
    case ">": partial(name, at: location)
    case "\0": variable(name, tag.kind == .raw ? .raw : .escaped, at: location)
    case "&": variable(name, .raw, at: location)
    default:
      report(
        scan.location(tag.whole.lowerBound),
        "a fragment has no '{{\(Character(Unicode.Scalar(sigil)))', only names, sections, partials "
          + "and comments")
    }
  }

  // MARK: Tags

  private mutating func variable(
    _ name: String, _ role: MustacheUse.Role, at location: SourceLocation
  ) {
    guard let number = use(name, role, at: location) else { return }
    layout.canonical += "{{{\(number)}}}"
  }

  private mutating func open(
    _ name: String, _ role: MustacheUse.Role, at location: SourceLocation
  ) {
    let number = use(name, role, at: location) ?? 0
    sections.append(Section(name: name, number: number, location: location))
    if sections.count > Self.deepestNesting {
      report(location, "sections are nested deeper than \(Self.deepestNesting) here")
    }
    layout.canonical += role == .section ? "{{#\(number)}}" : "{{^\(number)}}"
  }

  private mutating func close(_ name: String, at location: SourceLocation) {
    guard let section = sections.last, section.name == name else {
      report(location, "'\(name)' is not the section that is open", meant: sections.last?.name)
      return
    }
    sections.removeLast()
    layout.canonical += "{{/\(section.number)}}"
  }

  private mutating func partial(_ name: String, at location: SourceLocation) {
    guard !name.isEmpty, name.utf8.allSatisfy({ Self.isNameByte($0) || $0 == UInt8(ascii: ".") })
    else {
      report(location, "'\(name)' is no name of a template")
      return
    }
    let name = TemplateFolder.name(name, "mustache")
    layout.partials.append(TemplateLink(verb: "includes", name: name, location: location))
    layout.canonical += "{{> \(name)}}"
  }

  // MARK: Names

  private mutating func use(
    _ name: String, _ role: MustacheUse.Role, at location: SourceLocation
  ) -> Int? {
    switch name {
    case ".": return add(TemplateUse(name, at: location), .element, role)
    case "first()": return add(TemplateUse(name, at: location), .isFirst, role)
    case "last()": return add(TemplateUse(name, at: location), .isLast, role)
    default: break
    }
    var path = name[...]
    var function: String?
    if let bracket = name.firstIndex(of: "("), name.hasSuffix(")") {
      function = String(name[..<bracket])
      path = name[name.index(after: bracket)...].dropLast()
    }
    if let function, !Self.functions.contains(function) {
      report(
        location, "no function is called '\(function)'", "unknown-filter",
        meant: nearestName(to: function, in: Self.functions + ["first", "last"]))
      return nil
    }
    let isOwn = path.hasPrefix(".")
    guard Self.isPath(isOwn ? path.dropFirst() : path) else {
      report(location, name.isEmpty ? "a tag needs a name" : "'\(name)' is no name")
      return nil
    }
    var use = TemplateUse(String(path), at: location)
    use.location = location.advanced(by: function.map { $0.utf8.count + 1 } ?? 0)
    return add(use, isOwn ? .ownName : .name, role, function)
  }

  private mutating func add(
    _ use: TemplateUse, _ subject: MustacheUse.Subject, _ role: MustacheUse.Role,
    _ function: String? = nil
  ) -> Int {
    uses.append(MustacheUse(use: use, subject: subject, role: role, function: function))
    return uses.count - 1
  }

  /// Parts of ASCII letters, digits, `_` and `-` with dots between them.
  private static func isPath(_ text: Substring) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy(isNameByte)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
