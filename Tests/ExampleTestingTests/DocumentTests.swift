import BookModel
import ExampleTesting
import Testing

/// Where examples are found, and what their fences say.
@Suite struct DocumentTests {
  private func places(_ document: Document) -> [String] {
    document.examples.map { "\($0.location.line):\($0.location.column)" }
  }

  @Test func onlyFencesMarkedSwiftAreExamples() {
    let document = markdown(
      "```swift\n1\n```\n\n```swift-x\n2\n```\n\n```\n3\n```\n\n```{swift}\n4\n```\n\n    5\n")
    #expect(document.examples.map(\.code) == ["1\n"])
  }

  @Test func fencesInListsAndQuotesAreFoundWithTheirColumns() {
    let document = markdown(
      "- a\n  ```swift\n  print(1)\n  ```\n\n> ~~~swift\n>  print(2)\n> ~~~\n")
    #expect(places(document) == ["2:3", "6:3"])
    #expect(document.examples.map(\.indentations.first) == [2, 2])
    #expect(document.examples.map(\.code) == ["print(1)\n", " print(2)\n"])
  }

  @Test(arguments: [
    ("swift", Promise.runs), ("swift ignore", .ignored), ("swift,no-run", .compiles),
    ("swift, throws", .throws), ("swift fails-to-compile", .failsToCompile),
    ("swift throws ignore", .ignored),
  ])
  func theWordsOfAFenceArePromises(info: String, promise: Promise) {
    let document = markdown("```\(info)\n```\n")
    #expect(document.examples.map(\.promise) == [promise])
    #expect(document.diagnostics == [])
  }

  @Test func anUnknownWordIsAnErrorAtItsPlaceWithASuggestion() {
    let document = markdown("Text.\n\n```swift ignore, norun\n```\n")
    #expect(
      document.diagnostics.map { "\($0)" } == [
        "a.md:3:18: error: 'norun' is no word of a Swift fence; did you mean 'no-run'? "
          + "[unknown-fence-word]"
      ])
  }

  @Test func anExampleCannotPromiseTwoThings() {
    let document = markdown("```swift throws no-run\n```\n")
    #expect(document.diagnostics.map(\.identifier) == ["contradictory-words"])
    #expect(document.diagnostics.first?.location?.column == 17)
  }

  @Test func commentsOfASwiftFileAreMarkdown() {
    let document = swift(
      """
      /// One.
      ///
      /// ```swift
      /// let a = 1
      /// ```
      struct A {
        /** Two.

         ```swift
         let b = 2
         ```
         */
        func f() {}
        /**
         * ```swift
         * let c = 3
         * ```
         */
        var g = 1 /* /** ```swift */ */
      }
      """)
    #expect(document.examples.map(\.code) == ["let a = 1\n", "let b = 2\n", "let c = 3\n"])
    #expect(places(document) == ["3:5", "9:4", "15:6"])
    #expect(document.examples.map(\.indentations.first) == [4, 3, 5])
  }

  @Test func commentsInsideTextsAreNotDocumentation() {
    let document = swift(
      "let a = \"\"\"\n  /// ```swift\n  /// 1\n  /// ```\n  \"\"\"\nlet b = #\"/**\"#\n"
        + "let c = \"/** \\\" \"\n//// ```swift\n/// ```swift\n/// 2\n/// ```\n")
    #expect(document.examples.map(\.code) == ["2\n"])
  }

  @Test func twoCommentsAreTwoTexts() {
    let document = swift("/// ```swift\n/// 1\nvar a = 1\n/// two\nvar b = 2\n")
    #expect(document.examples.map(\.code) == ["1\n"])
  }

  @Test func aTextThatCannotBeReadIsNoTextWithoutExamples() {
    let deep = String(repeating: "> ", count: 3_000) + "deep"
    #expect(markdown(deep).diagnostics.map(\.identifier) == ["nested-too-deep"])
    let comment = swift("let a = 1\n\n/// \(deep)\nlet b = 2\n")
    #expect(comment.diagnostics.map(\.location?.line) == [3])
  }

  @Test func aFileInSourcesBelongsToAModule() {
    #expect(DocumentSearch.module(of: "/a/Sources/RoPE/X.swift") == "RoPE")
    #expect(DocumentSearch.module(of: "/a/Sources/RoPE/RoPE.docc/X.md") == "RoPE")
    #expect(DocumentSearch.module(of: "/a/Sources/X.swift") == nil)
    #expect(DocumentSearch.module(of: "/a/README.md") == nil)
  }
}

func markdown(_ text: String) -> Document { Document(SourceFile(path: "a.md", text: text)) }
func swift(_ text: String) -> Document { Document(SourceFile(path: "a.swift", text: text)) }
