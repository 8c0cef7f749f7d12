import Foundation
import Testing

@testable import SiteBuilding

/// How one site takes the place of another, and what is left when that fails.
@Suite struct FolderSwapTests {
  private let folder: SiteFolder
  private let next: String
  private let previous: String

  init() throws {
    folder = try SiteFolder()
    next = folder.around + "/.site.ropewalk-next"
    previous = folder.around + "/.site.ropewalk-previous"
  }

  private struct Stop: Error {}

  #if os(Linux)
    @Test func exchangesAtOnceOnThisSystem() throws {
      try folder.put("1", at: "site/a")
      try folder.put("2", at: ".site.ropewalk-next/a")
      let never: @Sendable (String, String) throws -> Void = { _, _ in throw Stop() }
      try FolderSwap(rename: never).put(next, at: folder.site, previous: previous)
      #expect(folder.text("a") == "2")
      #expect(FileManager.default.contents(atPath: next + "/a") == Data("1".utf8))
    }
  #endif

  @Test func theSiteIsThereAtEveryMoment() async throws {
    try folder.build(["a": "0"])
    let path = folder.site + "/a"
    let reader = Task.detached {
      var seen: Set<String> = []
      while !Task.isCancelled {
        let data = FileManager.default.contents(atPath: path)
        seen.insert(data.map { String(decoding: $0, as: UTF8.self) } ?? "nothing")
      }
      return seen
    }
    for index in 1...100 { try folder.build(["a": "\(index)"]) }
    reader.cancel()
    let seen = await reader.value
    #expect(!seen.contains("nothing") && !seen.contains(""))
  }

  @Test func renamesTwiceWhereNamesCannotBeExchanged() throws {
    let swap = FolderSwap(exchange: { _, _ in false })
    try folder.put("mine", at: "site/CNAME")
    try folder.build(["a": "1"], swap: swap)
    try folder.build(["a": "2"], swap: swap)
    #expect(folder.paths == ["CNAME", "a", "manifest.json"])
    #expect(folder.text("a") == "2")
    #expect(folder.neighbours == ["site"])
  }

  @Test func bringsTheOldSiteBackWhenTheSecondRenameFails() throws {
    try folder.build(["a": "1"])
    let swap = FolderSwap(
      exchange: { _, _ in false },
      rename: { from, to in
        if from.hasSuffix("-next") { throw Stop() }
        try SystemCalls.rename(from, to)
      })
    #expect(throws: Stop.self) { try folder.build(["a": "2"], swap: swap) }
    #expect(folder.text("a") == "1")
    #expect(folder.neighbours == ["site"])
  }

  @Test func keepsTheOldSiteWhenTheExchangeFails() throws {
    try folder.build(["a": "1"])
    #expect(throws: Stop.self) {
      try folder.build(["a": "2"], swap: FolderSwap(exchange: { _, _ in throw Stop() }))
    }
    #expect(folder.text("a") == "1")
    #expect(folder.neighbours == ["site"])
  }

  @Test func clearsAwayWhatADeadBuildLeft() throws {
    try folder.put("half", at: ".site.ropewalk-next/a")
    try folder.put("half", at: ".site.ropewalk-next/b")
    try folder.build(["a": "1"])
    #expect(folder.paths == ["a", "manifest.json"])
    #expect(folder.neighbours == ["site"])
    try folder.put("half", at: ".site.ropewalk-next/index.html")
    try folder.build(["a": "1"])
    #expect(folder.paths == ["a", "manifest.json"])
    #expect(folder.neighbours == ["site"])
  }

  @Test func bringsBackTheSiteThatADeadBuildMovedAway() throws {
    try folder.build(["a": "1", "b": "1"])
    try folder.put("mine", at: "site/CNAME")
    try FileManager.default.moveItem(atPath: folder.site, toPath: previous)
    try folder.put("half", at: ".site.ropewalk-next/a")
    let changes = try folder.build(["a": "1"])
    #expect(changes.unchanged == ["a"])
    #expect(changes.removed == ["b"])
    #expect(folder.paths == ["CNAME", "a", "manifest.json"])
    #expect(folder.neighbours == ["site"])
  }

  @Test func forgetsTheOldSiteWhenTheNewOneStands() throws {
    try folder.build(["a": "2"])
    try folder.put("1", at: ".site.ropewalk-previous/a")
    try folder.build(["a": "2"])
    #expect(folder.text("a") == "2")
    #expect(folder.neighbours == ["site"])
  }

  @Test func buildsAtTheSameTimeWaitForEachOther() async throws {
    let site = folder.site
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<4 {
        group.addTask {
          for turn in 0..<10 {
            let files = (0..<60).map { SiteFile(path: "\($0)", bytes: [UInt8(index * 10 + turn)]) }
            _ = try SiteWriter(to: site).write(files, reference: nil)
          }
        }
      }
      try await group.waitForAll()
    }
    let texts = Set((0..<60).map { folder.text("\($0)") })
    #expect(texts.count == 1)
    #expect(folder.neighbours == ["site"])
  }
}
