/// Why a site could not be written. The old site is as it was.
package enum SiteError: Error, Hashable, Sendable {
  /// A path of the new site is absolute, empty, or has a part that is empty, `.` or `..`.
  case unsafePath(String)
  /// A path that the writer itself makes: `manifest.json`, or anything in `reference/`.
  case reservedPath(String)
  /// Two files have one path, or paths that differ in case only, which some systems cannot hold.
  case samePath(String, String)
  /// Something of the site's folder that is not ours stands where a new file must go.
  case inTheWay(String)
  /// The site's place is taken by something that is no folder.
  case notAFolder(String)
  /// The site's folder is the folder the program was started in, or holds it.
  case holdsWorkingFolder(String)
  /// The manifest of the old site cannot be read, so its own files cannot be told from others.
  case unreadableManifest(String)
  /// There is no folder of the API reference at this path.
  case missingReference(String)
  /// The system refused, with its own words.
  case refused(action: String, path: String, reason: String)
}

extension SiteError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unsafePath(let path):
      "'\(path)' is no path inside the site"
    case .reservedPath(let path):
      "'\(path)' is made by the writer itself, so no page can have that path"
    case .samePath(let first, let second) where first == second:
      "two files of the site have the path '\(first)'"
    case .samePath(let first, let second):
      "'\(first)' and '\(second)' cannot both be in the site: "
        + "they are one path where case does not count, or one lies in the other"
    case .inTheWay(let path):
      "'\(path)' stands where the site has a file or folder of its own, and was not made by it; "
        + "move it away"
    case .notAFolder(let path):
      "the site cannot be written to '\(path)', which is no folder"
    case .holdsWorkingFolder(let path):
      "the site cannot be written to '\(path)': it holds the folder this program runs in"
    case .unreadableManifest(let path):
      "'\(path)' is not a list of paths, so the site's own files cannot be told from others; "
        + "delete it if all of them shall stay"
    case .missingReference(let path):
      "there is no folder '\(path)' with the API reference"
    case .refused(let action, let path, let reason):
      "cannot \(action) '\(path)': \(reason)"
    }
  }
}
