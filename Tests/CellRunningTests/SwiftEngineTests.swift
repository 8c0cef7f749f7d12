import BookModel
import CellRunning
import Figures
import Testing

@Suite struct SwiftEngineTests {
  @Test func theModulesLieBesideTheTests() {
    #expect(modules != nil)
  }

  @Test func cellsOfAChapterAreOneProgram() async {
    let ran = await run(
      """
      ```{swift}
      let a = 20
      print("one")
      ```

      ```{swift}
      print(a + 1)
      ```
      """)
    #expect(ran.messages == [])
    #expect(ran.outputs == ["one\n", "21\n"])
  }

  @Test func resultsComeInTheOrderTheyHappened() async {
    let ran = await run(
      """
      ```{swift}
      print("before")
      show(Table([(1, 0.5)], columns: ["n", "x"]))
      print("between")
      publish("half", 0.5)
      claim("clm-half", "A half is below one.", largest: 0.5, below: 1)
      ```
      """)
    #expect(ran.messages == [])
    let kinds = ran.records.first?.items.map { item -> String in
      switch item {
      case .output(let text): text
      case .table(let table, _, _): "table \(table.rows.count)"
      case .figure: "figure"
      case .claim(let claim): "claim \(claim.holds)"
      case .value(let name, let value, _): "\(name) \(value.plain())"
      case .failure(let failure): "failure \(failure.kind)"
      }
    }
    #expect(kinds == ["before\n", "table 1", "between\n", "half 0.500000", "claim true"])
  }

  @Test func standardErrorIsKeptApartAndRememberedWithItsCell() async throws {
    let folder = try TemporaryFolder()
    let cache = CellCache(folder: folder.path)
    let body =
      "```{swift}\nimport Foundation\nprint(\"page\")\n"
      + "FileHandle.standardError.write(Data(\"author\\n\".utf8))\n```"
    for _ in 0..<2 {
      let ran = await run(body, cache: cache)
      #expect(ran.outputs == ["page\n"])
      #expect(
        ran.messages == [
          "content/01-chapter1.md:4:1: note: this cell wrote to standard error [standard-error]"
        ])
      #expect(ran.diagnostics.first?.notes.map(\.text) == ["author"])
    }
  }

  @Test func numbersKeepEveryBitOnTheWayToTheRecord() async {
    let ran = await run(
      "```{swift}\npublish(\"x\", 0.1 + 0.2)\npublish(\"nan\", Double.nan)\n"
        + "publish(\"tiny\", Double.leastNonzeroMagnitude)\n```")
    #expect(ran.messages == [])
    #expect(ran.records.first?.value(named: "x") == .number(0.30000000000000004))
    #expect(ran.records.first?.value(named: "nan") == .number(.nan))
    #expect(ran.records.first?.value(named: "tiny") == .number(.leastNonzeroMagnitude))
  }

  @Test func thePreludeStandsBeforeTheFirstCellOfEachChapter() async {
    let cell = "```{swift}\nprint(words.count)\n```"
    let ran = await run(chapters: [cell, cell], prelude: "let words = [\"a\", \"b\"]\n")
    #expect(ran.messages == [])
    #expect(ran.outputs == ["2\n", "2\n"])
  }

  @Test func chaptersShareNoState() async {
    let ran = await run(chapters: [
      "```{swift}\nlet a = 1\n```", "```{swift}\nprint(a)\n```",
    ])
    #expect(
      ran.messages == [
        "content/02-chapter2.md:5:7: error: cannot find 'a' in scope [does-not-compile]"
      ])
  }

  @Test func aFunctionMayChangeATopLevelVariable() async {
    let ran = await run(
      "```{swift}\nvar total = 0\nfunc add() { total += 1 }\nadd()\nprint(total)\n```")
    #expect(ran.messages == [])
    #expect(ran.outputs == ["1\n"])
  }

  @Test func cellsThatAreNotRunAreNotCompiled() async {
    let ran = await run("```{swift}\n//| eval: false\nthis is no Swift\n```")
    #expect(ran.messages == [])
  }

  @Test func withoutModulesTheErrorSaysWhatToDo() async throws {
    let engine = SwiftEngine(modules: nil)
    let cell = Cell(
      id: .init(chapter: "a", index: 0), engine: "swift", label: nil, options: CellOptions(),
      body: .code("print(1)"), listing: "", location: SourceLocation(file: "content/a.md", line: 4),
      bodyLocation: SourceLocation(file: "content/a.md", line: 5))
    let chapter = Chapter(
      slug: "a", number: "1", part: "", title: "", description: "", file: "content/a.md",
      blocks: [.cell(cell)])
    let book = Book(
      configuration: BookConfiguration(), chapters: [chapter], prelude: nil, sources: [:])
    let answers = await engine.answer([Question(cell)], of: chapter, in: book)
    let diagnostic = try #require(answers.first?.diagnostics.first)
    #expect(
      "\(diagnostic)"
        == "content/a.md:4:1: error: Swift cells need the built modules [missing-modules]")
    #expect(diagnostic.notes.map(\.text).joined().contains("swift build"))
  }
}
