import CellKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The environments programs run in: the same on every machine, but for where the tools are.
enum CellEnvironment {
  /// For the compiler: the path to find it, a folder for its module cache, and one for its
  /// temporary files that goes with this process, also when the compiler is stopped halfway.
  static var compiler: [String: String] {
    var environment = ["LC_ALL": "C", "TZ": "UTC"]
    for name in ["PATH", "HOME", "TMPDIR", "DEVELOPER_DIR", "SDKROOT", "TOOLCHAINS"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    if let folder = try? PrivateFolder.root() { environment["TMPDIR"] = folder }
    return environment
  }

  /// For the commands of a transcript: nothing of the author's machine but where programs are.
  static func console(path: [String], home: String) -> [String: String] {
    let system = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return [
      "LC_ALL": "C", "TZ": "UTC", "HOME": home, "TERM": "dumb",
      "PATH": (path + [system]).joined(separator: ":"),
    ]
  }

  /// For a chapter's program: nothing of the author's machine but the path, so that results cannot
  /// depend on it, and a backtrace that names the chapter's line when the program dies.
  static func cell(journal: String, token: String) -> [String: String] {
    var environment = [
      "LC_ALL": "C", "TZ": "UTC", CellJournal.variable: journal, CellJournal.tokenVariable: token,
      "SWIFT_BACKTRACE":
        "enable=yes,color=no,interactive=no,threads=crashed,images=none,registers=none,limit=64",
    ]
    if let path = getenv("PATH") { environment["PATH"] = String(cString: path) }
    return environment
  }
}
