import BookModel
import PathKit

/// A hash of the code that runs in the tool itself: what the results of an in-process engine depend
/// on, as those of a Swift cell depend on the modules it imports.
package enum ToolFingerprint {
  /// - Parameters:
  ///   - modules: the modules whose code makes the results; none for the whole tool.
  ///   - executable: the path of the running tool.
  ///   - folder: where fingerprints are remembered from build to build.
  /// - Returns: the hash of the modules' objects where they lie beside the tool; else that of the
  ///   tool's own sections, which covers more than it must: an installed tool has no objects.
  /// - Throws: an error if the tool cannot be read.
  package static func of(
    modules: [String], executable: String, memo folder: String
  ) throws -> String {
    let tool = Path(executable).absolute().resolvingLink()
    let library = ModuleLibrary(folder: tool.parent().string)
    let parts = modules.map { library.objects(of: $0) }
    let objects = parts.flatMap { $0 }
    let isBeside =
      !parts.isEmpty && parts.allSatisfy { !$0.isEmpty } && areLinked(objects, into: tool)
    let files = isBeside ? objects : [tool]
    let memo = FileMemo(
      in: folder, about: "tool \(modules.joined(separator: " ")) of \(tool)",
      files: files.map(\.string))
    if memo.isValid, let fingerprint = memo.kept["fingerprint"] { return fingerprint }
    var hash = StableHash()
    for file in files {
      if isBeside { hash.combine(file.lastComponent) }
      hash.combine(try ObjectFingerprint.of(file: file))
    }
    memo.keep(["fingerprint": hash.hexadecimal])
    return hash.hexadecimal
  }

  /// Objects that are newer than the tool are not the ones it was made of.
  private static func areLinked(_ objects: [Path], into tool: Path) -> Bool {
    guard let linked = FileStamp(tool.string) else { return false }
    return objects.allSatisfy { FileStamp($0.string).map { !$0.isNewer(than: linked) } ?? false }
  }
}
