import BookModel

/// Decides what a fence is: a cell of an engine, a displayed formula, or a listing.
struct FenceReading {
  var chapter: String
  var syntaxes: [String: CellSyntax]
  private(set) var cellCount = 0
  private(set) var diagnostics: [Diagnostic] = []

  init(chapter: String, syntaxes: [String: CellSyntax]) {
    self.chapter = chapter
    self.syntaxes = syntaxes
  }

  mutating func block(for fence: MarkdownParser.Fence) -> Block {
    let info = fence.info.trimming()
    if info == "math" { return .math(fence.text.trimming()) }
    guard info.hasPrefix("{") else {
      let language = info.prefix { !$0.isWhitespace }
      return .code(language: String(language), text: fence.text)
    }
    let engine = String(info.dropFirst().prefix { $0 != "}" }).trimming()
    guard info == "{\(engine)}", let syntax = syntaxes[engine] else {
      reportUnknownEngine(engine, info: info, at: fence.location)
      return .code(language: "", text: fence.text)
    }
    let cell =
      switch syntax {
      case .parameters: parametersCell(engine, fence)
      case .code(let comment): codeCell(engine, fence, comment: comment)
      }
    cellCount += 1
    return .cell(cell)
  }

  private mutating func reportUnknownEngine(
    _ engine: String, info: String, at location: SourceLocation
  ) {
    if syntaxes[engine] != nil {
      diagnostics.append(
        .error(
          "malformed-fence", at: location,
          "a cell's fence reads '{\(engine)}' and nothing else; its options stand inside"))
    } else {
      diagnostics.append(
        .error(
          "unknown-engine", at: location, "no engine is called '\(engine)'",
          suggestion: nearestName(to: engine, in: syntaxes.keys),
          notes: ["known engines: \(syntaxes.keys.sorted().joined(separator: ", "))"]))
    }
  }

  // MARK: Cells

  private mutating func parametersCell(_ engine: String, _ fence: MarkdownParser.Fence) -> Cell {
    let (map, problems) = YAMLReading(origin: fence.bodyLocation).map(fence.text)
    diagnostics += problems
    let options = OptionsReading(map, foldedByDefault: true)
    let rest = options.entriesNotTaken
    diagnostics += options.diagnostics
    return Cell(
      id: .init(chapter: chapter, index: cellCount), engine: engine, label: options.label,
      options: options.options, body: .parameters(LocatedMap(rest, at: fence.bodyLocation)),
      listing: fence.text, location: fence.location, bodyLocation: fence.bodyLocation)
  }

  private mutating func codeCell(
    _ engine: String, _ fence: MarkdownParser.Fence, comment: String
  ) -> Cell {
    let mark = comment + "|"
    let lines = fence.text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { $0.hasPrefix(mark) }
    // Blanks instead of the mark keep every column where the author sees it.
    let blank = String(repeating: " ", count: mark.utf8.count)
    let yaml = head.map { blank + $0.dropFirst(mark.count) }.joined(separator: "\n")
    let (map, problems) = YAMLReading(origin: fence.bodyLocation).map(yaml)
    diagnostics += problems
    var options = OptionsReading(map, foldedByDefault: false)
    options.reportEntriesNotTaken()
    diagnostics += options.diagnostics
    let shown = lines.dropFirst(head.count).filter { !$0.hasSuffix("\(comment) hide") }
    var cell = Cell(
      id: .init(chapter: chapter, index: cellCount), engine: engine, label: options.label,
      options: options.options, body: .code(fence.text),
      listing: shown.joined(separator: "\n").trimmingBlankLines(), location: fence.location,
      bodyLocation: fence.bodyLocation)
    cell.optionLineCount = head.count
    return cell
  }
}

extension StringProtocol {
  func trimming() -> String {
    drop(while: \.isWhitespace).trimmingEnd()
  }

  /// Without empty lines at either end; the indentation of the first line stays.
  func trimmingBlankLines() -> String {
    func isBlank(_ line: SubSequence) -> Bool { line.allSatisfy(\.isWhitespace) }
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { !isBlank($0) } ?? lines.endIndex
    let end = lines.lastIndex { !isBlank($0) } ?? start
    guard start < lines.endIndex else { return "" }
    return lines[start...end].joined(separator: "\n") + "\n"
  }
}
