/// A piece of text in DocC's data: a block or something within a line.
///
/// Reading never fails, so that one kind a later DocC adds cannot take the page's whole text away:
/// of a kind that is not known here, the pieces inside are kept.
indirect enum ReferenceNode: Hashable, Sendable {
  case text(String)
  case code(String)
  /// An HTML element without attributes around its content.
  case element(String, [ReferenceNode])
  case heading(level: Int, text: String, anchor: String?)
  case listing([String])
  case list(isOrdered: Bool, start: Int?, items: [[ReferenceNode]])
  case terms([Term])
  case table(rows: [[[ReferenceNode]]], hasHeaderRow: Bool, hasHeaderColumn: Bool)
  case aside(name: String, [ReferenceNode])
  /// A link by the name of its target; `title` is empty where the target's own is meant.
  case link(to: String, isActive: Bool, title: [ReferenceNode])
  case image(String)
  /// Links that stand as a block of their own.
  case links([String])
  case group([ReferenceNode])

  struct Term: Hashable, Sendable {
    var term: [ReferenceNode]
    var definition: [ReferenceNode]
  }
}

extension ReferenceNode: Decodable {
  private enum Key: String, CodingKey {
    case type, text, code, inlineContent, content, items, identifier, isActive, overridingTitle
    case overridingTitleInlineContent, level, anchor, name, style, rows, header, start, title
    case term, definition, tabs, columns
  }

  private struct Part: Decodable {
    var inlineContent: [ReferenceNode]?
    var content: [ReferenceNode]?
    var term: [ReferenceNode]?
    var definition: [ReferenceNode]?

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      inlineContent = values.find(.inlineContent)
      content = values.find(.content)
      term = (values.find(.term) as Part?)?.all
      definition = (values.find(.definition) as Part?)?.all
    }

    var all: [ReferenceNode] { (inlineContent ?? []) + (content ?? []) }
  }

  private static let elements = [
    "paragraph": "p", "emphasis": "em", "strong": "strong", "strikethrough": "s",
    "superscript": "sup", "subscript": "sub", "newTerm": "dfn", "inlineHead": "strong",
    "small": "small",
  ]

  init(from decoder: any Decoder) throws {
    guard let values = try? decoder.container(keyedBy: Key.self) else {
      self = .group([])
      return
    }
    let type: String = values.find(.type) ?? ""
    self = Self.known(type, values) ?? .group(Self.inside(values))
  }

  private static func known(_ type: String, _ values: KeyedDecodingContainer<Key>) -> Self? {
    if let name = elements[type] { return .element(name, inside(values)) }
    switch type {
    case "text": return .text(values.find(.text) ?? "")
    case "codeVoice": return values.find(.code).map { .code($0) }
    case "codeListing": return values.find(.code).map { .listing($0) }
    case "heading":
      return .heading(
        level: values.find(.level) ?? 2, text: values.find(.text) ?? "",
        anchor: values.find(.anchor))
    case "unorderedList", "orderedList":
      let items: [Part] = values.find(.items) ?? []
      return .list(
        isOrdered: type == "orderedList", start: values.find(.start), items: items.map(\.all))
    case "termList":
      let items: [Part] = values.find(.items) ?? []
      return .terms(items.map { Term(term: $0.term ?? [], definition: $0.definition ?? []) })
    case "table":
      guard let rows: [[[ReferenceNode]]] = values.find(.rows) else { return nil }
      let header: String = values.find(.header) ?? "none"
      return .table(
        rows: rows, hasHeaderRow: header == "row" || header == "both",
        hasHeaderColumn: header == "column" || header == "both")
    case "aside":
      return .aside(
        name: values.find(.name) ?? values.find(.style) ?? "Note", inside(values))
    case "reference": return link(values)
    case "image": return values.find(.identifier).map { .image($0) }
    case "links": return values.find(.items).map { .links($0) }
    default: return nil
    }
  }

  private static func link(_ values: KeyedDecodingContainer<Key>) -> Self? {
    guard let target: String = values.find(.identifier) else { return nil }
    let plain = (values.find(.overridingTitle) as String?).map { [ReferenceNode.text($0)] }
    return .link(
      to: target, isActive: values.find(.isActive) ?? true,
      title: values.find(.overridingTitleInlineContent) ?? plain ?? [])
  }

  /// Whatever text there is, in DocC's usual places for it.
  private static func inside(_ values: KeyedDecodingContainer<Key>) -> [ReferenceNode] {
    if let inline: [ReferenceNode] = values.find(.inlineContent) { return inline }
    if let content: [ReferenceNode] = values.find(.content) { return content }
    for key in [Key.items, .tabs, .columns] {
      if let parts: [ReferenceNode] = values.find(key) { return parts }
    }
    let text: String? = values.find(.text) ?? values.find(.code)
    return text.map { [.text($0)] } ?? []
  }
}

extension KeyedDecodingContainer {
  /// The value, or nil where there is none or one of another shape.
  func find<Value: Decodable>(_ key: Key) -> Value? {
    guard contains(key) else { return nil }
    return try? decode(Value.self, forKey: key)
  }
}
