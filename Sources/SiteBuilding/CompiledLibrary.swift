import PathKit

/// The library as it was compiled for the reader's browser.
///
/// Its files stand in the site and in no manifest: they are compiled, so they are not committed, and a
/// toolchain that cannot make them leaves those of another alone.
enum CompiledLibrary {
  static let names = ["rope.wasm", "rope-wasm.js"]

  /// What a folder has of it.
  static func files(in folder: String) -> [SiteFile] {
    names.compactMap { name in
      (try? (Path(folder) + name).read()).map {
        SiteFile(path: "assets/\(name)", bytes: Array($0))
      }
    }
  }
}
