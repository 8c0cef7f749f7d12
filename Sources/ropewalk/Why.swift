import ArgumentParser
import BookReading
import CellRunning
import PathKit

struct Why: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says why a cell would be run, or why not.",
    discussion: """
      Lists every part of the key under which the cell's results are kept in the cache, and which of \
      them changed since it was answered last.
      """)

  @Argument(
    help: ArgumentHelp(
      "The cell's label, or its chapter and its number there, as rope:3.", valueName: "cell"))
  var name: String

  @OptionGroup var options: BuildOptions

  @Option(
    name: .customLong("cache"),
    help: ArgumentHelp(
      "Where results are kept (default: .ropewalk in the root).", valueName: "folder"))
  var folder: String?

  func run() async throws {
    let cache = CellCache(folder: folder ?? CellCache.folder(ofBookIn: options.root))
    let engines = options.engines(memos: cache.memos)
    let (book, diagnostics) = BookReader(engines: engines).read(BookSources(in: options.root))
    Terminal.show(diagnostics, sources: book.sources, as: options.format)
    let found = await CellRunner(engines: engines, jobs: 1)
      .explanation(of: name, in: book, cache: cache)
    guard let explanation = found.explanation else {
      let hint = found.nearest.map { "; did you mean '\($0)'?" } ?? ""
      Terminal.write("error: no cell is called '\(name)'\(hint)\n")
      throw ExitCode.bookHasErrors
    }
    Terminal.say(explanation.text)
  }
}

extension CellExplanation {
  /// The explanation as it is printed: one line that says it all, then a line for each part.
  var text: String {
    let name = cell.label?.name ?? cell.place
    let title = "\(cell.location): {\(cell.engine)} cell '\(name)' \(sentence)"
    let width = parts.map(\.name.count).max() ?? 0
    let lines = parts.map { part in
      let padding = String(repeating: " ", count: width - part.name.count)
      return "  \(part.name)\(padding)  \(text(of: part))"
    }
    return ([title] + lines).joined(separator: "\n")
  }

  private var sentence: String {
    let changed = parts.count(where: \.isChanged)
    return switch verdict {
    case .remembered: "is not run: nothing it depends on has changed"
    case .replayed(let other): "is run again for '\(other)' after it; its own results are known"
    case .changed: "is run: \(changed) of the \(parts.count) parts of its key changed"
    case .forgotten: "is run: its results are no longer in the cache"
    case .new: "is run: it has not been answered here before"
    case .unknown: "is always run: what it depends on cannot be told here"
    }
  }

  private var isFirst: Bool { verdict == .new }

  private func text(of part: Part) -> String {
    switch (part.before, part.now) {
    case (nil, let now?) where isFirst: now
    case (let before?, let now?) where before != now: "\(now)  changed, was \(before)"
    case (nil, let now?): "\(now)  new"
    case (let before?, nil): "gone, was \(before)"
    default: part.now ?? ""
    }
  }
}
