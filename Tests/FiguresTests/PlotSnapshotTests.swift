import Figures
import Foundation
import SnapshotTesting
import Testing

@Suite struct PlotSnapshotTests {
  @Test func everyKindIsDrawnAsItWasLookedAt() throws {
    for (name, figure) in try plotSamples() {
      expectSnapshot(figure.svg(label: name, standalone: true), named: "\(name).svg")
      let narrow = try #require(figure.narrow, "\(name) has no drawing for phones")
      expectSnapshot(narrow.svg(label: name, standalone: true), named: "\(name)-narrow.svg")
    }
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let first = try plotSamples().map { $0.figure.svg(label: $0.name, standalone: false) }
    let second = try plotSamples().map { $0.figure.svg(label: $0.name, standalone: false) }
    #expect(first == second)
  }

  @Test func everyKindIsValidAndAccessible() throws {
    for (name, figure) in try plotSamples() {
      expectSound(figure.svg(label: name, standalone: false), label: name)
      if let narrow = figure.narrow {
        expectSound(narrow.svg(label: name, standalone: false), label: name)
      }
    }
  }

  @Test func bytesAppendedToABufferAreThoseOfTheText() throws {
    var buffer = Array("before".utf8)
    var expected = "before"
    for (name, figure) in try plotSamples() {
      figure.writeSVG(label: name, standalone: true, to: &buffer)
      expected += figure.svg(label: name, standalone: true)
    }
    #expect(String(decoding: buffer, as: UTF8.self) == expected)
  }
}

/// Expects valid XML with role, title and description, ids from the label alone, no style, and
/// finite numbers of at most two decimals.
func expectSound(
  _ svg: String, label: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = elements(of: svg, sourceLocation: sourceLocation)
  #expect(found.first?.attributes["role"] == "img", sourceLocation: sourceLocation)
  #expect(
    found.first?.attributes["aria-labelledby"] == "\(label)-t \(label)-d",
    sourceLocation: sourceLocation)
  #expect(found.dropFirst().prefix(2).map(\.name) == ["title", "desc"])
  let ids = found.compactMap { $0.attributes["id"] }
  #expect(ids == ["\(label)-t", "\(label)-d"], sourceLocation: sourceLocation)
  for element in found {
    #expect(element.attributes["style"] == nil, sourceLocation: sourceLocation)
    for name in ["d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox"] {
      guard let text = element.attributes[name] else { continue }
      let numbers = text.split { "MLHVAZ ".contains($0) }
      for number in numbers where !isCoordinate(number) {
        Issue.record("\(element.name) \(name) holds \(number)", sourceLocation: sourceLocation)
      }
    }
  }
}

/// At most two decimals without trailing zeros, no exponent, no negative zero, nothing but digits.
private func isCoordinate(_ text: Substring) -> Bool {
  let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
  let isShort = parts.count == 1 || (parts.count == 2 && (1...2).contains(parts[1].count))
  let isPlain = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
  return isShort && isPlain && text != "-0" && !(parts.count == 2 && text.hasSuffix("0"))
}
