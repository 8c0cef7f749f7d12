import Foundation

/// Copies an API reference into a site and dresses its pages there: the one place that touches
/// their files.
struct ReferenceCopy {
  private let folder: String
  private let book: BookCard

  /// - Parameter folder: where the copy is to stand.
  init(to folder: String, _ book: BookCard) {
    self.folder = folder
    self.book = book
  }

  /// Copies the archive and gives every page of it its text and a way back to the book.
  ///
  /// A page of another shape stays as it is. Throws `SiteError.refused`; what was copied until then
  /// is left for the caller.
  func make(of source: String) throws {
    let resolved = URL(fileURLWithPath: source).resolvingSymlinksInPath().path
    do {
      try FileManager.default.copyItem(atPath: resolved, toPath: folder)
    } catch {
      throw SiteError.refused(action: "copy", path: source, reason: "\(error)")
    }
    guard try dress("documentation") else { return }
    // DocC's renderer has nothing to show at the archive's root; the way back it can have.
    _ = try dressPage(of: "", data: "documentation")
    let settings = "\(folder)/theme-settings.json"
    if SystemCalls.kind(of: settings) == nil {
      try SystemCalls.write(ReferenceColours.themeSettings, to: settings)
    }
  }

  /// Dresses the page of this folder and those below; whether there was one to dress.
  private func dress(_ path: String) throws -> Bool {
    // Links are not followed: what they lead to is not ours to change.
    guard SystemCalls.kind(of: "\(folder)/\(path)") == .folder else { return false }
    var wasDressed = try dressPage(of: path + "/", data: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)")) ?? []
    for name in names.sorted() where name != Self.page {
      if try dress("\(path)/\(name)") { wasDressed = true }
    }
    return wasDressed
  }

  /// Dresses the page of one folder, whose path is empty or ends in a slash, from the data of this
  /// name.
  private func dressPage(of path: String, data name: String) throws -> Bool {
    let place = "\(folder)/\(path)\(Self.page)"
    guard SystemCalls.kind(of: place) == .file,
      let data = FileManager.default.contents(atPath: "\(folder)/data/\(name).json"),
      let document = ReferenceDocument(json: data),
      let html = FileManager.default.contents(atPath: place).map(Array.init),
      let page = ReferencePage(html)
    else { return false }
    let dressed = page.dressed(document, book)
    guard dressed != html else { return true }
    do {
      try FileManager.default.removeItem(atPath: place)
    } catch {
      throw SiteError.refused(action: "replace", path: place, reason: "\(error)")
    }
    try SystemCalls.write(dressed, to: place)
    return true
  }

  private static let page = "index.html"
}
