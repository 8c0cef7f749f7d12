import BookModel
import PathKit

/// The compiled modules that Swift cells import, and where their objects lie.
///
/// SwiftPM leaves modules in `BIN/Modules` and objects in `BIN/MODULE.build`, where `BIN` is the
/// folder of a configuration, such as `.build/release`.
package struct ModuleLibrary: Hashable, Sendable {
  /// The folder of the configuration.
  package var folder: String

  /// The modules a cell may import; CellKit comes last because it needs Figures.
  static let modules = [
    "_NumericsShims", "RealModule", "ComplexModule", "RoPE", "Figures", "CellKit",
  ]

  /// Looks for modules in the order an author expects: the folder that was named, the book's own
  /// package (release, then debug), the folder of the tool.
  ///
  /// - Parameters:
  ///   - named: the folder given by `--modules`, or nil.
  ///   - root: the book's root.
  ///   - executable: the path of the running tool.
  /// - Returns: nil when none of them holds CellKit.
  package static func find(named: String?, root: String, executable: String) -> ModuleLibrary? {
    let folders =
      if let named {
        [Path(named)]
      } else {
        [
          Path(root) + ".build/release", Path(root) + ".build/debug",
          Path(executable).parent(),
        ]
      }
    return folders.map { resolved($0) }
      .first { ($0 + "Modules/CellKit.swiftmodule").exists }
      .map { ModuleLibrary(folder: $0.string) }
  }

  private static func resolved(_ path: Path) -> Path {
    // `.build/release` is a link to the folder of the target triple.
    let target = (try? path.symlinkDestination()) ?? path
    return target.absolute().normalize()
  }

  /// The compiler's options for finding the modules.
  var importOptions: [String] {
    ["-I", (Path(folder) + "Modules").string] + shims.flatMap { ["-I", $0.string] }
  }

  /// The header-only C module that swift-numerics' modules import; without its module map the
  /// compiler says "missing required module '_NumericsShims'".
  var shims: [Path] {
    let checkouts = Path(folder).parent().parent() + "checkouts"
    return [checkouts + "swift-numerics/Sources/_NumericsShims/include"].filter(\.exists)
  }

  /// The objects of all modules, in a fixed order.
  var objects: [String] {
    Self.modules.flatMap { objects(of: $0) }.map(\.string)
  }
}
