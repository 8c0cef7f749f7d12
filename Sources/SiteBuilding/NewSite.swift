import Foundation

/// The new site while it is made, beside the old one.
struct NewSite {
  private let folder: String
  private let plan: SitePlan
  private let old: OldSite
  private let ownFolders: Set<String>
  private let oldFolders: Set<String>

  init(_ folder: String, _ plan: SitePlan, _ old: OldSite) {
    self.folder = folder
    self.plan = plan
    self.old = old
    ownFolders = Set(plan.manifest.paths.flatMap(SitePath.folders))
    oldFolders = Set(old.manifest.paths.flatMap(SitePath.folders))
  }

  /// Makes the whole folder.
  ///
  /// Throws `SiteError.inTheWay` and `.refused`; what was made until then is left for the caller.
  func make(reference: PublishedReference?) throws {
    try SystemCalls.makeFolder(folder)
    for path in ownFolders.sorted() { try SystemCalls.makeFolder("\(folder)/\(path)") }
    for file in plan.written { try SystemCalls.write(file.bytes, to: "\(folder)/\(file.path)") }
    for path in plan.changes.unchanged { try keep(path) }
    for file in plan.compiled {
      try makeFolders(of: file.path)
      try SystemCalls.write(file.bytes, to: "\(folder)/\(file.path)")
    }
    try SystemCalls.write(plan.manifest.bytes, to: "\(folder)/\(Manifest.name)")
    if old.exists {
      try keepOthers(in: "", replacesReference: reference != nil)
      let mode = try? FileManager.default.attributesOfItem(atPath: old.folder)[.posixPermissions]
      if let mode {
        try? FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
      }
    }
    if let reference {
      let copy = "\(folder)/\(Manifest.reference)"
      try ReferenceCopy(to: copy, reference.book).make(of: reference.folder)
      try ReferenceStamp(of: reference, in: copy).keep()
    }
  }

  private func keep(_ path: String) throws {
    try SystemCalls.link("\(old.folder)/\(path)", "\(folder)/\(path)")
  }

  // MARK: What is not ours

  /// Takes over everything in this folder of the old site that no build made.
  ///
  /// A folder is taken over with what stays in it; one that holds only files that go, goes.
  private func keepOthers(in parent: String, replacesReference: Bool) throws {
    for name in try names(in: parent) {
      let path = parent.isEmpty ? name : "\(parent)/\(name)"
      if path == Manifest.name || (replacesReference && path == Manifest.reference) { continue }
      guard SystemCalls.kind(of: "\(old.folder)/\(path)") == .folder else {
        try keepOther(path)
        continue
      }
      if try !oldFolders.contains(path) && names(in: path).isEmpty {
        try makeFolders(of: path + "/")
      }
      try keepOthers(in: path, replacesReference: false)
    }
  }

  private func keepOther(_ path: String) throws {
    if plan.manifest.paths.contains(path) { return }
    if plan.compiled.contains(where: { $0.path == path }) { return }
    if old.manifest.paths.contains(path) { return }
    if ownFolders.contains(path) { throw SiteError.inTheWay(path) }
    try makeFolders(of: path)
    try keep(path)
  }

  private func makeFolders(of path: String) throws {
    for parent in SitePath.folders(of: path) {
      // A file of the new site may have the name of a folder that is not ours.
      if plan.manifest.paths.contains(parent) { throw SiteError.inTheWay(parent) }
      try SystemCalls.makeFolder("\(folder)/\(parent)")
    }
  }

  private func names(in path: String) throws -> [String] {
    let place = path.isEmpty ? old.folder : "\(old.folder)/\(path)"
    do {
      return try FileManager.default.contentsOfDirectory(atPath: place).sorted()
    } catch {
      throw SiteError.refused(action: "read", path: place, reason: "it is closed to this program")
    }
  }
}
