import BookModel

/// A Stencil template that was read and found whole.
///
/// `canonical` is what Stencil is given: the same template in one fixed spelling, every operand
/// followed by the number of its use, every quoted text replaced by its number. Stencil 0.15.1
/// traps on some spellings (`{{ a|: }}`), takes tabs for letters, and reads `inf` as a number; it
/// never meets them here.
struct StencilLayout {
  var canonical = ""
  var extends: TemplateLink?
  var includes: [TemplateLink] = []
  /// The blocks that stand in no other block: in a template that extends, those it replaces.
  var outerBlocks: [(name: String, location: SourceLocation)] = []
  /// All blocks, those inside others too.
  var blocks: [String] = []
  /// Uses whose first part must be a root value, since no loop around them gives it.
  var rootUses: [(root: String, number: Int)] = []
  /// The names that loops give at each `include`, in the order of `includes`.
  var includedNames: [Set<String>] = []
  var diagnostics: [Diagnostic] = []

  var links: [TemplateLink] { (extends.map { [$0] } ?? []) + includes }
}

/// Everything the canonical templates refer to by number.
struct StencilTables {
  var uses: [TemplateUse] = []
  var literals: [String] = []
}

/// Reads one template file.
struct StencilReader {
  /// An open `for`, `if` or `block`.
  struct Frame {
    var tag: String
    var location: SourceLocation
    /// The variable of a `for`.
    var variable: String?
    /// True once `else` or `empty` was met.
    var isClosing = false
  }

  static let deepestNesting = 32
  static let filters = ["capitalize", "default", "join", "lowercase", "raw", "uppercase"]

  let scan: TemplateScan
  var tables: StencilTables
  var layout = StencilLayout()
  var frames: [Frame] = []
  private var hasOutput = false

  init(_ source: SourceFile, _ tables: StencilTables) {
    self.tables = tables
    scan = TemplateScan(
      source,
      [
        .init(open: "{{", close: "}}", kind: .output),
        .init(open: "{%", close: "%}", kind: .block),
        .init(open: "{#", close: "#}", kind: .comment),
      ])
    layout.diagnostics = scan.diagnostics
    read()
  }

  mutating func report(_ location: SourceLocation, _ message: String, meant: String? = nil) {
    layout.diagnostics.append(
      .error("malformed-template", at: location, message, suggestion: meant))
  }

  // MARK: Pieces

  private mutating func read() {
    var textStart = 0
    for case .tag(let tag) in scan.pieces {
      let line = tag.kind == .output ? tag.whole : scan.lineOfItsOwn(tag.whole) ?? tag.whole
      text(textStart..<max(textStart, line.lowerBound))
      textStart = line.upperBound
      switch tag.kind {
      case .output: output(tag)
      case .block: block(tag)
      case .comment, .raw: break
      }
      // Nothing more is to be learnt from a file that is nested without end.
      if frames.count > Self.deepestNesting { return }
    }
    text(textStart..<max(textStart, scan.bytes.count))
    for frame in frames {
      report(frame.location, "'\(frame.tag)' has no 'end\(frame.tag)'")
    }
  }

  private mutating func text(_ range: Range<Int>) {
    let text = scan.text(range)
    let isBlank = text.allSatisfy(\.isWhitespace)
    if layout.extends != nil, frames.isEmpty {
      guard !isBlank else { return }
      let start = range.first { !" \t\r\n".utf8.contains(scan.bytes[$0]) } ?? range.lowerBound
      report(
        scan.location(start), "text outside of a block is lost in a template that extends another")
      return
    }
    if !isBlank { hasOutput = true }
    layout.canonical += text
  }

  private mutating func output(_ tag: TemplateScan.Tag) {
    guard !isLostOutside(scan.location(tag.whole.lowerBound)) else { return }
    hasOutput = true
    var words = StencilWords(tag, in: scan)
    guard let operand = operand(&words, role: "written") else { return }
    if let use = operand.bareUse, words.isAtEnd {
      layout.canonical += "{% written \(use) %}"
      return
    }
    var canonical = operand.canonical
    if words.takes("if", .name) {
      guard let condition = condition(&words) else { return }
      canonical += " if \(condition)"
      if words.takes("else", .name) {
        guard let other = self.operand(&words, role: "written") else { return }
        canonical += " else \(other.canonical)"
      }
    }
    guard ends(&words) else { return }
    layout.canonical += "{{ \(canonical) }}"
  }

  /// Whether a tag stands where a template that extends another drops it, which is reported.
  private mutating func isLostOutside(_ location: SourceLocation) -> Bool {
    guard layout.extends != nil, frames.isEmpty else { return false }
    report(location, "only blocks may stand in a template that extends another")
    return true
  }

  // MARK: Tags

  private mutating func block(_ tag: TemplateScan.Tag) {
    var words = StencilWords(tag, in: scan)
    guard let name = words.take() else {
      report(scan.location(tag.whole.lowerBound), "a tag needs a name")
      return
    }
    switch name.text {
    case "extends": extends(&words, at: name.location)
    case "include": include(&words, at: name.location)
    case "block": block(&words, at: name.location)
    case "for": loop(&words, at: name.location)
    case "if": conditional(&words, at: name.location)
    case "elif", "else", "empty": branch(name.text, &words, at: name.location)
    case "endblock", "endfor", "endif": end(name.text, &words, at: name.location)
    default:
      let tags = ["block", "else", "elif", "empty", "endblock", "endfor", "endif", "extends"]
      report(
        name.location, "no tag is called '\(name.text)'",
        meant: nearestName(to: name.text, in: tags + ["for", "if", "include"]))
    }
  }

  private mutating func extends(_ words: inout StencilWords, at location: SourceLocation) {
    guard let link = link(&words, "extends") else { return }
    guard layout.extends == nil, !hasOutput, frames.isEmpty, layout.outerBlocks.isEmpty else {
      report(location, "'extends' must come first and once")
      return
    }
    layout.extends = link
    layout.canonical = "{% extends \"\(link.name)\" %}"
  }

  private mutating func include(_ words: inout StencilWords, at location: SourceLocation) {
    guard !isLostOutside(location), let link = link(&words, "includes") else { return }
    hasOutput = true
    layout.includes.append(link)
    layout.includedNames.append(loopNames)
    layout.canonical += "{% include \"\(link.name)\" %}"
  }

  private mutating func link(_ words: inout StencilWords, _ verb: String) -> TemplateLink? {
    guard let word = words.take(), word.kind == .literal else {
      report(words.end, "the name of a template is written in quotes")
      return nil
    }
    guard ends(&words) else { return nil }
    let name = TemplateFolder.name(word.text, "stencil")
    return TemplateLink(verb: verb, name: name, location: word.location)
  }

  private mutating func block(_ words: inout StencilWords, at location: SourceLocation) {
    guard let word = words.take(), word.kind == .name, !word.text.contains("."), ends(&words)
    else {
      report(location, "'block' is followed by one name")
      push("block", at: location)
      return
    }
    if frames.contains(where: { $0.tag == "for" }) {
      // Stencil replaces the block in the first turn of the loop only.
      report(location, "a block cannot stand in a loop")
    }
    if layout.blocks.contains(word.text) {
      report(word.location, "block '\(word.text)' is defined twice")
    }
    if !frames.contains(where: { $0.tag == "block" }) {
      layout.outerBlocks.append((word.text, word.location))
    }
    layout.blocks.append(word.text)
    push("block", at: location)
    layout.canonical += "{% block \(word.text) %}"
  }

  private mutating func loop(_ words: inout StencilWords, at location: SourceLocation) {
    let isLost = isLostOutside(location)
    guard let variable = words.take(), variable.kind == .name, !variable.text.contains("."),
      words.takes("in", .name)
    else {
      report(location, "a loop is written 'for NAME in LIST'")
      push("for", at: location)
      return
    }
    let list = operand(&words, role: "items")
    push("for", at: location, variable: variable.text)
    guard let list, !isLost else { return }
    var canonical = "for _\(variable.text) in \(list.canonical)"
    if words.takes("where", .name) {
      guard let condition = condition(&words) else { return }
      canonical += " where \(condition)"
    }
    guard ends(&words) else { return }
    layout.canonical += "{% \(canonical) %}"
  }

  private mutating func conditional(_ words: inout StencilWords, at location: SourceLocation) {
    let isLost = isLostOutside(location)
    push("if", at: location)
    guard !isLost, let condition = condition(&words), ends(&words) else { return }
    layout.canonical += "{% if \(condition) %}"
  }

  private mutating func branch(
    _ name: String, _ words: inout StencilWords, at location: SourceLocation
  ) {
    let opener = name == "empty" ? "for" : "if"
    guard let frame = frames.last, frame.tag == opener, !frame.isClosing else {
      report(location, "'\(name)' does not belong to '\(opener)' here")
      return
    }
    if name == "elif" {
      guard let condition = condition(&words), ends(&words) else { return }
      layout.canonical += "{% elif \(condition) %}"
    } else {
      frames[frames.count - 1].isClosing = true
      // Where a list is empty its variable has no value.
      frames[frames.count - 1].variable = nil
      guard ends(&words) else { return }
      layout.canonical += "{% \(name) %}"
    }
  }

  private mutating func end(
    _ name: String, _ words: inout StencilWords, at location: SourceLocation
  ) {
    guard let frame = frames.last, "end\(frame.tag)" == name else {
      report(location, "'\(name)' ends nothing", meant: frames.last.map { "end\($0.tag)" })
      return
    }
    frames.removeLast()
    guard ends(&words) else { return }
    layout.canonical += "{% \(name) %}"
  }

  private mutating func push(
    _ tag: String, at location: SourceLocation, variable: String? = nil
  ) {
    frames.append(Frame(tag: tag, location: location, variable: variable))
    if frames.count > Self.deepestNesting {
      report(location, "tags are nested deeper than \(Self.deepestNesting) here")
    }
  }

  var loopNames: Set<String> { Set(frames.compactMap(\.variable)) }
}

extension TemplateScan {
  /// The whole line of a tag that stands alone on it, so that it leaves no empty line behind.
  func lineOfItsOwn(_ tag: Range<Int>) -> Range<Int>? {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let newline = UInt8(ascii: "\n")
    var start = tag.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == newline else { return nil }
    var end = tag.upperBound
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    if end == bytes.count { return start..<end }
    if bytes[end] == UInt8(ascii: "\r"), end + 1 < bytes.count { end += 1 }
    return bytes[end] == newline ? start..<end + 1 : nil
  }
}
