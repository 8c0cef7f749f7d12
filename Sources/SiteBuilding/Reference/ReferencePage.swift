import PageRendering

/// A page of a DocC archive taken apart, to be put together with the page's text in it.
///
/// DocC gives every page the same HTML, which says nothing without JavaScript.
struct ReferencePage {
  private let html: [UInt8]
  private let language: Range<Int>?
  private let title: Range<Int>
  /// The description of an earlier dressing.
  private let description: Range<Int>?
  private let header: Header
  private let text: Range<Int>

  private enum Header {
    /// Where one belongs, or the one of an earlier dressing.
    case ours(Range<Int>)
    /// The archive brings one of its own.
    case theirs
  }

  /// Takes a page apart; nil when it is not such a page.
  init?(_ html: [UInt8]) {
    guard let root = html.range(from: "<html", to: ">"),
      let title = html.range(from: "<title>", to: "</title>", in: root.upperBound..<html.count),
      let body = html.range(from: "<body", to: ">", in: title.upperBound..<html.count)
    else { return nil }
    let rest = body.upperBound..<html.count
    let ours = html.range(from: Self.headerStart, to: Self.headerEnd, in: rest)
    guard
      let text = html.range(
        from: "<noscript>", to: "</noscript>",
        in: (ours?.upperBound ?? rest.lowerBound)..<html.count)
    else { return nil }
    self.html = html
    self.title = title
    self.text = text
    language = html.range(from: " lang=\"", to: "\"", in: root)
    description = html.range(from: Self.descriptionStart, to: ">", in: 0..<body.lowerBound)
    let isTheirs = ours == nil && html.range(of: "id=\"custom-header\"", in: rest) != nil
    header = isTheirs ? .theirs : .ours(ours ?? rest.lowerBound..<rest.lowerBound)
  }

  /// The page with the document's text. Dressing a dressed page gives the same bytes.
  func dressed(_ document: ReferenceDocument, _ book: BookCard) -> [UInt8] {
    let content = ReferenceText(document, book)
    var changes: [(place: Range<Int>, html: String)] = []
    if let language {
      changes.append((language, " lang=\"\(HTML.escaped(book.language))\""))
    }
    changes.append((title, "<title>\(HTML.escaped(content.windowTitle))</title>"))
    let summary = content.summary
    let description = self.description ?? title.upperBound..<title.upperBound
    let tag = summary.isEmpty ? "" : "\(Self.descriptionStart)\(HTML.escaped(summary))\">"
    changes.append((description, tag))
    if case .ours(let place) = header { changes.append((place, Self.header(of: book))) }
    changes.append((text, "<noscript>\(Self.style)\n\(content.html)\n</noscript>"))
    return html.replacing(changes)
  }

  private static let descriptionStart = "<meta name=\"description\" content=\""

  /// Makes the text readable beside DocC's style sheet, which takes all margins away.
  private static let style = """
    <style>#app,#loading-placeholder{display:none}\
    body{\(ReferenceColours.variables(\.light));background:var(--paper);color:var(--ink)}\
    @media screen and (prefers-color-scheme:dark){\
    body[data-color-scheme]{\(ReferenceColours.variables(\.dark))}}\
    nav,main{max-width:42.5rem;margin:0 auto;padding:.75rem 1.25rem}main{padding-bottom:4rem}\
    :is(nav,main) a[href]{color:var(--link);text-decoration:underline;text-underline-offset:.15em}\
    nav a{display:inline-block;padding:.15rem 0}.kind{color:var(--muted)}\
    :is(p,pre,ul,ol,dl,aside,div){margin:0 0 .75rem}:is(ul,ol){padding-left:1.25rem}\
    :is(li,dd){margin-bottom:.4rem}:is(td,th,li,dd) p{margin:0 0 .25rem}dd{margin-left:1.25rem}\
    :is(h1,h2,h3,h4,h5,h6){margin:1.5rem 0 .5rem;color:inherit;line-height:1.2;\
    overflow-wrap:anywhere}main>.kind{margin:0}main>.kind+h1{margin-top:.25rem}\
    pre{padding:.6rem .9rem;overflow-x:auto;background:var(--raised);border-radius:4px}\
    .declaration{white-space:pre-wrap;overflow-wrap:anywhere}\
    :not(pre)>code{overflow-wrap:anywhere}img{max-width:100%}\
    aside{padding-left:1rem;border-left:3px solid var(--line)}.wide{overflow-x:auto}\
    table{border-collapse:collapse}th{font-weight:600}\
    td,th{padding:.35rem .75rem .35rem 0;text-align:left;vertical-align:top;min-width:6rem;\
    border-bottom:1px solid var(--line)}</style>
    """

  // MARK: The header

  // What DocC's renderer shows above the page. The attribute tells ours from an archive's own.
  private static let headerStart = "<template id=\"custom-header\" data-book=\"\">"
  private static let headerEnd = "</template>"

  private static func header(of book: BookCard) -> String {
    var links = "<a href=\"\(HTML.escaped(book.basePath))\">\(HTML.escaped(book.title))</a>"
    if let page = book.symbolsPage {
      links += "<a href=\"\(HTML.escaped(page))\">\(ReferenceText.symbolsTitle)</a>"
    }
    return "\(headerStart)\(headerStyle)<nav aria-label=\"Book\">\(links)</nav>\(headerEnd)"
  }

  /// A header is a tree of its own, which the page's style sheet does not reach. The renderer says
  /// on its element which shade the reader chose.
  private static let headerStyle = """
    <style>:host{display:block;\(ReferenceColours.variables(\.light))}\
    @media (prefers-color-scheme:dark){\
    :host(:not([data-color-scheme=light])){\(ReferenceColours.variables(\.dark))}}\
    :host([data-color-scheme=dark]){\(ReferenceColours.variables(\.dark))}\
    nav{display:flex;flex-wrap:wrap;gap:0 1rem;justify-content:space-between;\
    padding:.5rem 1.25rem;background:var(--paper);border-bottom:1px solid var(--line);\
    font:.95rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}\
    a{padding:.3rem 0;color:var(--link);text-underline-offset:.15em}\
    a:first-child{font-weight:650;color:var(--ink);text-decoration:none}\
    a:hover{text-decoration:underline}\
    a:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}\
    @media print{nav{display:none}}</style>
    """
}

extension [UInt8] {
  /// The first place in this part of the bytes that holds the text.
  fileprivate func range(of text: String, in part: Range<Int>) -> Range<Int>? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, part.count >= wanted.count else { return nil }
    for start in part.lowerBound...part.upperBound - wanted.count where self[start] == first {
      let end = start + wanted.count
      if self[start..<end].elementsEqual(wanted) { return start..<end }
    }
    return nil
  }

  /// The first place that starts and ends with these texts, both included.
  fileprivate func range(
    from start: String, to end: String, in part: Range<Int>? = nil
  ) -> Range<Int>? {
    let part = part ?? 0..<count
    guard let open = range(of: start, in: part),
      let close = range(of: end, in: open.upperBound..<part.upperBound)
    else { return nil }
    return open.lowerBound..<close.upperBound
  }

  /// The bytes with other texts in these places, which do not overlap.
  fileprivate func replacing(_ changes: [(place: Range<Int>, html: String)]) -> [UInt8] {
    var result: [UInt8] = []
    var end = 0
    for (place, html) in changes.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      result += self[end..<place.lowerBound]
      result += html.utf8
      end = place.upperBound
    }
    return result + self[end...]
  }
}
