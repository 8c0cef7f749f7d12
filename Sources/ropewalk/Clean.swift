import ArgumentParser
import CellRunning
import Foundation
import PathKit

struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Removes the cache.",
    discussion: "The next build runs every cell. The site and the book stay as they are.")

  @Argument(help: ArgumentHelp("The folder that holds content/.", valueName: "root"))
  var root = "."

  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp("The cache (default: .ropewalk in the root).", valueName: "folder"))
  var folder: String?

  func run() throws {
    let cache = Path(folder ?? CellCache.folder(ofBookIn: root))
    guard cache.isDirectory else { return Terminal.say("There is no cache in \(cache)") }
    // Only what a cache holds: a wrong --cache must not cost anybody his work.
    let known = CellCache.contents
    let others = try cache.children().map(\.lastComponent).filter { !known.contains($0) }
    for name in known where (cache + name).exists { try (cache + name).delete() }
    if others.isEmpty { try cache.delete() }
    Terminal.say(
      "Removed \(cache)\(others.isEmpty ? "" : ", all but \(others.joined(separator: ", "))")")
  }
}
