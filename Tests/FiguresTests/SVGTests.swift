import Foundation
import SnapshotTesting
import Testing

@testable import Figures

@Suite struct SVGTests {
  @Test(arguments: [true, false]) func isWellFormed(standalone: Bool) throws {
    let found = elements(of: try everyMark().svg(label: "fig-all", standalone: standalone))
    #expect(found.first?.name == "svg")
    #expect(found.first?.attributes["role"] == "img")
    #expect(found.first?.attributes["aria-labelledby"] == "fig-all-t fig-all-d")
    let ids = found.compactMap { $0.attributes["id"] }
    #expect(ids == ["fig-all-t", "fig-all-d"])
  }

  @Test func theInlineFormHasNeitherStyleNorColor() throws {
    let text = try everyMark().svg(label: "fig-all", standalone: false)
    #expect(!text.contains("style"))
    #expect(!text.contains("#"))
    #expect(!text.contains("xmlns"))
  }

  @Test func aFileOfItsOwnCarriesBothPalettes() throws {
    let text = try everyMark().svg(label: "fig-all", standalone: true)
    #expect(text.contains("xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(text.contains("#107ba9"))
    #expect(text.contains("@media (prefers-color-scheme:dark)"))
    #expect(text.contains("#5cc0fa"))
    #expect(!text.contains("var("))
    #expect(text.components(separatedBy: "<style>").count == 2)
  }

  @Test func everyClassHasARule() throws {
    let found = elements(of: try everyMark().svg(label: "fig-all", standalone: false))
    let classes = found.compactMap { $0.attributes["class"] }.flatMap { $0.split(separator: " ") }
    for name in Set(classes) {
      let css = Figure.styleSheet
      #expect(css.contains("svg .\(name){") || css.contains("svg .\(name),"), "\(name)")
    }
    for level in 0..<16 {
      #expect(Figure.styleSheet.contains("svg .h\(level){"))
      #expect(Figure.styleSheet.contains("svg .s\(level)-t{"))
    }
  }

  @Test func aTextCannotBreakOut() throws {
    let evil = "</text><script>alert(1)</script>\" onload=\"x\u{0}\u{B}\u{FFFE}"
    let figure = try Figure(
      title: evil, description: evil, height: 10, marks: [.text(evil, at: Point(0, 0))],
      data: Table([1], columns: ["x"]))
    let found = elements(of: figure.svg(label: "fig-\"><b>", standalone: false))
    #expect(found.map(\.name) == ["svg", "title", "desc", "text"])
    #expect(found.allSatisfy { $0.attributes["onload"] == nil })
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e6, -1e300])
  func aCoordinateThatIsNoneIsRefused(bad: Double) {
    let marks: [Mark] = [
      .line(from: Point(0, bad), to: Point(0, 0), paint: .stroke(.axis)),
      .circle(center: Point(0, 0), radius: bad, paint: .fill(.ink)),
      .rect(origin: Point(bad, 0), width: 1, height: 1, paint: .fill(.ink)),
      .path(Outline([.move(Point(0, 0)), .line(Point(bad, 0))]), paint: .stroke(.ink)),
      .path(
        Outline([.arc(radius: bad, isLarge: false, isClockwise: false, to: Point(0, 0))]),
        paint: .stroke(.ink)),
      .group([.text("x", at: Point(bad, 0))]),
      .text("x", at: Point(0, 0), turn: bad),
    ]
    for mark in marks {
      #expect(throws: FigureError.self) {
        try Figure(
          title: "", description: "", height: 10, marks: [mark],
          data: Table([1], columns: ["x"]))
      }
    }
    #expect(throws: FigureError.self) {
      try Figure(
        title: "", description: "", height: bad, marks: [], data: Table([1], columns: ["x"]))
    }
  }

  @Test func isWrittenTheSameEveryTime() throws {
    expectSnapshot(try everyMark().svg(label: "fig-all", standalone: false), named: "marks.svg")
    expectSnapshot(Figure.styleSheet, named: "figures.css")
  }

  @Test func straightLinesAreShort() {
    let outline = Outline(through: [Point(1, 2), Point(5, 2), Point(5, 7.126), Point(0, 0)])
    #expect(outline.svgData == "M1 2H5V7.13L0 0")
    let rect = Outline([.rect(origin: Point(0.1, 0.2), width: 1, height: 2)])
    #expect(rect.svgData == "M0.1 0.2H1.1V2.2H0.1Z")
  }
}

@Suite struct PaletteTests {
  @Test func seriesAndTextAreReadableOnTheirPaper() throws {
    let paper = try #require(Palette.roles.first { $0.name == "paper" })
    for entry in Palette.roles where ["q", "k", "pos", "acc", "ink", "mut"].contains(entry.name) {
      #expect(contrast(entry.light, paper.light) >= 4.5, "\(entry.name)")
      #expect(contrast(entry.dark, paper.dark) >= 4.5, "\(entry.name)")
    }
  }

  @Test func valuesAreReadableOnEveryLevel() throws {
    for level in Palette.levels {
      let text = try #require(Palette.levelTexts.first { $0.name == level.name + "-t" })
      #expect(contrast(level.light, text.light) >= 4.5, "\(level.name)")
      #expect(contrast(level.dark, text.dark) >= 4.5, "\(level.name)")
    }
    #expect(Palette.levels.count == 32)
  }

  /// The contrast ratio of WCAG 2.2.
  private func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  private func luminance(_ color: String) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    func linear(_ shift: Int) -> Double {
      let part = Double((value >> shift) & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }
}
