import Foundation

/// Writes files beside others that are not ours: each at once, and only what changed.
struct ExportWriter {
  var folder: String

  /// - Throws: `SiteError` for the first file that cannot be written; those before it are.
  func write(_ files: [SiteFile]) throws -> SiteChanges {
    try SitePath.check(files.map(\.path))
    var changes = SiteChanges()
    for file in files {
      let path = "\(folder)/\(file.path)"
      if FileManager.default.contents(atPath: path).map(Array.init) == file.bytes {
        changes.unchanged.append(file.path)
      } else {
        try replace(path, with: file.bytes)
        changes.written.append(file.path)
      }
    }
    return changes
  }

  /// Whoever reads the file meanwhile sees the old one or the new one, never a part.
  private func replace(_ path: String, with bytes: [UInt8]) throws {
    let place = URL(fileURLWithPath: path)
    let parent = place.deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw SiteError.refused(
        action: "make the folder", path: parent.path, reason: error.localizedDescription)
    }
    if SystemCalls.kind(of: place.path) == .folder { throw SiteError.inTheWay(path) }
    let next = parent.appendingPathComponent(".\(place.lastPathComponent).ropewalk-next").path
    // What a killed run may have left.
    try? FileManager.default.removeItem(atPath: next)
    do {
      try SystemCalls.write(bytes, to: next)
      try SystemCalls.rename(next, place.path)
    } catch {
      try? FileManager.default.removeItem(atPath: next)
      throw error
    }
  }
}
