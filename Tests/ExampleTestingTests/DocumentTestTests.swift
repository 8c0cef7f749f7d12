import BookModel
import CellRunning
import ExampleTesting
import Foundation
import Testing

/// What becomes of the examples of a document, with the real compiler.
@Suite struct DocumentTestTests {
  @Test func examplesShareTheirDeclarations() async throws {
    let tried = try await tried(
      "```swift\nlet a = 1\n```\n\n```swift\nprint(a)\n// Prints \"1\"\n```\n")
    #expect(tried.messages == [])
    #expect(tried.verdicts == [.passed, .passed])
  }

  @Test func aNameDeclaredAgainStartsAProgramThatKeepsTheImports() async throws {
    let tried = try await tried(
      "```swift\nimport Foundation\nlet a = 1\nlet b = 2\n```\n\n"
        + "```swift\nlet a = \"x\"\nprint(Date(timeIntervalSince1970: 0) > .now, a)\n"
        + "// Prints \"false x\"\n```\n\n```swift\nprint(b)\n```\n")
    #expect(
      tried.messages == ["a.md:14:7: error: cannot find 'b' in scope [does-not-compile]"])
    #expect(tried.diagnostics.first?.notes.last?.location?.line == 7)
  }

  @Test func aTranscriptIsRunWhereItSaysSoAndNowhereElse() async throws {
    let tried = try await tried(
      "```console\n$ exit 1\n```\n\n```console run\n$ echo one\none\n```\n\n"
        + "- ```console run\n  $ echo one\n  two\n  ```\n")
    #expect(
      tried.messages == [
        "a.md:12:3: error: this command did not print 'two' [wrong-transcript]"
      ])
    #expect(tried.verdicts.count == 2)
  }

  @Test func aTranscriptRunsInACopyOfTheFolderItNames() async throws {
    let missing = try await tried("```console run in=nowhere\n$ ls\n```\n")
    #expect(missing.messages == ["a.md:1:1: error: no folder 'nowhere' [missing-folder]"])
    let unknown = try await tried("```console run nu\n$ ls\n```\n")
    #expect(unknown.messages.first?.contains("'nu' is no word of a transcript") == true)
    let here = FileManager.default.currentDirectoryPath
    let folder = try #require(
      ["Sources/CellKit"].first { FileManager.default.fileExists(atPath: here + "/" + $0) })
    let copied = try await tried(
      "```console run in=\(folder)\n$ rm *.swift && touch new && ls\nnew\n```\n")
    #expect(copied.messages == [])
    #expect(!FileManager.default.fileExists(atPath: folder + "/new"))
  }

  @Test func eachRunsEveryExampleAlone() async throws {
    let text = "```swift\nlet a = 1\n```\n\n```swift\nprint(a)\n```\n"
    #expect(try await tried(text, each: true).messages.count == 1)
  }

  @Test func aMismatchNamesWhatWasFoundAndIsNoReasonToStop() async throws {
    let tried = try await tried(
      "```swift\nlet a = 1\nprint(a)\n// Prints \"2\"\n```\n\n```swift\nprint(a)\n// Prints \"1\"\n```\n"
    )
    #expect(
      tried.messages == ["a.md:4:1: error: this printed \"1\", not \"2\" [wrong-prints]"])
    #expect(tried.verdicts.last == .passed)
  }

  @Test func aBrokenExampleHidesNoOther() async throws {
    let tried = try await tried(
      """
      ```swift
      let a: Int = "x"
      ```

      - ```swift
        let b = nope
        ```

      ```swift
      print(b)
      ```

      ```swift
      print(7)
      // Prints "8"
      ```
      """)
    #expect(
      tried.messages == [
        "a.md:2:14: error: cannot convert value of type 'String' to specified type 'Int' "
          + "[does-not-compile]",
        "a.md:6:11: error: cannot find 'nope' in scope [does-not-compile]",
        "a.md:9:1: note: not checked, because the example at a.md:5:3 failed [not-checked]",
        "a.md:15:1: error: this printed \"7\", not \"8\" [wrong-prints]",
      ])
  }

  @Test func anOpenBraceIsTheFaultOfItsExampleAlone() async throws {
    let tried = try await tried(
      "```swift\nfunc f() {\n```\n\n```swift\nextension Int {}\nprint(1)\n```\n")
    #expect(tried.diagnostics.map(\.location?.line) == [2])
    #expect(tried.verdicts.last == .passed)
  }

  @Test func whatEndsAProgramIsLeftOutAndTheRestIsRun() async throws {
    let tried = try await tried(
      """
      ```swift
      let a = 7
      ```

      ```swift
      let b = [1][a]
      ```

      ```swift
      print(b)
      ```

      ```swift
      struct Oops: Error {}
      func f(_ x: Int) throws { if x > 1 { throw Oops() } }
      try f(1)
      let c: Void = try f(2)
      ```

      ```swift
      while true {}
      ```

      ```swift
      print(a)
      // Prints "7"
      ```
      """, timeLimit: 1)
    #expect(
      tried.messages == [
        "a.md:6:12: error: Index out of range [example-trapped]",
        "a.md:9:1: note: not checked, because the example at a.md:5:1 failed [not-checked]",
        "a.md:15:38: error: this example threw Oops() [example-threw]",
        "a.md:20:1: error: this example ran longer than 1 s and was stopped [timeout]",
      ])
    #expect(tried.verdicts.last == .passed)
  }

  @Test func anExampleThatIsNotRunIsCompiled() async throws {
    let tried = try await tried(
      "```swift\nlet a = 1\n```\n\n```swift no-run\nwhile true { print(a) }\n```\n\n"
        + "```swift no-run\nprint(b)\n```\n\n```swift ignore\nno Swift\n```\n")
    #expect(tried.messages == ["a.md:10:7: error: cannot find 'b' in scope [does-not-compile]"])
    #expect(tried.verdicts.prefix(2) == [.passed, .compiled])
    #expect(tried.verdicts.last == .ignored)
  }

  @Test func anExampleThatMustThrowHasToThrow() async throws {
    let tried = try await tried(
      "```swift\nstruct Oops: Error {}\n```\n\n```swift throws\nthrow Oops()\n```\n\n"
        + "```swift throws\nprint(1)\n```\n\n```swift throws\nfatalError(\"no\")\n```\n")
    #expect(tried.verdicts.prefix(2) == [.passed, .passed])
    #expect(tried.diagnostics.map(\.identifier) == ["no-error-thrown", "example-trapped"])
    #expect(tried.diagnostics.map(\.location?.line) == [9, 14])
  }

  @Test func anExampleThatMustNotCompileHasToBeRefused() async throws {
    let tried = try await tried(
      "```swift\nlet a = 1\n```\n\n```swift fails-to-compile\nlet b: String = a\n```\n\n"
        + "```swift fails-to-compile\nlet a = \"one\"\n```\n")
    #expect(tried.verdicts.prefix(2) == [.passed, .passed])
    #expect(tried.diagnostics.map(\.identifier) == ["unexpectedly-compiles"])
    #expect(tried.diagnostics.map(\.location?.line) == [9])
  }

  @Test func theModuleOfASourceFileIsImportedAndNoOther() async throws {
    let comment = "/// ```swift\n/// print(NumberFormat.integer == .integer)\n/// ```\n"
    let source = SourceFile(path: "Sources/Figures/A.swift", text: comment)
    #expect(try await tried(Document(source, module: "Figures")).messages == [])
    #expect(
      try await tried(Document(source, module: nil)).messages == [
        "Sources/Figures/A.swift:2:11: error: cannot find 'NumberFormat' in scope "
          + "[does-not-compile]"
      ])
  }

  @Test func theSummaryCountsEveryFence() async throws {
    let tried = try await tried(
      "```swift\n1 + 1 as Int as Void\n```\n\n```swift ignore\n```\n\n```swift no-run\n```\n\n"
        + "```swift\n```\n")
    #expect(
      "\(TestSummary([tried.report]))"
        == "4 fences in 1 file: 1 passed, 1 failed, 1 compiled only, 1 ignored")
  }
}

// MARK: - Support

/// A document that was tried.
struct Tried {
  var report: DocumentReport

  var verdicts: [Verdict] { report.verdicts }
  var diagnostics: [Diagnostic] { report.diagnostics }
  var messages: [String] { diagnostics.map { "\($0)" } }
}

func tried(_ text: String, each: Bool = false, timeLimit: Double = 10) async throws -> Tried {
  try await tried(markdown(text), each: each, timeLimit: timeLimit)
}

func tried(
  _ document: Document, each: Bool = false, timeLimit: Double = 10
) async throws -> Tried {
  // The modules lie where the tests do.
  let executable = Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? ""
  let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
  let modules = try #require(
    ModuleLibrary.find(named: nil, root: "/nowhere", executable: executable)
      ?? ModuleLibrary.find(named: folder, root: "/nowhere", executable: ""))
  let test = DocumentTest(
    document, runner: ExampleRunner(modules: modules), each: each, timeLimit: timeLimit)
  return Tried(report: await test.report())
}
