import Foundation
import SnapshotTesting
import Testing

@Suite struct SnapshotTests {
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("snapshots-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("sub/a.txt"))
  }

  @Test func recordingIsReportedAndThenHolds() throws {
    try inFolder { file in
      #expect(Recording.none.problem(with: "a", at: file)?.contains("RECORD=missing") == true)
      #expect(Recording.missing.problem(with: "a", at: file)?.hasPrefix("recorded") == true)
      #expect(Recording.none.problem(with: "a", at: file) == nil)
      #expect(Recording.missing.problem(with: "b", at: file)?.hasPrefix("differs") == true)
      #expect(Recording.all.problem(with: "a", at: file) == nil)
      #expect(Recording.all.problem(with: "b", at: file)?.hasPrefix("recorded") == true)
      #expect(Recording.none.problem(with: "b", at: file) == nil)
    }
  }

  @Test func aServerNeverRecords() throws {
    #expect(Recording("all", isOnServer: true) == .refused("RECORD is refused where CI is set"))
    #expect(Recording(nil, isOnServer: true) == .none)
    #expect(Recording("missing", isOnServer: false) == .missing)
    #expect(
      Recording("yes", isOnServer: false)
        == .refused("RECORD must be 'missing' or 'all', not 'yes'"))
    try inFolder { file in
      #expect(Recording("all", isOnServer: true).problem(with: "a", at: file) != nil)
      #expect(!FileManager.default.fileExists(atPath: file.path))
    }
  }

  @Test func theDifferenceShowsTheLinesAndTheirNumber() {
    #expect(difference(from: "a\nb\nc\n", to: "a\nx\nc\n") == "line 2:\n-b\n+x\n")
    #expect(difference(from: "a\n", to: "a\nb\n") == "line 2:\n+b\n")
  }
}
