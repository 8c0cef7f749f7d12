import Foundation
import Testing

@testable import SiteBuilding

@Suite struct SiteWriterTests {
  private let folder: SiteFolder

  init() throws { folder = try SiteFolder() }

  // MARK: What is written

  @Test func writesTheFirstSite() throws {
    let changes = try folder.build(["index.html": "a", "rope/index.html": "b"])
    #expect(changes.written == ["index.html", "rope/index.html"])
    #expect(changes.unchanged.isEmpty && changes.removed.isEmpty)
    #expect(folder.text("rope/index.html") == "b")
    #expect(folder.text("manifest.json") == "[\n  \"index.html\",\n  \"rope/index.html\"\n]\n")
    #expect(folder.neighbours == ["site"])
  }

  @Test func makesTheFoldersAroundTheSite() throws {
    let site = folder.around + "/a/b/site"
    _ = try SiteWriter(to: site).write([SiteFile(path: "x", bytes: [1])], reference: nil)
    #expect(FileManager.default.contents(atPath: site + "/x") == Data([1]))
  }

  @Test func tellsWhatChanged() throws {
    try folder.build(["a": "1", "b": "1", "c": "1"])
    let changes = try folder.build(["d": "1", "b": "2", "a": "1"])
    #expect(changes.written == ["b", "d"])
    #expect(changes.unchanged == ["a"])
    #expect(changes.removed == ["c"])
    #expect(folder.paths == ["a", "b", "d", "manifest.json"])
    #expect(folder.text("b") == "2")
  }

  @Test func keepsUnchangedFilesAndTheirTimes() throws {
    try folder.build(["a/b": "1", "c": "1", "d": "1"])
    let before = try (folder.identity("a/b"), folder.identity("c"))
    try folder.build(["a/b": "1", "c": "2", "d": "1"])
    #expect(try folder.identity("a/b") == before.0)
    #expect(try folder.identity("c") != before.1)
  }

  @Test func touchesNothingWhenNothingChanged() throws {
    try folder.build(["a": "1", "b/c": "2"])
    let before = try folder.identity("")
    let changes = try folder.build(["b/c": "2", "a": "1"])
    #expect(changes.unchanged == ["a", "b/c"])
    #expect(try folder.identity("") == before)
  }

  @Test func givesTheSameManifestForFilesInAnyOrder() throws {
    try folder.build(["b": "", "é\"\\": "", "a/b": "", "a-b": "", "C/x": ""])
    let first = folder.text("manifest.json")
    #expect(
      first == "[\n  \"C/x\",\n  \"a-b\",\n  \"a/b\",\n  \"b\",\n  \"é\\\"\\\\\"\n]\n")
    try folder.build(["C/x": "", "a-b": "", "a/b": "", "é\"\\": "", "b": "1"])
    #expect(folder.text("manifest.json") == first)
  }

  @Test func writesLongAndEmptyFiles() throws {
    let long = [UInt8](repeating: 65, count: 3_000_000)
    let files = [SiteFile(path: "long", bytes: long), SiteFile(path: "empty", bytes: [])]
    _ = try SiteWriter(to: folder.site).write(files, reference: nil)
    #expect(FileManager.default.contents(atPath: folder.site + "/long").map(Array.init) == long)
    #expect(folder.text("empty")?.isEmpty == true)
  }

  @Test func writesThroughALinkToAFolder() throws {
    try folder.put("mine", at: "real/CNAME")
    try FileManager.default.createSymbolicLink(
      atPath: folder.site, withDestinationPath: folder.around + "/real")
    try folder.build(["a": "1"])
    #expect(folder.text("CNAME") == "mine")
    #expect(folder.neighbours == ["real", "site"])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.site)
        == folder.around + "/real")
  }

  // MARK: What is removed

  @Test func keepsWhatNoBuildMade() throws {
    try folder.build(["index.html": "1", "old/index.html": "1", "both/ours": "1"])
    try folder.put("example.org", at: "site/CNAME")
    try folder.put("note", at: "site/both/mine/note.txt")
    try FileManager.default.createDirectory(
      atPath: folder.site + "/empty/inner", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.site + "/link", withDestinationPath: "nowhere")
    let before = try folder.identity("CNAME")
    let changes = try folder.build(["index.html": "2"])
    #expect(changes.removed == ["both/ours", "old/index.html"])
    #expect(
      folder.paths == [
        "CNAME", "both/mine/note.txt", "empty/inner/", "index.html", "link", "manifest.json",
      ])
    #expect(try folder.identity("CNAME") == before)
    let destination = try FileManager.default.destinationOfSymbolicLink(
      atPath: folder.site + "/link")
    #expect(destination == "nowhere")
  }

  @Test func removesNothingFromAFolderThatIsNoSite() throws {
    try folder.put("1", at: "site/a.txt")
    try folder.put("1", at: "site/index.html")
    let changes = try folder.build(["index.html": "2"])
    #expect(changes.removed.isEmpty)
    #expect(folder.text("a.txt") == "1")
    #expect(folder.text("index.html") == "2")
  }

  @Test func leavesAloneWhatAManifestNamesOutsideTheSite() throws {
    try folder.build(["a": "1"])
    try folder.put("mine", at: "outside.txt")
    try folder.put("mine", at: "site/reference/index.html")
    try folder.put(
      "[\"../outside.txt\", \"/etc/passwd\", \"reference/index.html\", \"a\"]",
      at: "site/manifest.json")
    let changes = try folder.build(["b": "1"])
    #expect(changes.removed == ["a"])
    #expect(folder.neighbours == ["outside.txt", "site"])
    #expect(folder.text("reference/index.html") == "mine")
  }

  // MARK: The reference

  @Test func keepsTheReferenceUnlessThereIsANewOne() throws {
    try folder.put("1", at: "docc/documentation/rope(_:)/index.html")
    try folder.put("1", at: "docc/gone.html")
    let docc = folder.around + "/docc"
    try folder.build(["a": "1"], reference: docc)
    #expect(folder.text("reference/documentation/rope(_:)/index.html") == "1")
    try folder.build(["a": "2"])
    #expect(folder.text("reference/gone.html") == "1")
    #expect(folder.text("manifest.json") == "[\n  \"a\"\n]\n")

    try FileManager.default.removeItem(atPath: docc + "/gone.html")
    try folder.put("2", at: "docc/documentation/rope(_:)/index.html")
    try folder.build(["a": "2"], reference: docc)
    #expect(
      folder.paths == ["a", "manifest.json", "reference/documentation/rope(_:)/index.html"])
    #expect(folder.text("reference/documentation/rope(_:)/index.html") == "2")
    try folder.build(["a": "3"], reference: folder.site + "/reference")
    #expect(folder.text("reference/documentation/rope(_:)/index.html") == "2")
  }

  // MARK: Refusals

  /// Expects the error, and everything as it was.
  private func expectRefusal(
    of texts: KeyValuePairs<String, String>, reference: String? = nil, _ error: SiteError,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let (paths, neighbours) = (folder.paths, folder.neighbours)
    #expect(throws: error, sourceLocation: sourceLocation) {
      try folder.build(texts, reference: reference)
    }
    #expect(folder.paths == paths, sourceLocation: sourceLocation)
    #expect(folder.neighbours == neighbours, sourceLocation: sourceLocation)
    #expect(!error.description.isEmpty)
  }

  @Test(arguments: [
    "", "/", "/etc/x", "..", "../x", "a/../../x", "a/./b", "a//b", "a/", ".", "a\u{0}b",
  ])
  func refusesPathsThatLeaveTheSite(_ path: String) throws {
    try folder.build(["a": "1"])
    try expectRefusal(of: ["a": "2", path: "2"], .unsafePath(path))
  }

  @Test(arguments: ["manifest.json", "Manifest.JSON", "reference", "reference/x", "Reference/x"])
  func refusesPathsOfItsOwn(_ path: String) throws {
    try expectRefusal(of: [path: "2"], .reservedPath(path))
  }

  @Test(arguments: [
    ("a", "a"), ("README", "Readme"), ("A/x", "a/y"), ("a", "a/b"), ("e\u{301}", "é"),
  ])
  func refusesPathsThatFallTogether(_ pair: (String, String)) throws {
    try expectRefusal(of: [pair.0: "1", pair.1: "2"], .samePath(pair.0, pair.1))
    #expect(SiteError.samePath(pair.0, pair.1).description.contains(pair.1))
  }

  @Test func refusesToTakeThePlaceOfOthers() throws {
    try folder.put("mine", at: "site/a")
    try folder.put("mine", at: "site/b/c")
    try expectRefusal(of: ["a/x": "1"], .inTheWay("a"))
    try expectRefusal(of: ["b": "1"], .inTheWay("b"))
  }

  @Test func turnsItsOwnFileIntoAFolderAndBack() throws {
    try folder.build(["a": "1", "b/c": "1"])
    try folder.build(["a/x": "1", "b": "1"])
    #expect(folder.paths == ["a/x", "b", "manifest.json"])
  }

  @Test func refusesASiteThatIsAFile() throws {
    try folder.put("a file", at: "site")
    try expectRefusal(of: ["a": "1"], .notAFolder(folder.site))
    #expect(FileManager.default.contents(atPath: folder.site) == Data("a file".utf8))
  }

  @Test(arguments: [".", "..", "/", ""])
  func refusesTheFolderItRunsIn(_ path: String) {
    #expect(throws: SiteError.holdsWorkingFolder(path)) {
      try SiteWriter(to: path).write([], reference: nil)
    }
  }

  @Test func refusesAPlaceThatCannotBeWrittenTo() throws {
    try folder.put("", at: "file")
    #expect(throws: SiteError.self) {
      try SiteWriter(to: folder.around + "/file/site").write([], reference: nil)
    }
    #expect(throws: SiteError.self) {
      try SiteWriter(to: "/proc/site").write([SiteFile(path: "a", bytes: [])], reference: nil)
    }
    #expect(folder.neighbours == ["file"])
  }

  @Test func refusesAManifestThatIsNone() throws {
    try folder.put("{}", at: "site/manifest.json")
    let path = folder.site + "/manifest.json"
    try expectRefusal(of: ["a": "1"], .unreadableManifest(path))
  }

  @Test func refusesAReferenceThatIsNotThere() throws {
    try folder.build(["a": "1"])
    let missing = folder.around + "/docc"
    try expectRefusal(of: ["a": "2"], reference: missing, .missingReference(missing))
    #expect(folder.text("a") == "1")
  }
}
