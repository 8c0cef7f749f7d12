import Figures
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A figure with every kind of mark and paint, and with texts that need escaping.
func everyMark() throws -> Figure {
  let strokes = Role.allCases.map { role in
    Mark.line(from: Point(10, 10), to: Point(90, 10), paint: .stroke(role))
  }
  let fills: [Paint] = [
    .thin(.key), .solid(.position), .fill(.query), .wash(.accent), .diverging(3), .sequential(15),
  ]
  let rects = fills.map {
    Mark.rect(origin: Point(1.005, -0.001), width: 9, height: 9.5, paint: $0)
  }
  let outline = Outline([
    .move(Point(0, 0)), .line(Point(5, 0)), .line(Point(5, 5)), .line(Point(2, 1)),
    .arc(radius: 3, isLarge: true, isClockwise: false, to: Point(1, 1)), .close,
    .rect(origin: Point(7, 7), width: 2, height: 3),
  ])
  let lettering = Lettering(
    [Lettering.Run("0.5")], at: Point(4, 4), size: .number, anchor: .middle, ground: .diverging(15))
  return try Figure(
    title: "Marks & <signs>", description: "Says \"all\".", height: 100,
    marks: strokes + [
      .group(rects, name: "cells"), .path(outline, paint: .stroke(.query)),
      .circle(center: Point(50, 50), radius: 20, paint: .fill(.paper)), .text(lettering),
      .text("θ of <pig> & \u{1}", at: Point(3, 90), anchor: .end, role: .muted, turn: -90),
      .arrow(from: Point(0, 0), to: Point(30, 40), role: .accent),
    ] + Role.allCases.map { .marker($0, at: Point(60, 60)) },
    data: Table([("pig", 1, 0.5)], columns: ["token", "position", "x"]))
}

/// The elements of an XML text with their attributes, or a recorded issue where it is not XML.
func elements(
  of text: String, sourceLocation: SourceLocation = #_sourceLocation
) -> [(name: String, attributes: [String: String])] {
  let collector = ElementCollector()
  let parser = XMLParser(data: Data(text.utf8))
  parser.delegate = collector
  if !parser.parse() {
    Issue.record(
      "no XML: \(String(describing: parser.parserError))", sourceLocation: sourceLocation)
  }
  return collector.elements
}

private final class ElementCollector: NSObject, XMLParserDelegate {
  var elements: [(name: String, attributes: [String: String])] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }
}
