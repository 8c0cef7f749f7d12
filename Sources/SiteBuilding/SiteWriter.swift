import Foundation
import PathKit

/// A file of the site: its path, relative and with `/` between parts, and its content.
package struct SiteFile: Sendable, Hashable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// What a build changed in the site, as sorted paths of its files.
package struct SiteChanges: Sendable, Hashable {
  package var written: [String] = []
  package var unchanged: [String] = []
  package var removed: [String] = []

  package init() {}
}

/// Writes the site: the only door to its folder.
///
/// A complete new folder is made beside the old one and takes its place at once, so whoever looks
/// sees one build or the other and never half of one. Files that did not change are hard links to
/// the old ones and keep their times, so that copying a site over a network moves little.
package struct SiteWriter: Sendable {
  private let folder: String
  private let swap: FolderSwap

  /// Writes to this folder, which need not exist.
  package init(to folder: String) { self.init(to: folder, swap: FolderSwap()) }

  init(to folder: String, swap: FolderSwap) {
    self.folder = folder
    self.swap = swap
  }

  /// Makes the site hold these files, and says what changed.
  ///
  /// Files of an earlier build that are not among them go, empty folders with them. Whatever the
  /// earlier build did not make stays (a `CNAME`, say). `reference` is copied to `reference/` and
  /// its pages are given their text; nil leaves the one that is there. Throws `SiteError`; then
  /// nothing has changed.
  ///
  /// - Parameter compiled: files that stand in no manifest, so no build removes them.
  package func write(
    _ files: [SiteFile], compiled: [SiteFile] = [], reference: PublishedReference?
  ) throws -> SiteChanges {
    try SitePath.check(files.map(\.path))
    if let folder = reference?.folder, !Path(folder).isDirectory {
      throw SiteError.missingReference(folder)
    }
    let place = try Place(folder)
    let lock = FolderLock(place.parent)
    defer { withExtendedLifetime(lock) {} }
    try swap.restore(place.previous, at: place.site)
    place.clear()
    let old = try OldSite(place.site)
    let plan = SitePlan(files, compiled: compiled, old)
    let kept = "\(place.site)/\(Manifest.reference)"
    let reference = reference.flatMap { ReferenceStamp(of: $0, in: kept).isCurrent ? nil : $0 }
    guard !plan.isIdle || reference != nil else { return plan.changes }
    do {
      try NewSite(place.next, plan, old).make(reference: reference)
      try swap.put(place.next, at: place.site, previous: place.previous)
    } catch {
      place.clear()
      throw error
    }
    // The new site stands. Should the old one resist, the next build clears it away.
    place.clear()
    return plan.changes
  }
}

/// Where the site stands, and the two names beside it that are used while it is written.
private struct Place {
  let parent: String
  let site: String
  /// The new site until it is complete; after the exchange the old one.
  let next: String
  /// The old site between two renames, where names cannot be exchanged.
  let previous: String

  /// Throws `SiteError.notAFolder` and `.holdsWorkingFolder`, and `.refused` where the folder
  /// around the site cannot be made.
  init(_ folder: String) throws {
    // The folder a link leads to is exchanged, not the link.
    let path = Path(URL(fileURLWithPath: folder).resolvingSymlinksInPath().path)
    site = path.string
    parent = path.parent().string
    if let kind = SystemCalls.kind(of: site), kind != .folder { throw SiteError.notAFolder(folder) }
    let current = Path(URL(fileURLWithPath: Path.current.string).resolvingSymlinksInPath().path)
    if current.components.starts(with: path.components) {
      throw SiteError.holdsWorkingFolder(folder)
    }
    for outer in SitePath.folders(of: site).dropFirst() { try SystemCalls.makeFolder(outer) }
    next = "\(parent)/.\(path.lastComponent).ropewalk-next"
    previous = "\(parent)/.\(path.lastComponent).ropewalk-previous"
  }

  /// Removes what a build left behind, this one or one that died.
  func clear() {
    guard SystemCalls.kind(of: site) != nil || SystemCalls.kind(of: previous) == nil else { return }
    for leftover in [next, previous] where SystemCalls.kind(of: leftover) != nil {
      try? FileManager.default.removeItem(atPath: leftover)
    }
  }
}

/// The site as the last build left it.
struct OldSite {
  let folder: String
  let exists: Bool
  let manifest: Manifest
  private let manifestBytes: [UInt8]?

  /// Throws `SiteError.unreadableManifest`.
  init(_ folder: String) throws {
    self.folder = folder
    exists = SystemCalls.kind(of: folder) == .folder
    let path = "\(folder)/\(Manifest.name)"
    manifestBytes = FileManager.default.contents(atPath: path).map(Array.init)
    guard let manifestBytes else {
      manifest = Manifest([])
      return
    }
    do {
      manifest = try Manifest(json: manifestBytes)
    } catch {
      throw SiteError.unreadableManifest(path)
    }
  }

  func holds(_ bytes: [UInt8], at path: String) -> Bool {
    let file = "\(folder)/\(path)"
    // Most changes change the length, and then nothing has to be read.
    guard SystemCalls.status(of: file) == .init(kind: .file, size: bytes.count) else {
      return false
    }
    return FileManager.default.contents(atPath: file).map { Array($0) == bytes } ?? false
  }
}

/// What becomes of each file.
struct SitePlan {
  let written: [SiteFile]
  let compiled: [SiteFile]
  let manifest: Manifest
  let changes: SiteChanges
  private let keepsManifest: Bool
  private let keepsCompiled: Bool

  init(_ files: [SiteFile], compiled: [SiteFile] = [], _ old: OldSite) {
    self.compiled = compiled
    keepsCompiled = compiled.allSatisfy { old.holds($0.bytes, at: $0.path) }
    manifest = Manifest(files.map(\.path))
    written = files.filter { !old.holds($0.bytes, at: $0.path) }
    var changes = SiteChanges()
    changes.written = written.map(\.path).sorted()
    changes.unchanged = manifest.paths.subtracting(changes.written).sorted()
    changes.removed = old.manifest.paths.subtracting(manifest.paths).filter {
      SystemCalls.kind(of: "\(old.folder)/\($0)").map { $0 != .folder } ?? false
    }.sorted()
    self.changes = changes
    keepsManifest = old.holds(manifest.bytes, at: Manifest.name)
  }

  /// Whether the site is already what it shall be.
  var isIdle: Bool {
    keepsManifest && keepsCompiled && changes.written.isEmpty && changes.removed.isEmpty
  }
}
