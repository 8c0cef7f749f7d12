import BookModel

/// What the compiler and the libraries contribute to keys: the same for all chapters of a build, so
/// found once.
actor KeyMaterial {
  private let modules: ModuleLibrary?
  private let memo: String?
  private var compilerVersion: Task<String?, Never>?
  private var fingerprints: [String: Task<String?, Never>] = [:]

  init(modules: ModuleLibrary?, memo: String?) {
    self.modules = modules
    self.memo = memo
  }

  /// Nil where there is no compiler.
  func compiler() async -> String? {
    if let compilerVersion { return await compilerVersion.value }
    guard let memo else { return nil }
    let task = Task { try? await CompilerVersion.current(memo: memo) }
    compilerVersion = task
    return await task.value
  }

  /// The fingerprints of modules and of all they are built on; nil where one cannot be had.
  func parts(importing imports: Set<String>) async -> [CellKey.Part]? {
    guard let modules else { return nil }
    var parts: [CellKey.Part] = []
    for module in modules.closure(of: imports.union(["CellKit"])) {
      guard let fingerprint = await fingerprint(of: module, modules) else { return nil }
      parts.append(CellKey.Part("module \(module)", fingerprint))
    }
    return parts
  }

  private func fingerprint(of module: String, _ modules: ModuleLibrary) async -> String? {
    if let known = fingerprints[module] { return await known.value }
    guard let memo else { return nil }
    let task = Task { try? await modules.fingerprint(of: module, memo: memo) }
    fingerprints[module] = task
    return await task.value
  }
}

/// The keys of Swift cells: text of the cell and of those before it, prelude, compiler, libraries.
struct SwiftKeys {
  /// Raised when the same cell could come to other results by a change of this tool.
  static let engineVersion = "swift 1"

  var book: Book
  var material: KeyMaterial

  func keys(of cells: [Cell]) async -> [Cell.ID: CellKey] {
    guard let compiler = await material.compiler() else { return [:] }
    let flags = ProgramRun.flags(swiftVersion: book.configuration.swiftVersion)
    let common = [
      CellKey.Part("engine", Self.engineVersion), CellKey.Part("compiler", compiler),
      CellKey.Part("flags", flags.joined(separator: " ")),
      CellKey.Part("prelude", book.prelude.map { StableHash.of($0.text) } ?? "none"),
    ]
    var keys: [Cell.ID: CellKey] = [:]
    for session in Session.sessions(of: cells.map { Question($0) }) {
      // Any cell of the program could read a file another one names.
      let inputs = CellInputs(of: session.questions.map(\.cell), in: book).parts
      var before: [CellKey.Part] = []
      var imports = SwiftImports(in: book.prelude?.text ?? "").modules
      for cell in session.questions.map(\.cell) {
        guard let code = cell.code else { continue }
        let own = imports.union(SwiftImports(in: code).modules)
        guard let libraries = await material.parts(importing: own) else { return [:] }
        keys[cell.id] = CellKey(
          common + libraries + inputs + before + parts(of: cell, code))
        // A wanted failure stands apart: later cells never see it.
        guard !cell.options.error else { continue }
        imports = own
        before.append(CellKey.Part("before: \(Self.name(of: cell))", StableHash.of(code)))
      }
    }
    return keys
  }

  private func parts(of cell: Cell, _ code: String) -> [CellKey.Part] {
    var parts = [CellKey.Part("text", StableHash.of(code))]
    if let session = cell.options.session { parts.append(CellKey.Part("session", session)) }
    if cell.options.error {
      // Running out of time is one way to fail, so the limit decides the result.
      let limit = book.configuration.timeout(of: cell)
      parts.append(CellKey.Part("error", "wanted within \(limit) s"))
    }
    // A cell that asks where it stands depends on it.
    if code.contains("#line") || code.contains("#file") {
      parts.append(CellKey.Part("place", "\(cell.location)"))
    }
    return parts
  }

  private static func name(of cell: Cell) -> String {
    cell.label?.name ?? "cell \(cell.id.index + 1)"
  }
}
