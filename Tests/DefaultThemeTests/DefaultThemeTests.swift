import DefaultTheme
import Foundation
import Testing

@Suite struct DefaultThemeTests {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("templates")

  @Test func everyFileOfTheThemeIsEmbeddedByteForByte() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasSuffix(".swift") && !$0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted()
    #expect(DefaultTheme.files.map(\.name) == names)
    for (name, bytes) in DefaultTheme.files {
      let file = try Data(contentsOf: folder.appendingPathComponent(name))
      #expect(bytes == Array(file), "\(name) differs")
    }
  }
}
