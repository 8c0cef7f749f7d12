import BookModel
import PathKit

extension ModuleLibrary {
  /// What each of our modules imports, directly or not, from modules that are built beside it.
  static let dependencies: [String: [String]] = [
    "_NumericsShims": [],
    "RealModule": ["_NumericsShims"],
    "ComplexModule": ["RealModule", "_NumericsShims"],
    "RoPE": ["ComplexModule", "RealModule", "_NumericsShims"],
    "Figures": [],
    "CellKit": ["Figures"],
  ]

  /// The modules of this library that a program with these imports is made of, each after those it
  /// depends on. Modules of the toolchain, such as Foundation, come with the compiler's version.
  package func closure(of imports: Set<String>) -> [String] {
    let needed = imports.reduce(into: imports) { $0.formUnion(Self.dependencies[$1] ?? []) }
    return Self.modules.filter(needed.contains)
  }

  /// A hash of what a module does for a program that imports it: its code and constants, and its
  /// public declarations without comments and places.
  ///
  /// The same sources give the same fingerprint in every folder. Where the declarations cannot be
  /// printed, the module file itself stands for them: no change is missed, but each comment counts.
  /// The body of an `@_alwaysEmitIntoClient` function is in neither and is not seen.
  ///
  /// - Parameters:
  ///   - module: its name; need not be one of ``modules``.
  ///   - folder: where fingerprints are remembered from build to build.
  /// - Throws: an error if the module's files cannot be read.
  package func fingerprint(of module: String, memo folder: String) async throws -> String {
    let declarations = Path(self.folder) + "Modules/\(module).swiftmodule"
    let headers = declarations.exists ? [] : headers(of: module)
    let sources = [declarations].filter(\.exists) + headers
    guard !sources.isEmpty else { throw MissingModule(name: module, folder: self.folder) }
    let objects = objects(of: module)
    let memo = FileMemo(
      in: folder, about: "module \(module) in \(self.folder)",
      files: (sources + objects).map(\.string))
    if memo.isValid, let fingerprint = memo.kept["fingerprint"] { return fingerprint }
    var values: [String: String] = [:]
    var hash = StableHash()
    for object in objects {
      hash.combine(object.lastComponent)
      hash.combine(try ObjectFingerprint.of(file: object))
    }
    for source in sources {
      let bytes = try ObjectFingerprint.ofBytes(in: source)
      guard source == declarations else {
        hash.combine(bytes)
        continue
      }
      let isKnown = memo.kept["module"] == bytes
      values["module"] = bytes
      if isKnown, let known = memo.kept["declarations"] {
        values["declarations"] = known
      } else {
        values["declarations"] = try await printedDeclarations(of: module)
      }
      hash.combine(values["declarations"] ?? bytes)
    }
    values["fingerprint"] = hash.hexadecimal
    memo.keep(values)
    return hash.hexadecimal
  }

  struct MissingModule: Error, CustomStringConvertible {
    var name: String
    var folder: String
    var description: String { "no module '\(name)' was built in \(folder)" }
  }

  /// The objects of one module, in a fixed order.
  ///
  /// SwiftPM leaves the objects of deleted sources where they are; they are no part of the module any
  /// more, and what they define may now be defined elsewhere. Beside them lies the list of sources.
  func objects(of module: String) -> [Path] {
    let place = Path(folder) + "\(module).build"
    let objects = ((try? place.recursiveChildren()) ?? []).filter { $0.extension == "o" }.sorted()
    guard let list: String = try? (place + "sources").read() else { return objects }
    let sources = Set(
      list.split(separator: "\n").map { line in
        // Names with blanks stand in quotes.
        Path(String(line.filter { $0 != "\"" && $0 != "'" && $0 != "\\" })).lastComponent
      })
    return objects.filter { sources.contains($0.lastComponentWithoutExtension) }
  }

  /// The headers and the module map of a C module.
  private func headers(of module: String) -> [Path] {
    shims.filter { $0.parent().lastComponent == module }
      .flatMap { (try? $0.recursiveChildren()) ?? [] }.filter(\.isFile).sorted()
  }

  /// A hash of the public declarations as the compiler prints them, or nil if it cannot.
  ///
  /// Comments come from files beside the module, lines from another; a folder that holds nothing but
  /// a link to the module keeps both out. What comments are left are those of the standard library.
  private func printedDeclarations(of module: String) async throws -> String? {
    let place = try Path.uniqueTemporary()
    defer { try? place.delete() }
    let name = "\(module).swiftmodule"
    try (place + name).symlink(Path(folder) + "Modules/\(name)")
    let outcome = try await ProcessRequest(
      executable: "swift",
      arguments: ["synthesize-interface", "-module-name", module, "-I", place.string]
        + importOptions,
      environment: CellEnvironment.compiler, folder: place.string, outputLimit: 64_000_000,
      timeLimit: .seconds(60)
    ).run()
    guard outcome.ending == .exited(0), !outcome.output.isEmpty else { return nil }
    var hash = StableHash()
    for line in outcome.output.split(separator: 10) {
      let text = line.drop { $0 == 32 }
      if !text.isEmpty, !text.starts(with: "//".utf8) { hash.combine(line + [10]) }
    }
    return hash.hexadecimal
  }
}
