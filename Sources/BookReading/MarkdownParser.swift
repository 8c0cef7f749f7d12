import BookModel
import CCMarkGFM
import Synchronization

/// Parses GitHub-flavoured Markdown into blocks. This is the only file that imports cmark-gfm.
///
/// The tree of cmark is walked once and left behind: what stages see are values of ours. Fences are
/// handed to `fence`, which decides whether they are cells or listings.
struct MarkdownParser {
  /// A fenced code block as it stands in the chapter.
  struct Fence {
    /// All of the first line after the back-ticks.
    var info: String
    var text: String
    var location: SourceLocation
    /// The first line inside; its column is the indentation the parser took away, plus 1.
    var bodyLocation: SourceLocation
  }

  var source: SourceFile
  var fence: (Fence) -> Block
  var report: (Diagnostic) -> Void

  init(
    source: SourceFile, fence: @escaping (Fence) -> Block,
    report: @escaping (Diagnostic) -> Void = { _ in }
  ) {
    self.source = source
    self.fence = fence
    self.report = report
  }

  /// The blocks of a text; none, and an error, for one that is nested deeper than every stage could
  /// follow without running out of stack.
  func blocks(of text: String) -> [Block] {
    // cmark registers special characters of extensions in tables of the process: one at a time.
    Self.lock.withLock { _ in parse(text) }
  }

  private static let lock = Mutex(())

  private func parse(_ text: String) -> [Block] {
    cmark_gfm_core_extensions_ensure_registered()
    let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES)
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      if let known = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, known)
      }
    }
    let math = mathExtension()
    defer { cmark_syntax_extension_free(cmark_get_default_mem_allocator(), math) }
    cmark_parser_attach_syntax_extension(parser, math)
    var bytes = Array(text.utf8)
    // A NUL byte would end C strings early; CommonMark replaces it by U+FFFD.
    if bytes.contains(0) { bytes = Array(text.replacing("\0", with: "\u{FFFD}").utf8) }
    bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    guard let document = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(document) }
    cmark_consolidate_text_nodes(document)
    let walk = TreeWalk(
      file: source.path, lines: text.split(separator: "\n", omittingEmptySubsequences: false),
      math: math, fence: fence)
    if let node = walk.firstTooDeep(in: document) {
      report(
        .error(
          "nested-too-deep", at: walk.location(of: node),
          "more than \(ReadingLimits.deepestNesting) blocks or emphases stand inside each other"))
      return []
    }
    return walk.blocks(in: document)
  }
}

// MARK: - Mathematics

/// `$…$` and `$$…$$` as inline nodes, so that nothing inside is taken for emphasis or an escape.
///
/// The rule for prose about money is Pandoc's: an opening `$` is followed by no space, a closing one
/// has no space before it and no digit after it.
private func mathExtension() -> OpaquePointer? {
  let math = cmark_syntax_extension_new("math")
  let characters = cmark_llist_append(
    cmark_get_default_mem_allocator(), nil, UnsafeMutableRawPointer(bitPattern: UInt(dollar)))
  cmark_syntax_extension_set_special_inline_chars(math, characters)
  cmark_syntax_extension_set_match_inline_func(math) { mathExtension, _, _, character, inlines in
    guard character == dollar, let inlines else { return nil }
    // Nodes of extensions are given no place, so it travels with the text.
    let line = cmark_inline_parser_get_line(inlines)
    let column = cmark_inline_parser_get_column(inlines)
    guard let formula = Formula(scanning: inlines) else { return nil }
    let node = cmark_node_new(CMARK_NODE_CODE)
    cmark_node_set_syntax_extension(node, mathExtension)
    let mark = formula.isDisplayed ? "$" : " "
    cmark_node_set_literal(node, "\(line):\(column):\(mark)\(formula.text)")
    return node
  }
  return math
}

private let dollar = UInt8(ascii: "$")

private struct Formula {
  var text: String
  var isDisplayed: Bool

  /// A formula longer than this is a stray dollar sign; looking further would make a page full of
  /// dollars cost the square of its length.
  private static let longest = (inText: 1_000, displayed: 8_000)

  /// Reads a formula from its opening dollar and leaves the parser behind the closing one, or where
  /// it was when there is no formula here.
  init?(scanning inlines: OpaquePointer) {
    var scanner = FormulaScanner(inlines: inlines)
    scanner.advance()
    isDisplayed = scanner.next == dollar
    if isDisplayed { scanner.advance() }
    guard let bytes = Formula.content(&scanner, isDisplayed: isDisplayed) else {
      scanner.rewind()
      return nil
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// In the text a dollar sign ends the scan, whether or not it closes the formula: `$5 and $x$` holds
  /// one formula, and no scan passes another's start, so that many of them take no longer than one.
  private static func content(_ scanner: inout FormulaScanner, isDisplayed: Bool) -> [UInt8]? {
    if !isDisplayed, scanner.next.map(isSpace) ?? true { return nil }
    let limit = isDisplayed ? longest.displayed : longest.inText
    var bytes: [UInt8] = []
    while let byte = scanner.next, bytes.count < limit {
      scanner.advance()
      if byte == dollar, closes(bytes, before: scanner.next, isDisplayed: isDisplayed) {
        if isDisplayed { scanner.advance() }
        return bytes
      }
      if byte == dollar, !isDisplayed { return nil }
      bytes.append(byte)
      if byte == UInt8(ascii: "\\"), let escaped = scanner.next {
        bytes.append(escaped)
        scanner.advance()
      }
    }
    return nil
  }

  private static func closes(_ bytes: [UInt8], before next: UInt8?, isDisplayed: Bool) -> Bool {
    guard let last = bytes.last else { return false }
    if isDisplayed { return next == dollar }
    let followsDigit = next.map { (48...57).contains($0) } ?? false
    return !isSpace(last) && !followsDigit
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}

private struct FormulaScanner {
  let inlines: OpaquePointer
  let start: Int32

  init(inlines: OpaquePointer) {
    self.inlines = inlines
    start = cmark_inline_parser_get_offset(inlines)
  }

  var next: UInt8? {
    cmark_inline_parser_is_eof(inlines) != 0 ? nil : cmark_inline_parser_peek_char(inlines)
  }

  func advance() { cmark_inline_parser_advance_offset(inlines) }
  func rewind() { cmark_inline_parser_set_offset(inlines, start) }
}

// MARK: - The walk

/// Turns cmark's tree into values.
private struct TreeWalk {
  var file: String
  var lines: [Substring]
  var math: OpaquePointer?
  var fence: (MarkdownParser.Fence) -> Block

  typealias Node = OpaquePointer

  func children(of node: Node) -> [Node] {
    Array(
      sequence(first: cmark_node_first_child(node)) { cmark_node_next($0) }.prefix { $0 != nil }
    )
    .compactMap { $0 }
  }

  func location(of node: Node) -> SourceLocation {
    SourceLocation(
      file: file, line: max(1, Int(cmark_node_get_start_line(node))),
      column: max(1, Int(cmark_node_get_start_column(node))))
  }

  func literal(of node: Node) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  func typeName(of node: Node) -> String { String(cString: cmark_node_get_type_string(node)) }

  /// The first block or inline below the deepest level, found without recursion.
  func firstTooDeep(in document: Node) -> Node? {
    var node = document
    var level = 0
    while true {
      if let child = cmark_node_first_child(node) {
        node = child
        level += 1
        if level > ReadingLimits.deepestNesting { return node }
        continue
      }
      while cmark_node_next(node) == nil {
        guard level > 0, let parent = cmark_node_parent(node) else { return nil }
        node = parent
        level -= 1
      }
      guard level > 0, let next = cmark_node_next(node) else { return nil }
      node = next
    }
  }

  // MARK: Blocks

  /// cmark moves the definitions of footnotes to the end of the document in the order of their first
  /// reference, and puts that number in the place of the name in each reference.
  func blocks(in node: Node) -> [Block] {
    var footnotes = 0
    return children(of: node).compactMap { child in
      guard cmark_node_get_type(child) == CMARK_NODE_FOOTNOTE_DEFINITION else {
        return block(child)
      }
      footnotes += 1
      return .footnote(number: footnotes, blocks(in: child))
    }
  }

  func block(_ node: Node) -> Block? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: .paragraph(inlines(in: node))
    case CMARK_NODE_HEADING: .heading(heading(node))
    case CMARK_NODE_CODE_BLOCK: codeBlock(node)
    case CMARK_NODE_BLOCK_QUOTE: quote(node)
    case CMARK_NODE_LIST: .list(list(node))
    case CMARK_NODE_HTML_BLOCK: .html(literal(of: node), location(of: node))
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    default: typeName(of: node) == "table" ? .table(table(node)) : nil
    }
  }

  /// The id is given when the whole chapter is known, since it must be unique there.
  func heading(_ node: Node) -> Heading {
    Heading(
      level: Int(cmark_node_get_heading_level(node)), id: "", content: inlines(in: node),
      location: location(of: node))
  }

  func codeBlock(_ node: Node) -> Block {
    let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    let start = location(of: node)
    let indentation =
      line(start.line).utf8.count
      - line(start.line).drop { $0 != "`" && $0 != "~" }
      .utf8.count
    let body = SourceLocation(file: file, line: start.line + 1, column: indentation + 1)
    return fence(.init(info: info, text: literal(of: node), location: start, bodyLocation: body))
  }

  /// A quote whose first line is `[!NOTE]` is an alert; cmark leaves that line as plain text.
  func quote(_ node: Node) -> Block {
    var content = blocks(in: node)
    guard case .paragraph(var first)? = content.first, case .text(let mark, _)? = first.first,
      mark.hasPrefix("[!"), mark.hasSuffix("]"),
      let alert = Alert(rawValue: mark.dropFirst(2).dropLast().lowercased())
    else { return .quote(content) }
    first.removeFirst()
    if case .softBreak? = first.first { first.removeFirst() }
    content.removeFirst()
    return .alert(alert, first.isEmpty ? content : [.paragraph(first)] + content)
  }

  func list(_ node: Node) -> List {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    let items = children(of: node).map { item in
      List.Item(
        task: typeName(of: item) == "tasklist"
          ? cmark_gfm_extensions_get_tasklist_item_checked(item) : nil,
        blocks: blocks(in: item))
    }
    return List(
      start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0, items: items)
  }

  func table(_ node: Node) -> MarkdownTable {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    let marks = cmark_gfm_extensions_get_table_alignments(node)
    let alignments = (0..<count).map { column -> MarkdownTable.Alignment in
      switch marks?[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
    let rows = children(of: node).map { row in children(of: row).map(inlines) }
    return MarkdownTable(
      alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  // MARK: Inlines

  func inlines(in node: Node) -> [Inline] { children(of: node).compactMap(inline) }

  func inline(_ node: Node) -> Inline? {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: .text(literal(of: node), location(of: node))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: code(node)
    case CMARK_NODE_HTML_INLINE: .html(literal(of: node), location(of: node))
    case CMARK_NODE_EMPH: .emphasis(inlines(in: node))
    case CMARK_NODE_STRONG: .strong(inlines(in: node))
    case CMARK_NODE_LINK:
      .link(
        destination: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)),
        inlines(in: node), location(of: node))
    case CMARK_NODE_IMAGE:
      .image(
        source: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)),
        alternative: plainText(in: node), location(of: node))
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      .footnoteReference(Int(literal(of: node)) ?? 0, isFirst: false)
    default:
      typeName(of: node) == "strikethrough" ? .strikethrough(inlines(in: node)) : nil
    }
  }

  func code(_ node: Node) -> Inline {
    let literal = literal(of: node)
    guard let math, cmark_node_get_syntax_extension(node) == math else {
      return symbol(literal, node) ?? .code(literal)
    }
    let parts = literal.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    let isDisplayed = parts[2].hasPrefix("$")
    let place = SourceLocation(
      file: file, line: max(1, Int(parts[0]) ?? 1),
      column: max(1, (Int(parts[1]) ?? 1) + (isDisplayed ? 2 : 1)))
    let formula = String(parts[2].dropFirst())
    return isDisplayed ? .displayMath(Equation(formula, at: place)) : .math(formula, place)
  }

  /// A code span is the name of a symbol when it stands in exactly two back-ticks and has the form of
  /// one. cmark tells no span's back-ticks, so they are looked up in the source.
  private func symbol(_ literal: String, _ node: Node) -> Inline? {
    guard SymbolPath.isWellFormed(literal) else { return nil }
    let place = location(of: node)
    let text = Array(line(place.line).utf8)
    let wanted = Array("``\(literal)``".utf8)
    // The column is that of the text or, in some versions, of the first back-tick.
    let nearest = (max(0, place.column - 4)...(place.column)).first { start in
      start + wanted.count <= text.count
        && text[start..<(start + wanted.count)].elementsEqual(wanted)
    }
    guard let nearest else { return nil }
    let tick = UInt8(ascii: "`")
    let end = nearest + wanted.count
    guard nearest == 0 || text[nearest - 1] != tick, end == text.count || text[end] != tick else {
      return nil
    }
    return .symbol(
      SymbolLink(
        literal, at: SourceLocation(file: file, line: place.line, column: nearest + 3)))
  }

  func plainText(in node: Node) -> String {
    children(of: node).map { literal(of: $0) + plainText(in: $0) }.joined()
  }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  private func line(_ number: Int) -> Substring {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }
}
