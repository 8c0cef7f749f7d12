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
