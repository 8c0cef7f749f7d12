import Foundation
import Testing

/// `ropewalk test`, the real tool with the real compiler.
@Suite struct TestCommandTests {
  @Test func whatFailsIsNamedWithItsLineAndTheSummaryCounts() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "# A\n\n```swift\nlet a = 1\nprint(a)\n// Prints \"2\"\n```\n", to: "docs/a.md")
    try folder.write(
      "struct B {\n  /// ```swift\n  /// print(nope)\n  /// ```\n  var c = 1\n}\n",
      to: "docs/B.docc/b.swift")
    try folder.write("```swift\nbroken broken\n```\n", to: "docs/.hidden/c.md")
    let run = try ToolRun("test", "docs", in: folder.url)
    #expect(run.exitCode == 1)
    #expect(
      run.errors == """
        docs/B.docc/b.swift:3:13: error: cannot find 'nope' in scope [does-not-compile]
        2 |   /// ```swift
        3 |   /// print(nope)
          |             ^
        docs/a.md:6:1: error: this printed "1", not "2" [wrong-prints]
        5 | print(a)
        6 | // Prints "2"
          | ^
          difference: -1.0

        """)
    #expect(
      run.output
        == "2 fences in 2 files: 0 passed, 2 failed, 0 compiled only, 0 ignored\n")
  }

  @Test func whatIsAsPromisedEndsWith0WhateverTheNumberOfJobs() throws {
    let folder = try TemporaryFolder()
    for name in ["a.md", "b.md", "c.md"] {
      try folder.write("```swift\nprint(1)\n// Prints \"1\"\n```\n", to: name)
    }
    for jobs in ["1", "3"] {
      let run = try ToolRun("test", ".", "a.md", "--jobs", jobs, in: folder.url)
      #expect(run.exitCode == 0)
      #expect(run.errors == "")
      #expect(
        run.output == "3 fences in 3 files: 3 passed, 0 failed, 0 compiled only, 0 ignored\n")
    }
  }

  @Test func theTimeOfAFenceIsLimited() throws {
    let folder = try TemporaryFolder()
    try folder.write("```swift\nwhile true {}\n```\n", to: "a.md")
    let run = try ToolRun("test", "a.md", "--timeout", "0.5", in: folder.url)
    #expect(run.exitCode == 1)
    #expect(
      run.errors.hasPrefix("a.md:1:1: error: this example ran longer than 0.5 s and was stopped"))
  }

  @Test func noFencesAreSaidToBeNone() throws {
    let folder = try TemporaryFolder()
    try folder.write("# Nothing\n", to: "a.md")
    let run = try ToolRun("test", ".", in: folder.url)
    #expect(run.exitCode == 0)
    #expect(run.output == "no fences marked 'swift' in 1 file\n")
  }

  @Test func wrongUsageEndsWith64() throws {
    let folder = try TemporaryFolder()
    try folder.write("text", to: "a.txt")
    #expect(try ToolRun("test", "nowhere.md", in: folder.url).exitCode == 64)
    #expect(try ToolRun("test", "a.txt", in: folder.url).exitCode == 64)
    #expect(try ToolRun("test", in: folder.url).exitCode == 64)
    #expect(try ToolRun("test", ".", "--timeout", "0", in: folder.url).exitCode == 64)
    #expect(try ToolRun("test", ".", "--modules", "none", in: folder.url).exitCode == 64)
  }

  @Test func aFileThatIsNoTextIsAnError() throws {
    let folder = try TemporaryFolder()
    try folder.write("```swift\nprint(1)\n```\n", to: "a.md")
    try Data([0xFF, 0x0A]).write(to: folder.url.appendingPathComponent("b.md"))
    let run = try ToolRun("test", ".", in: folder.url)
    #expect(run.exitCode == 1)
    #expect(run.errors.hasPrefix("b.md:1:1: error: 'b.md' is not UTF-8"))
  }
}
