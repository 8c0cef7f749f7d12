import Foundation
import MathML
import Testing

/// Structure as another converter sees it. `Corpus/pandoc.txt` holds, line by line, what pandoc 2.17
/// makes of each formula, reduced by our `Skeleton`; `script/record-pandoc` writes it anew.
@Suite struct PandocTests {
  static let record = Corpus.folder.appending(path: "pandoc.txt")

  @Test func structureIsThatOfPandocButForNamedDifferences() throws {
    let lines = try String(contentsOf: PandocTests.record, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try #require(
      lines.count - 1 == Corpus.entries.count, "script/record-pandoc brings it up to date")
    var unused = Set(PandocDifference.all.keys)
    for (entry, theirs) in zip(Corpus.entries, lines) {
      let root = try #require(MarkupTree.read(Formula(entry.tex).mathML(display: true)))
      let ours = Skeleton.text(of: root)
      let tex = entry.tex
      if let difference = PandocDifference.all[tex] {
        unused.remove(tex)
        #expect(ours != theirs, "no difference any more: \(tex)")
        #expect(ours == difference.ours, "\(tex)")
      } else {
        #expect(ours == theirs, "\(tex)")
      }
    }
    #expect(unused.isEmpty)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD_PANDOC"] != nil))
  func pandocIsRecorded() throws {
    var text = ""
    for entry in Corpus.entries {
      text += try PandocTests.pandoc("$$" + entry.tex + "$$") + "\n"
    }
    try text.write(to: PandocTests.record, atomically: true, encoding: .utf8)
  }

  private static func pandoc(_ tex: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["pandoc", "-f", "latex", "-t", "html", "--mathml"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    input.fileHandleForWriting.write(Data(tex.utf8))
    try input.fileHandleForWriting.close()
    let html = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let start = html.range(of: "<math"), let end = html.range(of: "</math>"),
      let root = MarkupTree.read(String(html[start.lowerBound..<end.upperBound]))
    else { return "(not converted)" }
    return Skeleton.text(of: root)
  }
}
