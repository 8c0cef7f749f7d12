import Foundation

@testable import SiteBuilding

/// Pages of an API reference as DocC writes them.
enum ReferenceFixture {
  /// The HTML that is the same for all pages, its styles shortened.
  static let html = """
    <!doctype html><html lang="en-US" class="no-js"><head><meta charset="utf-8">\
    <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">\
    <link rel="icon" href="/ropes/reference/favicon.ico"><title>Documentation</title>\
    <script>var baseUrl = "/ropes/reference/"</script>\
    <script defer="defer" src="/ropes/reference/js/index.db3ea664.js"></script>\
    <link href="/ropes/reference/css/index.19043b1e.css" rel="stylesheet"></head>\
    <body data-color-scheme="auto"><noscript><style>.noscript{margin:92px auto}</style>\
    <div class="noscript"><h1 class="noscript-title">This page requires JavaScript.</h1>\
    <p>Please turn on JavaScript.</p></div></noscript><div id="app"></div></body></html>
    """

  /// An initializer with parameters and an aside.
  static let initializer = """
    {"kind":"symbol","schemaVersion":{"major":0,"minor":3,"patch":0},"sections":[],
     "identifier":{"interfaceLanguage":"swift",
      "url":"doc:\\/\\/Figures\\/documentation\\/Figures\\/PlacedAxis\\/init(_:values:)"},
     "metadata":{"modules":[{"name":"Figures"}],"role":"symbol","roleHeading":"Initializer",
      "symbolKind":"init","title":"init(_:values:)"},
     "abstract":[{"type":"text","text":"Settles an axis for "},{"type":"codeVoice","code":"values"},
      {"type":"text","text":"  &\\n"},
      {"type":"emphasis","inlineContent":[{"type":"text","text":"ends"}]},
      {"type":"text","text":"."}],
     "primaryContentSections":[
      {"kind":"declarations","declarations":[{"languages":["swift"],"platforms":["Linux"],"tokens":[
       {"kind":"keyword","text":"init"},{"kind":"text","text":"("},
       {"kind":"externalParam","text":"_"},{"kind":"text","text":" "},
       {"kind":"internalParam","text":"axis"},{"kind":"text","text":": "},
       {"kind":"typeIdentifier","text":"Axis","preciseIdentifier":"s:7Figures4AxisV",
        "identifier":"doc:\\/\\/Figures\\/documentation\\/Figures\\/Axis"},
       {"kind":"text","text":") "},{"kind":"keyword","text":"throws"}]}]},
      {"kind":"parameters","parameters":[{"name":"axis","content":[
       {"type":"paragraph","inlineContent":[{"type":"text","text":"Its name & scale."}]}]}]},
      {"kind":"content","content":[
       {"anchor":"return-value","level":2,"type":"heading","text":"Return Value"},
       {"type":"paragraph","inlineContent":[{"type":"text","text":"An axis."}]},
       {"anchor":"discussion","level":2,"type":"heading","text":"Discussion"},
       {"type":"aside","style":"note","name":"Throws","content":[
        {"type":"paragraph","inlineContent":[
        {"type":"reference","isActive":true,
         "identifier":"doc:\\/\\/Figures\\/documentation\\/Figures\\/FigureError\\/empty(_:)"},
        {"type":"text","text":" without a value."}]}]}]}],
     "hierarchy":{"paths":[["doc:\\/\\/Figures\\/documentation\\/Figures"]]},
     "references":{
      "doc:\\/\\/Figures\\/documentation\\/Figures":{"type":"topic","kind":"symbol","role":"collection",
       "title":"Figures","url":"\\/documentation\\/figures","abstract":[]},
      "doc:\\/\\/Figures\\/documentation\\/Figures\\/FigureError\\/empty(_:)":{"type":"topic",
       "kind":"symbol","role":"symbol","title":"FigureError.empty(_:)",
       "url":"\\/documentation\\/figures\\/figureerror\\/empty(_:)",
       "abstract":[{"type":"text","text":"There is nothing to draw."}]}}}
    """

  static func document(_ json: String) -> ReferenceDocument? {
    ReferenceDocument(json: Data(json.utf8))
  }

  /// A page called `Page` with these pieces as its text.
  static func page(content: String, references: String = "", more: String = "") -> String {
    """
    {"metadata":{"title":"Page","modules":[{"name":"RoPE"}]},\(more)
     "primaryContentSections":[{"kind":"content","content":[\(content)]}],
     "references":{\(references)}}
    """
  }

  /// The text of a page, without the links above and below it.
  static func text(_ json: String, _ book: BookCard = SiteFolder.book) -> String {
    guard let document = document(json) else { return "no document" }
    let html = ReferenceText(document, book).html
    guard let start = html.firstRange(of: "</h1>\n"), let end = html.firstRange(of: "</main>")
    else { return "no text" }
    return String(html[start.upperBound..<end.lowerBound])
  }

  static func dressed(
    _ json: String, _ html: String = html, _ book: BookCard = SiteFolder.book
  ) -> String? {
    guard let page = ReferencePage(Array(html.utf8)), let document = document(json) else {
      return nil
    }
    return String(decoding: page.dressed(document, book), as: UTF8.self)
  }
}
