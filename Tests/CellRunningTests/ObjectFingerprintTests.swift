import Foundation
import Testing

@testable import CellRunning

/// A module called `Sample`, compiled by the real compiler as SwiftPM would, in a folder of its own.
private struct Sample {
  let folder: URL
  var library: ModuleLibrary { ModuleLibrary(folder: folder.path) }
  var memo: String { folder.appendingPathComponent("memo").path }
  var object: URL { folder.appendingPathComponent("Sample.build/Sample.swift.o") }

  init(_ source: String) async throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fingerprint-\(UUID().uuidString)")
    for name in ["Modules", "Sample.build"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try await compile(source)
  }

  func compile(_ source: String) async throws {
    let file = folder.appendingPathComponent("Sample.swift")
    try source.write(to: file, atomically: true, encoding: .utf8)
    let outcome = try await ProcessRequest(
      executable: "swiftc",
      arguments: [
        "-O", "-g", "-parse-as-library", "-wmo", "-swift-version", "6", "-module-name", "Sample",
        "-emit-module", "-emit-module-path", "Modules/Sample.swiftmodule", "-c", file.path,
        "-o", "Sample.build/Sample.swift.o",
      ],
      environment: CellEnvironment.compiler, folder: folder.path, timeLimit: .seconds(300)
    ).run()
    try #require(outcome.ending == .exited(0), "\(outcome.errorOutput)")
  }

  func fingerprint() async throws -> String {
    try await library.fingerprint(of: "Sample", memo: memo)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

private let source = """
  precedencegroup Turning { higherThan: AdditionPrecedence }
  infix operator <~> : Turning
  public func <~> (a: Double, b: Double) -> Double { a - b }
  /// How far.
  public struct Turn: Hashable {
    public var angle: Double
    var count = 1
    public init(angle: Double = 1 + 2) { self.angle = angle }
    public func half(_ share: Double) throws -> Double {
      guard share > 0 else { fatalError("no share") }
      precondition(angle < 1e9, "too far")
      return 1 + angle * share
    }
    public func name() -> String { "a turn by a rather long and constant text" }
  }
  public typealias Number = Double
  """

private func changed(_ old: String, to new: String) throws -> String {
  try #require(source.contains(old))
  return source.replacingOccurrences(of: old, with: new)
}

/// The fingerprint of a text compiled in a folder of its own.
private func fingerprint(_ text: String) async throws -> String {
  let sample = try await Sample(text)
  defer { sample.remove() }
  return try await sample.fingerprint()
}

/// That of the text all others are compared with.
private let original = Task { try await fingerprint(source) }

@Suite(.serialized) struct ObjectFingerprintTests {
  @Test func theSameTextInTwoFoldersHasOneFingerprint() async throws {
    #expect(try await fingerprint(source) == original.value)
  }

  @Test(arguments: [
    ("/// How far.", "/// How far it turns."), ("/// How far.", "// no documentation"),
    ("    return 1 +", "    // a comment\n    return 1 +"),
    ("  var count = 1", "  /* one */ var count = 1  // here"),
  ])
  func commentsDoNotCount(old: String, new: String) async throws {
    #expect(try await fingerprint(changed(old, to: new)) == original.value)
  }

  @Test(arguments: [
    ("return 1 + angle", "return 1 + 1e-6 + angle"),
    ("constant text", "constant test"),
    ("var count = 1", "var count = 2"),
    ("share > 0", "share >= 0"),
    ("typealias Number = Double", "typealias Number = Float"),
    ("public typealias Number", "@available(*, deprecated) public typealias Number"),
    ("higherThan: AdditionPrecedence", "higherThan: MultiplicationPrecedence"),
    ("angle: Double = 1 + 2", "angle: Double = 1 + 3"),
    ("angle: Double = 1 + 2", "angle: Double"),
    ("public func name() -> String", "@MainActor public func name() -> String"),
    ("public func name() -> String", "@discardableResult public func name() -> String"),
    ("half(_ share: Double) throws ->", "half(_ share: Double) ->"),
    ("Turn: Hashable", "Turn: Hashable, Sendable"),
    ("public func name() -> String", "func name() -> String"),
  ])
  func whatAClientCanNoticeCounts(old: String, new: String) async throws {
    #expect(try await fingerprint(changed(old, to: new)) != original.value)
  }

  @Test func anObjectCompiledAgainIsReadAgain() async throws {
    let sample = try await Sample(source)
    defer { sample.remove() }
    let first = try await sample.fingerprint()
    // Long enough for the first answer to be remembered.
    try await Task.sleep(for: .seconds(2.2))
    #expect(try await sample.fingerprint() == first)
    let memos = try FileManager.default.contentsOfDirectory(atPath: sample.memo)
    #expect(memos.count == 1)
    try await sample.compile(changed("1 + angle", to: "2 + angle"))
    let second = try await sample.fingerprint()
    #expect(second != first)
    try await sample.compile(source)
    #expect(try await sample.fingerprint() == first)
  }

  @Test func aRememberedFingerprintIsUsedAndADamagedMemoIsNot() async throws {
    let sample = try await Sample(source)
    defer { sample.remove() }
    try await Task.sleep(for: .seconds(2.2))
    let fingerprint = try await sample.fingerprint()
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: sample.memo).first)
    let memo = URL(fileURLWithPath: sample.memo).appendingPathComponent(name)
    let text = try String(contentsOf: memo, encoding: .utf8)
    try text.replacingOccurrences(of: fingerprint, with: "kept").write(
      to: memo, atomically: true, encoding: .utf8)
    #expect(try await sample.fingerprint() == "kept")
    for length in [0, 1, text.count / 2, text.count - 1] {
      try String(text.prefix(length)).write(to: memo, atomically: true, encoding: .utf8)
      #expect(try await sample.fingerprint() == fingerprint)
    }
  }

  @Test func aModuleThatWasNotBuiltIsAnError() async throws {
    let library = ModuleLibrary(folder: "/nowhere")
    await #expect(throws: ModuleLibrary.MissingModule.self) {
      try await library.fingerprint(of: "Sample", memo: "/nowhere/memo")
    }
  }

  @Test func importsBringTheirDependenciesInOrder() {
    let library = ModuleLibrary(folder: "/nowhere")
    #expect(library.closure(of: ["CellKit", "Foundation"]) == ["Figures", "CellKit"])
    #expect(
      library.closure(of: ["RoPE"]) == ["_NumericsShims", "RealModule", "ComplexModule", "RoPE"])
    #expect(library.closure(of: []).isEmpty)
    #expect(Set(ModuleLibrary.dependencies.keys) == Set(ModuleLibrary.modules))
  }

  /// SwiftPM leaves them where they were.
  @Test func objectsOfDeletedSourcesAreNoPartOfAModule() async throws {
    let sample = try await Sample(source)
    defer { sample.remove() }
    let place = sample.folder.appendingPathComponent("Sample.build")
    let before = sample.library.objects(of: "Sample").map(\.lastComponent)
    #expect(before == ["Sample.swift.o"])
    try Data().write(to: place.appendingPathComponent("Deleted.swift.o"))
    #expect(sample.library.objects(of: "Sample").count == 2)
    try Data("'/some where/Sample.swift'\n".utf8).write(to: place.appendingPathComponent("sources"))
    #expect(sample.library.objects(of: "Sample").map(\.lastComponent) == before)
  }

  @Test func theCompilerNamesItsVersionAndTheAnswerIsRemembered() async throws {
    let memo = FileManager.default.temporaryDirectory
      .appendingPathComponent("version-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: memo) }
    let first = try await CompilerVersion.current(memo: memo)
    #expect(first.contains("Swift version"))
    #expect(!first.contains("\n"))
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await CompilerVersion.current(memo: memo) == first)
    #expect(clock.now - start < .seconds(20))
  }

  @Test func theToolItselfHasAFingerprint() async throws {
    let sample = try await Sample(source)
    defer { sample.remove() }
    let tool = sample.folder.appendingPathComponent("tool")
    try Data(contentsOf: sample.object).write(to: tool)
    func fingerprint(_ modules: [String]) throws -> String {
      try ToolFingerprint.of(modules: modules, executable: tool.path, memo: sample.memo)
    }
    // The objects lie beside it.
    let beside = try fingerprint(["Sample"])
    // They do not: the tool's own sections decide.
    let alone = try fingerprint(["Sample", "Absent"])
    #expect(beside != alone)
    // Objects newer than the tool are not what it was linked from.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 60)], ofItemAtPath: sample.object.path)
    #expect(try fingerprint(["Sample"]) == alone)
  }

  // MARK: Damaged files

  @Test func anyBytesHaveAFingerprint() async throws {
    let sample = try await Sample(source)
    defer { sample.remove() }
    let whole = [UInt8](try Data(contentsOf: sample.object))
    let object = try #require(ELFObject(whole))
    #expect(object.sections.contains { $0.name.hasPrefix(".text") && !$0.relocations.isEmpty })
    #expect(object.symbols.contains { $0.name.contains("Turn") })
    #expect(!object.sections.contains { $0.name.contains("debug") || $0.name == ".swift_modhash" })
    for length in stride(from: 0, to: whole.count, by: max(1, whole.count / 300)) {
      _ = ObjectFingerprint.of(Array(whole[..<length]))
    }
    var generator = SplitMix(state: 20_260_101)
    for _ in 0..<1500 {
      var bytes = whole
      // The headers of the file and of its sections are where a wrong number hurts most.
      let headers = bytes.count - 64 * 60
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place =
          [
            Int.random(in: 16..<64, using: &generator),
            Int.random(in: headers..<bytes.count, using: &generator),
            Int.random(in: 0..<bytes.count, using: &generator),
          ].randomElement(using: &generator) ?? 0
        bytes[place] =
          [0, 1, 0x7f, 0x80, 0xff, UInt8.random(in: 0...255, using: &generator)]
          .randomElement(using: &generator) ?? 0
      }
      _ = ObjectFingerprint.of(bytes)
    }
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = ObjectFingerprint.of([0x7f, 0x45, 0x4c, 0x46, 2, 1] + bytes)
    }
  }

  @Test func everyLoadedByteCountsAndNoDebugByteDoes() async throws {
    let sample = try await Sample(source)
    defer { sample.remove() }
    let whole = [UInt8](try Data(contentsOf: sample.object))
    let object = try #require(ELFObject(whole))
    let fingerprint = ObjectFingerprint.of(whole)
    for section in object.sections where !section.contents.isEmpty {
      for place in [section.contents.lowerBound, section.contents.upperBound - 1] {
        var bytes = whole
        bytes[place] ^= 1
        #expect(ObjectFingerprint.of(bytes) != fingerprint, "\(section.name)")
      }
    }
    let name = Array("Sample.swift".utf8)
    let inDebug = try #require(
      whole.indices.last { whole[$0...].starts(with: name) })
    var bytes = whole
    bytes[inDebug] ^= 1
    #expect(ObjectFingerprint.of(bytes) == fingerprint)
  }
}

/// A generator whose numbers are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
