import Foundation
import Testing

@testable import SiteBuilding

@Suite struct ReferenceTextTests {
  private func text(_ content: String, references: String = "", more: String = "") -> String {
    ReferenceFixture.text(
      ReferenceFixture.page(content: content, references: references, more: more))
  }

  @Test func aSymbolIsToldWithItsDeclarationParametersAndDiscussion() throws {
    let document = try #require(ReferenceFixture.document(ReferenceFixture.initializer))
    #expect(
      ReferenceText(document, SiteFolder.book).html == """
        <nav aria-label="Reference"><p><a href="/ropes/">Ropes &amp; knots</a>\
        <span aria-hidden="true"> · </span>\
        <a href="/ropes/reference/documentation/figures/">Figures</a>\
        <span aria-hidden="true"> · </span>\
        <a href="/ropes/symbols/index.html">Symbols explained in the book</a></p></nav>
        <main>
        <p class="kind">Initializer</p>
        <h1>init(_:values:)</h1>
        <p>Settles an axis for <code>values</code>  &amp;
        <em>ends</em>.</p>
        <pre class="declaration"><code>init(_ axis: Axis) throws</code></pre>
        <h2>Parameters</h2>
        <dl>
        <dt><code>axis</code></dt>
        <dd><p>Its name &amp; scale.</p>
        </dd>
        </dl>
        <h2 id="return-value">Return Value</h2>
        <p>An axis.</p>
        <h2 id="discussion">Discussion</h2>
        <aside>
        <p><strong>Throws</strong></p>
        <p><a href="/ropes/reference/documentation/figures/figureerror/empty(_:)/">\
        <code>FigureError.empty(_:)</code></a> without a value.</p>
        </aside>
        </main>
        """)
  }

  @Test func listsListingsAndTablesKeepTheirShape() {
    #expect(
      text(
        """
        {"type":"orderedList","start":3,"items":[{"content":[
          {"type":"paragraph","inlineContent":[{"type":"strong","inlineContent":[
            {"type":"text","text":"a"}]}]}]}]},
        {"type":"unorderedList","items":[{"content":[{"type":"unorderedList","items":[
          {"content":[{"type":"text","text":"deep"}]}]}]}]},
        {"type":"codeListing","syntax":"swift","code":["if a < b {","}"]},
        {"type":"table","header":"row","rows":[[[{"type":"text","text":"rule"}]],
          [[{"type":"codeVoice","code":"x"}]]]},
        {"type":"termList","items":[{"term":{"inlineContent":[{"type":"text","text":"t"}]},
          "definition":{"content":[{"type":"text","text":"d"}]}}]}
        """) == """
          <ol start="3">
          <li><p><strong>a</strong></p>
          </li>
          </ol>
          <ul>
          <li><ul>
          <li>deep</li>
          </ul>
          </li>
          </ul>
          <pre><code>if a &lt; b {
          }</code></pre>
          <div class="wide"><table>
          <tr><th>rule</th></tr>
          <tr><td><code>x</code></td></tr>
          </table></div>
          <dl>
          <dt>t</dt>
          <dd>d</dd>
          </dl>

          """)
  }

  @Test func linksLeadToPagesOfTheSiteAndElsewhereOnlyOverHTTP() {
    func link(_ url: String) -> String {
      text(
        "{\"type\":\"reference\",\"isActive\":true,\"identifier\":\"x\"}",
        references: "\"x\":{\"type\":\"link\",\"title\":\"T\",\"url\":\"\(url)\"}")
    }
    let root = "/ropes/reference/documentation/"
    #expect(link("/documentation/rope") == "<a href=\"\(root)rope/\">T</a>")
    #expect(link("/documentation/rope#A-b") == "<a href=\"\(root)rope/#A-b\">T</a>")
    #expect(
      link("/documentation/a/_(_:_:)-4k2f%25?ü%z")
        == "<a href=\"\(root)a/_(_:_:)-4k2f%25%3F%C3%BC%25z/\">T</a>")
    #expect(link("/documentation/a/!=(_:_:)'&") == "<a href=\"\(root)a/!=(_:_:)&#39;&amp;/\">T</a>")
    #expect(link("/downloads/a.zip") == "<a href=\"/ropes/reference/downloads/a.zip\">T</a>")
    #expect(
      link("https://arxiv.org/abs/1?a&b") == "<a href=\"https://arxiv.org/abs/1?a&amp;b\">T</a>")
    for url in ["javascript:alert(1)", "data:text/html,x", "//elsewhere.org/x", "doc://a", ""] {
      #expect(link(url) == "T")
    }
  }

  @Test func aLinkWithoutATargetIsText() {
    let references = """
      "s":{"type":"unresolvable","title":"Swift.Sendable","identifier":"s"},
      "t":{"type":"topic","role":"collection","title":"Other","url":"/documentation/t"}
      """
    func link(_ more: String) -> String {
      text("{\"type\":\"reference\",\(more)}", references: references)
    }
    #expect(link("\"identifier\":\"s\",\"isActive\":true") == "<code>Swift.Sendable</code>")
    #expect(link("\"identifier\":\"gone\",\"isActive\":true") == "")
    #expect(link("\"identifier\":\"t\",\"isActive\":false") == "Other")
    #expect(
      link("\"identifier\":\"t\",\"overridingTitle\":\"<own>\"")
        == "<a href=\"/ropes/reference/documentation/t/\">&lt;own&gt;</a>")
  }

  @Test func overloadsAreToldApartByTheirDeclarations() {
    let json = """
      {"metadata":{"title":"turn(_:)","role":"symbol"},
       "primaryContentSections":[{"kind":"declarations","declarations":[{
        "tokens":[{"text":"func turn(Int)"}],"otherDeclarations":{"displayIndex":0,"declarations":[
         {"identifier":"b","conformance":null,"declaration":[{"text":"func turn(Array<Int>)"}]}]}}]}],
       "topicSections":[{"title":"A & B","identifiers":["a","b","gone"]},
        {"title":"Nothing","identifiers":[]}],
       "references":{
        "a":{"type":"topic","role":"symbol","title":"turn(_:)","url":"/documentation/m/turn(_:)-6gd06",
         "fragments":[{"text":"func turn(Int)"}],"abstract":[{"type":"text","text":"Turns < 1."}]},
        "b":{"type":"topic","role":"symbol","title":"turn(_:)","url":"/documentation/m/turn(_:)-93qec",
         "fragments":[{"text":"func turn(Array<Int>)"}]}}}
      """
    let second = "<a href=\"/ropes/reference/documentation/m/turn(_:)-93qec/\">"
    #expect(
      ReferenceFixture.text(json) == """
        <pre class="declaration"><code>func turn(Int)</code></pre>
        <h2>Other Declarations</h2>
        <ul>
        <li>\(second)<code>func turn(Array&lt;Int&gt;)</code></a></li>
        </ul>
        <h2>Topics</h2>
        <h3>A &amp; B</h3>
        <ul>
        <li><a href="/ropes/reference/documentation/m/turn(_:)-6gd06/"><code>func turn(Int)</code></a><br>
        Turns &lt; 1.</li>
        <li>\(second)<code>func turn(Array&lt;Int&gt;)</code></a></li>
        </ul>

        """)
  }

  @Test func relationshipsAndMentionsAreListed() {
    let html = ReferenceFixture.text(
      """
      {"metadata":{"title":"Page"},
       "primaryContentSections":[{"kind":"mentions","mentions":["g"]}],
       "relationshipsSections":[{"type":"conformsTo","title":"Conforms To","kind":"relationships",
        "identifiers":["e"]}],
       "seeAlsoSections":[{"title":"Guides","identifiers":["g"]}],
       "references":{"e":{"type":"unresolvable","title":"Swift.Equatable"},
        "g":{"type":"topic","role":"article","title":"Layouts","url":"/documentation/rope/layouts",
         "abstract":[{"type":"text","text":"Which lanes form a pair."}]}}}
      """)
    let guide = "<a href=\"/ropes/reference/documentation/rope/layouts/\">Layouts</a>"
    #expect(
      html == """
        <h2>Mentioned In</h2>
        <ul>
        <li>\(guide)</li>
        </ul>
        <h2>Relationships</h2>
        <h3>Conforms To</h3>
        <ul>
        <li><code>Swift.Equatable</code></li>
        </ul>
        <h2>See Also</h2>
        <h3>Guides</h3>
        <ul>
        <li>\(guide)<br>
        Which lanes form a pair.</li>
        </ul>

        """)
  }

  @Test func theTextOfUnknownKindsIsKept() {
    let unknown = """
      {"type":"carousel","columns":[{"size":1,"content":[{"type":"text","text":"a"}]}]},
      {"type":"blink","inlineContent":[{"type":"text","text":"b"}]},
      {"type":"stamp","text":"<c>"},{"type":"thematicBreak"},7,
      {"type":"table","rows":"none"},{"type":"codeVoice"},{"type":"heading","text":"H","level":99}
      """
    #expect(text(unknown) == "ab&lt;c&gt;<h6>H</h6>\n")
  }

  @Test func everythingIsEscaped() {
    let evil = "</noscript><script>x</script>\\\"'&"
    let html = ReferenceFixture.dressed(
      """
      {"metadata":{"title":"\(evil)","roleHeading":"\(evil)","modules":[{"name":"\(evil)m"}]},
       "abstract":[{"type":"text","text":"\(evil)"}],"hierarchy":{"paths":[["i"]]},
       "primaryContentSections":[
        {"kind":"declarations","declarations":[{"tokens":[{"text":"\(evil)"}]}]},
        {"kind":"parameters","parameters":[{"name":"\(evil)","content":[]}]},
        {"kind":"content","content":[{"type":"heading","level":2,"text":"\(evil)","anchor":"\(evil)"},
         {"type":"codeListing","code":["\(evil)"]},{"type":"aside","name":"\(evil)","content":[]},
         {"type":"codeVoice","code":"\(evil)"},{"type":"image","identifier":"p"},
         {"type":"reference","identifier":"i"}]}],
       "topicSections":[{"title":"\(evil)","identifiers":["i","j"]}],
       "references":{"i":{"title":"\(evil)","url":"/documentation/\(evil)"},
        "j":{"title":"\(evil)","role":"symbol","url":"https://\(evil)"},
        "p":{"alt":"\(evil)","variants":[{"url":"/images/\(evil)"}]}}}
      """, ReferenceFixture.html,
      BookCard(title: "</template>\"", language: "\"><b>", basePath: "/\"/", hasSymbolsPage: true))
    #expect(html?.count(of: "<script") == 2)
    #expect(html?.count(of: "<noscript>") == 1 && html?.count(of: "</noscript>") == 1)
    #expect(html?.count(of: "</template>") == 1 && html?.count(of: "<b>") == 0)
    #expect(html?.count(of: "<title>") == 1 && html?.count(of: "href=\"/\"/") == 0)
  }

  @Test func picturesOfTheArchiveAreShownAndOthersTold() {
    func image(_ url: String) -> String {
      text(
        "{\"type\":\"image\",\"identifier\":\"fig\"}",
        references: """
          "fig":{"type":"image","alt":"Four cosines.",
           "variants":[{"url":"\(url)","traits":["1x","light"]}]}
          """)
    }
    #expect(
      image("/images/Figures/fig lines.svg")
        == "<img src=\"/ropes/reference/images/Figures/fig%20lines.svg\" alt=\"Four cosines.\" "
        + "loading=\"lazy\">")
    #expect(image("https://elsewhere.org/a.png") == "Four cosines.")
    #expect(image("//elsewhere.org/a.png") == "Four cosines.")
  }

  @Test(arguments: ["", "{", "[]", "{\"metadata\":{}}", "{\"kind\":\"symbol\"}"])
  func dataOfAnotherShapeIsNoDocument(json: String) {
    #expect(ReferenceFixture.document(json) == nil)
  }
}

extension String {
  func count(of text: String) -> Int { ranges(of: text).count }
}
