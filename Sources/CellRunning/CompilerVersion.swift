import BookModel
import PathKit

/// Which compiler turns cells into programs.
package enum CompilerVersion {
  /// What `swiftc --version` says, its lines joined by "; ".
  ///
  /// - Parameter folder: where the answer is remembered from build to build.
  /// - Throws: an error if there is no compiler.
  package static func current(memo folder: String) async throws -> String {
    let compiler = toolchain()
    let memo = compiler.map { FileMemo(in: folder, about: "compiler \($0[0])", files: $0) }
    if let memo, memo.isValid, let version = memo.kept["version"] { return version }
    let outcome = try await ProcessRequest(
      executable: "swiftc", arguments: ["--version"], environment: CellEnvironment.compiler,
      folder: Path.current.string, timeLimit: .seconds(60)
    ).run()
    guard outcome.ending == .exited(0) else { throw Failure(text: outcome.errorOutput) }
    let text = String(decoding: outcome.output, as: UTF8.self)
    let version = text.split(separator: "\n").joined(separator: "; ")
    memo?.keep(["version": version])
    return version
  }

  struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { "'swiftc --version' failed: \(text)" }
  }

  /// The driver and the compiler proper that the path leads to; nil where `swiftc` only passes the
  /// call on (as swiftly's and Xcode's do), so that its file says nothing about what is called.
  private static func toolchain() -> [String]? {
    let folders = CellEnvironment.compiler["PATH"]?.split(separator: ":") ?? []
    guard
      let found = folders.map({ Path(String($0)) + "swiftc" }).first(where: \.isExecutable)
    else { return nil }
    let driver = found.absolute().resolvingLink()
    let frontend = driver.parent() + "swift-frontend"
    guard frontend.isFile else { return nil }
    return [driver.string, frontend.resolvingLink().string]
  }
}

extension Path {
  /// The file that a chain of links leads to.
  func resolvingLink() -> Path {
    var path = self
    // A chain longer than this is a circle.
    for _ in 0..<40 {
      guard let next = try? path.symlinkDestination(), path.isSymlink else { break }
      path = next.isAbsolute ? next : path.parent() + next
    }
    return path.normalize()
  }
}
