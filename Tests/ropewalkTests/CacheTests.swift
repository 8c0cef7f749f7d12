import Foundation
import Testing

/// The cache as somebody at a terminal meets it.
@Suite struct CacheTests {
  private func counts(_ run: ToolRun) -> String {
    let line = run.output.split(separator: "\n").first { $0.contains(" cells: ") }
    return line.map(String.init) ?? run.output + run.errors
  }

  private func bookOfFiveCells() throws -> TemporaryFolder {
    let book = try TemporaryFolder(copyOf: "fine")
    let cells = (1...5).map {
      "```{swift}\n//| label: step-\($0)\nlet x\($0) = \($0)\nprint(x\($0))\n```\n"
    }
    try book.write(
      "---\ntitle: Second\n---\n\nWords.\n\n" + cells.joined(separator: "\nWords.\n\n"),
      to: "content/02-second.md")
    return book
  }

  @Test func aProseEditRunsNothingAndAnEditedCellRunsWhatFollows() throws {
    let book = try bookOfFiveCells()
    let first = try ToolRun("build", book.url.path)
    #expect(first.exitCode == 0, "\(first.errors)")
    #expect(counts(first).hasSuffix("answered"))
    try book.replace("Words.", with: "Other words.\n\nMore.", in: "content/02-second.md")
    let prose = try ToolRun("build", book.url.path)
    #expect(counts(prose).contains(": 0 answered, "))
    #expect(!counts(prose).contains("replayed"))
    try book.replace("let x3 = 3\n", with: "let x3 = 33\n", in: "content/02-second.md")
    let edit = try ToolRun("build", book.url.path)
    #expect(counts(edit).contains(": 3 answered, 2 replayed, "))
    #expect(edit.output.contains("changed: step-3"))
  }

  @Test func whySaysWhichPartChanged() throws {
    let book = try bookOfFiveCells()
    #expect(
      try ToolRun("why", "step-4", book.url.path).output.contains("has not been answered here"))
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let same = try ToolRun("why", "step-4", book.url.path)
    #expect(same.exitCode == 0)
    #expect(same.output.contains("is not run: nothing it depends on has changed"))
    #expect(!same.output.contains("changed, was"))
    try book.replace("let x3 = 3\n", with: "let x3 = 33\n", in: "content/02-second.md")
    let changed = try ToolRun("why", "step-4", book.url.path)
    #expect(changed.output.contains("is run: 1 of the"))
    let line = changed.output.split(separator: "\n").first { $0.contains("changed, was") }
    #expect(line?.contains("before: step-3") == true)
    let replayed = try ToolRun("why", "step-1", book.url.path)
    #expect(replayed.output.contains("is run again for 'step-3' after it"))
    let byNumber = try ToolRun("why", "second:4", book.url.path)
    #expect(byNumber.output == changed.output)
  }

  @Test func whyKnowsTheNearestName() throws {
    let book = try bookOfFiveCells()
    let run = try ToolRun("why", "stepp-4", book.url.path)
    #expect(run.exitCode == 1)
    #expect(run.errors == "error: no cell is called 'stepp-4'; did you mean 'step-4'?\n")
  }

  @Test func cleanRemovesTheCacheAndNothingElse() throws {
    let book = try bookOfFiveCells()
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let site = try book.files(below: "site")
    #expect(try ToolRun("clean", book.url.path).exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: book.url.path + "/.ropewalk"))
    #expect(try book.files(below: "site") == site)
    let again = try ToolRun("build", book.url.path)
    #expect(!counts(again).contains("remembered"))
    #expect(try book.files(below: "site") == site)
    try book.write("mine", to: ".ropewalk/notes.txt")
    #expect(try ToolRun("clean", book.url.path).output.contains("notes.txt"))
    #expect(try book.files(below: ".ropewalk").keys.sorted() == ["notes.txt"])
  }

  @Test func aBuildFromTheCacheGivesTheSameBytes() throws {
    let book = try bookOfFiveCells()
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let cold = try book.files(below: "site")
    try FileManager.default.removeItem(at: book.url.appendingPathComponent("site"))
    let warm = try ToolRun("build", book.url.path)
    #expect(counts(warm).contains(": 0 answered, "))
    #expect(try book.files(below: "site") == cold)
  }

  @Test func twoBuildsAtOnceLeaveOneGoodCache() async throws {
    let book = try bookOfFiveCells()
    let path = book.url.path
    async let one = Task.detached { try ToolRun("build", path, "-o", path + "/one").exitCode }.value
    async let two = Task.detached { try ToolRun("build", path, "-o", path + "/two").exitCode }.value
    #expect(try await [one, two] == [0, 0])
    #expect(try book.files(below: "one") == book.files(below: "two"))
    let third = try ToolRun("build", path)
    #expect(counts(third).contains(": 0 answered, "))
    #expect(third.errors == "")
  }
}

/// Books of other people: built without running anything of theirs.
@Suite struct NoExecuteTests {
  @Test func answersFromTheCommittedRecords() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    let site = try book.files(below: "site")
    try FileManager.default.removeItem(at: book.url.appendingPathComponent(".ropewalk"))
    let run = try ToolRun("build", book.url.path, "--no-execute")
    #expect(run.exitCode == 0)
    #expect(run.errors == "")
    #expect(try book.files(below: "site") == site)
  }

  @Test func saysWhichCellsItCouldNotAnswerAndRunsNone() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    #expect(try ToolRun("build", book.url.path).exitCode == 0)
    try book.write(
      "---\ntitle: Second\n---\n\n```{swift}\nimport Foundation\n\ntry \"ran\".write(toFile: \""
        + book.url.path
        + "/ran\", atomically: true, encoding: .utf8)\n```\n\n```{console}\n$ touch "
        + book.url.path + "/ran\n```\n",
      to: "content/02-second.md")
    let run = try ToolRun("build", book.url.path, "--no-execute")
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("content/02-second.md:5:1: warning: this cell was not run, and "))
    #expect(run.errors.contains("content/02-second.md:11:1: warning: this cell was not run, and "))
    #expect(!FileManager.default.fileExists(atPath: book.url.path + "/ran"))
  }

  @Test func isNotTakenTogetherWithFixPrints() throws {
    #expect(try ToolRun("build", "--no-execute", "--fix-prints").exitCode == 64)
  }
}

/// `build --fix-prints`.
@Suite struct FixPrintsTests {
  @Test func rewritesCommentsWhereTheyStandAndBuilds() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    try book.write(
      """
      ---
      title: Second
      ---

      The text `// Prints "3"` stays.

      ```{swift}
      let word = "// Prints \\"3\\""
      print(1 + 1)
      // Prints "3"
      print("a")
      print("b")
      // Prints "x"
      // Prints "y"
      ```

      - In a list:

        ```{swift}
        print(word)
        // Prints "3"
        ```

      """, to: "content/02-second.md")
    let run = try ToolRun("build", book.url.path, "--fix-prints")
    #expect(run.exitCode == 0, "\(run.errors)")
    #expect(run.output.contains("content/02-second.md: 3 comments rewritten"))
    let text = try String(
      contentsOf: book.url.appendingPathComponent("content/02-second.md"), encoding: .utf8)
    #expect(text.contains("The text `// Prints \"3\"` stays."))
    #expect(text.contains("let word = \"// Prints \\\"3\\\"\"\nprint(1 + 1)\n// Prints \"2\"\n"))
    #expect(text.contains("// Prints \"a\"\n// Prints \"b\"\n"))
    #expect(text.contains("\n  print(word)\n  // Prints \"// Prints \"3\"\"\n  ```"))
  }

  @Test func keepsCarriageReturns() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    try book.write(
      "---\r\ntitle: Second\r\n---\r\n\r\n```{swift}\r\nprint(2)\r\n// Prints \"3\"\r\n```\r\n",
      to: "content/02-second.md")
    #expect(try ToolRun("build", book.url.path, "--fix-prints").exitCode == 0)
    let text = String(
      decoding: try Data(contentsOf: book.url.appendingPathComponent("content/02-second.md")),
      as: UTF8.self)
    #expect(
      text
        == "---\r\ntitle: Second\r\n---\r\n\r\n```{swift}\r\nprint(2)\r\n// Prints \"2\"\r\n```\r\n"
    )
  }

  @Test func leavesALineAloneThatPrintsSomethingElseEachTime() throws {
    let book = try TemporaryFolder(copyOf: "fine")
    let text =
      "---\ntitle: Second\n---\n\n```{swift}\nfor n in 1...2 {\n  print(n)\n  // Prints \"3\"\n}\n```\n"
    try book.write(text, to: "content/02-second.md")
    let run = try ToolRun("build", book.url.path, "--fix-prints")
    #expect(run.exitCode == 1)
    #expect(
      try String(
        contentsOf: book.url.appendingPathComponent("content/02-second.md"), encoding: .utf8)
        == text)
  }
}
