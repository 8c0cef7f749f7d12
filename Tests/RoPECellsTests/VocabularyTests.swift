import BookModel
import Figures
import Testing

@testable import RoPECells

/// What every computation says of itself, held against what it does.
@Suite struct VocabularyTests {
  private static let headings = Vocabulary.references.map(\.naming)

  private func entry(_ naming: [String]) throws -> Vocabulary.Entry {
    try #require(Vocabulary.entries.first { $0.reference.naming == naming })
  }

  @Test func everyComputationHasAHeadingOfItsOwn() {
    #expect(Set(Self.headings).count == Self.headings.count)
    #expect(Self.headings.count >= 31)
    #expect(RoPEEngine().reference == Vocabulary.references)
  }

  @Test(arguments: headings)
  func theExampleHasTheResultsThatAreNamed(naming: [String]) throws {
    let reference = try entry(naming).reference
    let record = try record(reference.cell)
    #expect(naming[0].hasPrefix("table") == !record.tables.isEmpty)
    #expect(naming[0].hasPrefix("figure") == !record.figures.isEmpty)
    var published: [String] = []
    for case .value(let name, _, _) in record.items { published.append(name) }
    for name in published {
      #expect(
        reference.values.contains { $0.matches(name) }, "\(name) is published, and undocumented")
    }
    for value in reference.values {
      #expect(published.contains { value.matches($0) }, "\(value.name) is not published")
    }
  }

  @Test(arguments: headings)
  func whatTheReaderAsksForIsDocumented(naming: [String]) throws {
    let entry = try entry(naming)
    let reference = entry.reference
    for map in [LocatedMap([], at: nowhere), try self.map(reference.example)] {
      var parameters = Parameters(map, of: try self.cell(reference.cell))
      _ = entry.read(&parameters)
      #expect(parameters.known.sorted() == parameters.asked.map(\.name).sorted())
      #expect(Set(parameters.asked.map(\.name)) == Set(reference.parameters.map(\.name)))
    }
    for parameter in reference.parameters {
      #expect(!parameter.kind.isEmpty && !parameter.meaning.isEmpty, "\(parameter.name)")
    }
    #expect(reference.summary.hasSuffix(".") && !reference.source.isEmpty)
  }

  @Test(arguments: headings)
  func defaultsAreWhatIsTakenWhereNothingIsWritten(naming: [String]) throws {
    let reference = try entry(naming).reference
    let expected = try record(reference.cell)
    for parameter in reference.parameters {
      let lines = reference.cell.split(separator: "\n").map(String.init)
      let isWritten = lines.contains { $0.hasPrefix("\(parameter.name):") }
      let rest = lines.filter { !$0.hasPrefix("\(parameter.name):") }.joined(separator: "\n")
      switch parameter.preset {
      case .none:
        #expect(
          complaints(rest).contains { $0.contains("'\(parameter.name)' is missing") },
          "\(parameter.name) may be left out")
      case .value(let text):
        let short = try record(rest)
        let long = try record(rest + "\n\(parameter.name): \(text)")
        #expect(short == long, "\(parameter.name): \(text) is not the default")
        if !isWritten { #expect(short == expected) }
      case .described:
        if !isWritten { #expect(complaints(rest).isEmpty) }
      }
    }
  }

  @Test(arguments: headings)
  func wholeNumbersKeepToTheirRange(naming: [String]) throws {
    let reference = try entry(naming).reference
    for parameter in reference.parameters where parameter.kind.hasSuffix("whole number") {
      let ends = parameter.range.split(separator: " ").compactMap { Int($0) }
      guard ends.count == 2 else { continue }
      let rest = reference.cell.split(separator: "\n")
        .filter { !$0.hasPrefix("\(parameter.name):") }.joined(separator: "\n")
      for wrong in [ends[0] - 2, ends[0] - 1, ends[1] + 1, ends[1] + 2] {
        let found = complaints(rest + "\n\(parameter.name): \(wrong)")
        #expect(
          found.contains { $0.contains("'\(parameter.name)' must be") },
          "\(parameter.name): \(wrong) is taken")
      }
    }
  }

  @Test(arguments: headings)
  func wordsAreTheOnesThatAreListed(naming: [String]) throws {
    let reference = try entry(naming).reference
    for parameter in reference.parameters where parameter.kind == "word" {
      let words = parameter.range.split(separator: ", ").map(String.init)
      #expect(words.count > 1)
      let rest = reference.cell.split(separator: "\n")
        .filter { !$0.hasPrefix("\(parameter.name):") }.joined(separator: "\n")
      for word in words {
        let found = complaints(rest + "\n\(parameter.name): \(word)")
        #expect(!found.contains { $0.contains("'\(parameter.name)' must be") }, "\(word)")
      }
    }
  }

  private func cell(_ yaml: String) throws -> Cell {
    Cell(
      id: Cell.ID(chapter: "rope", index: 0), engine: "rope", label: nil, options: CellOptions(),
      body: .parameters(try map(yaml)), listing: "", location: nowhere, bodyLocation: nowhere)
  }

  private func map(_ yaml: String) throws -> LocatedMap { parameterMap(yaml) }
}

private let nowhere = BookModel.SourceLocation(file: "", line: 1)

extension ComputationReference {
  /// The example as a cell.
  fileprivate var cell: String { naming.joined(separator: "\n") + "\n" + example }
}

extension ComputationReference.Value {
  /// Whether a published name is of this form; a capital word stands for a number or a word.
  fileprivate func matches(_ published: String) -> Bool {
    let form = name.split(separator: "-")
    guard let place = form.firstIndex(where: { $0.allSatisfy(\.isUppercase) }) else {
      return name == published
    }
    let head = form[..<place].map { $0 + "-" }.joined()
    let tail = form[(place + 1)...].map { "-" + $0 }.joined()
    return published.hasPrefix(head) && published.hasSuffix(tail)
      && published.count > head.count + tail.count
  }
}
