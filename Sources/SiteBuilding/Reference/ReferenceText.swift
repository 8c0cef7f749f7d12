import PageRendering

/// The text of a page of the API reference as plain HTML, for readers and programs without
/// JavaScript.
struct ReferenceText {
  private let document: ReferenceDocument
  private let book: BookCard

  init(_ document: ReferenceDocument, _ book: BookCard) {
    self.document = document
    self.book = book
  }

  /// The whole page.
  var html: String {
    var html = "<nav aria-label=\"Reference\"><p>\(trail)</p></nav>\n<main>\n"
    if let kind = document.kind { html += "<p class=\"kind\">\(HTML.escaped(kind))</p>\n" }
    html += "<h1>\(HTML.escaped(document.title))</h1>\n"
    html += block("p", document.abstract)
    if !document.deprecation.isEmpty {
      html += "<h2>Deprecated</h2>\n" + self.html(document.deprecation)
    }
    for section in document.sections { html += self.html(section) }
    html += block("p", document.conformance)
    html += groups(document.topics, under: "Topics", showsAbstracts: true)
    html += groups(document.defaultImplementations, under: "Default Implementations")
    html += groups(document.relationships, under: "Relationships")
    html += groups(document.seeAlso, under: "See Also", showsAbstracts: true)
    return html + "</main>"
  }

  /// The abstract without markup.
  var summary: String {
    plain(document.abstract).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What a list of windows or of search results calls the page.
  var windowTitle: String {
    let place = document.module.flatMap { $0 == document.title ? nil : $0 } ?? "API reference"
    return "\(document.title) · \(place)"
  }

  /// Links to the book, the module, the pages between it and this one, and the book's symbols.
  private var trail: String {
    var links = [link(HTML.escaped(book.basePath), HTML.escaped(book.title))]
    for parent in document.parents where parent != document.identifier {
      let title = HTML.escaped(document.references[parent]?.title ?? "")
      if let address = address(of: parent), !title.isEmpty { links.append(link(address, title)) }
    }
    if let page = book.symbolsPage {
      links.append(link(HTML.escaped(page), Self.symbolsTitle))
    }
    return links.joined(separator: "<span aria-hidden=\"true\"> · </span>")
  }

  /// What links to the book's page of symbols are called.
  static let symbolsTitle = "Symbols explained in the book"

  // MARK: Sections

  private func html(_ section: ReferenceDocument.Section) -> String {
    var html = ""
    for declaration in section.declarations {
      let text = HTML.escaped(declaration.text)
      html += "<pre class=\"declaration\"><code>\(text)</code></pre>\n"
      html += overloads(declaration.others)
    }
    if !section.parameters.isEmpty {
      html += "<h2>Parameters</h2>\n<dl>\n"
      for parameter in section.parameters {
        html += "<dt><code>\(HTML.escaped(parameter.name))</code></dt>\n"
        html += "<dd>\(self.html(parameter.content))</dd>\n"
      }
      html += "</dl>\n"
    }
    if !section.mentions.isEmpty {
      html += "<h2>Mentioned In</h2>\n" + list(section.mentions)
    }
    return html + self.html(section.content)
  }

  private func overloads(_ others: [ReferenceDocument.Overload]) -> String {
    guard !others.isEmpty else { return "" }
    let items = others.map { other in
      let text = "<code>\(HTML.escaped(other.text))</code>"
      return "<li>\(address(of: other.identifier).map { link($0, text) } ?? text)</li>\n"
    }
    return "<h2>Other Declarations</h2>\n<ul>\n\(items.joined())</ul>\n"
  }

  private func groups(
    _ groups: [ReferenceDocument.Group], under heading: String, showsAbstracts: Bool = false
  ) -> String {
    guard groups.contains(where: { !$0.identifiers.isEmpty }) else { return "" }
    var html = "<h2>\(heading)</h2>\n"
    for group in groups where !group.identifiers.isEmpty {
      if let title = group.title { html += "<h3>\(HTML.escaped(title))</h3>\n" }
      html += block("p", group.abstract)
      html += list(group.identifiers, showsAbstracts: showsAbstracts)
    }
    return html
  }

  private func list(_ identifiers: [String], showsAbstracts: Bool = false) -> String {
    let items = identifiers.compactMap { identifier -> String? in
      guard let target = document.references[identifier] else { return nil }
      let name = target.isSymbol ? target.declaration ?? target.title : target.title
      guard let name else { return nil }
      let text = target.isSymbol ? "<code>\(HTML.escaped(name))</code>" : HTML.escaped(name)
      var item = address(of: identifier).map { link($0, text) } ?? text
      if showsAbstracts, !target.abstract.isEmpty { item += "<br>\n" + html(target.abstract) }
      return "<li>\(item)</li>\n"
    }
    return items.isEmpty ? "" : "<ul>\n\(items.joined())</ul>\n"
  }

  // MARK: Pieces

  private func html(_ nodes: [ReferenceNode]) -> String {
    nodes.map { html($0) }.joined()
  }

  private func html(_ node: ReferenceNode) -> String {
    switch node {
    case .text(let text): return HTML.escaped(text)
    case .code(let code): return "<code>\(HTML.escaped(code))</code>"
    case .element(let name, let content):
      return "<\(name)>\(html(content))</\(name)>" + (name == "p" ? "\n" : "")
    case .heading(let level, let text, let anchor):
      let name = "h\(min(max(level, 2), 6))"
      let id = anchor.map { " id=\"\(HTML.escaped($0))\"" } ?? ""
      return "<\(name)\(id)>\(HTML.escaped(text))</\(name)>\n"
    case .listing(let lines):
      return "<pre><code>\(HTML.escaped(lines.joined(separator: "\n")))</code></pre>\n"
    case .list(let isOrdered, let start, let items):
      let name = isOrdered ? "ol" : "ul"
      let number = isOrdered ? start.map { " start=\"\($0)\"" } ?? "" : ""
      return "<\(name)\(number)>\n\(items.map { "<li>\(html($0))</li>\n" }.joined())</\(name)>\n"
    case .terms(let terms):
      let items = terms.map { "<dt>\(html($0.term))</dt>\n<dd>\(html($0.definition))</dd>\n" }
      return "<dl>\n\(items.joined())</dl>\n"
    case .table(let rows, let hasHeaderRow, let hasHeaderColumn):
      return table(rows, hasHeaderRow: hasHeaderRow, hasHeaderColumn: hasHeaderColumn)
    case .aside(let name, let content):
      return "<aside>\n<p><strong>\(HTML.escaped(name))</strong></p>\n\(html(content))</aside>\n"
    case .link(let target, let isActive, let title):
      let text = self.title(of: target, title)
      return isActive ? address(of: target).map { link($0, text) } ?? text : text
    case .image(let name): return image(name)
    case .links(let identifiers): return list(identifiers, showsAbstracts: true)
    case .group(let content): return html(content)
    }
  }

  private func title(of target: String, _ own: [ReferenceNode]) -> String {
    guard own.isEmpty else { return html(own) }
    guard let target = document.references[target], let title = target.title else { return "" }
    return target.isSymbol ? "<code>\(HTML.escaped(title))</code>" : HTML.escaped(title)
  }

  private func table(
    _ rows: [[[ReferenceNode]]], hasHeaderRow: Bool, hasHeaderColumn: Bool
  ) -> String {
    let lines = rows.enumerated().map { row, cells in
      let texts = cells.enumerated().map { column, content in
        let isHeader = hasHeaderRow && row == 0 || hasHeaderColumn && column == 0
        let name = isHeader ? "th" : "td"
        return "<\(name)>\(html(content))</\(name)>"
      }
      return "<tr>\(texts.joined())</tr>\n"
    }
    return "<div class=\"wide\"><table>\n\(lines.joined())</table></div>\n"
  }

  /// A picture of the archive; one from elsewhere would be a request to another server, so its
  /// description stands for it.
  private func image(_ name: String) -> String {
    guard let target = document.references[name] else { return "" }
    let text = HTML.escaped(target.alternative ?? "")
    guard let address = target.address, address.hasPrefix("/"), !address.hasPrefix("//") else {
      return text
    }
    return "<img src=\"\(place(address))\" alt=\"\(text)\" loading=\"lazy\">"
  }

  private func block(_ name: String, _ content: [ReferenceNode]) -> String {
    content.isEmpty ? "" : "<\(name)>\(html(content))</\(name)>\n"
  }

  private func link(_ address: String, _ text: String) -> String {
    "<a href=\"\(address)\">\(text)</a>"
  }

  private func plain(_ nodes: [ReferenceNode]) -> String {
    nodes.map { node in
      switch node {
      case .text(let text), .code(let text): return text
      case .element(_, let content), .group(let content): return plain(content)
      case .link(let target, _, let title):
        return title.isEmpty ? document.references[target]?.title ?? "" : plain(title)
      default: return ""
      }
    }.joined()
  }

  // MARK: Addresses

  /// Where a link leads, escaped for an attribute; nil where it has no address that is safe.
  private func address(of identifier: String) -> String? {
    guard let address = document.references[identifier]?.address else { return nil }
    if address.hasPrefix("/"), !address.hasPrefix("//") { return place(address) }
    let scheme = address.prefix { $0 != ":" }.lowercased()
    guard scheme == "https" || scheme == "http" else { return nil }
    return HTML.escaped(address)
  }

  /// The address of a place in the archive. A page is a folder on the server.
  private func place(_ address: String) -> String {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0].dropFirst())
    let isPage = path.hasPrefix("documentation") || path.hasPrefix("tutorials")
    let end = isPage && !path.hasSuffix("/") ? "/" : ""
    let anchor = parts.count > 1 ? "#" + Self.percentEncoded(parts[1]) : ""
    return HTML.escaped(book.referenceRoot + Self.percentEncoded(path) + end + anchor)
  }

  /// DocC names pages as their symbols, so a path can hold what means something in an address.
  /// What is encoded already stays.
  private static func percentEncoded(_ path: some StringProtocol) -> String {
    let path = Array(path.utf8)
    var bytes: [UInt8] = []
    for (place, byte) in path.enumerated() {
      let isEncoding =
        byte == UInt8(ascii: "%") && place + 2 < path.count
        && path[place + 1...place + 2].allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
      if plainBytes.contains(byte) || isEncoding {
        bytes.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        bytes += "%\(digits.count < 2 ? "0" : "")\(digits)".utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let plainBytes = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/".utf8)
}
