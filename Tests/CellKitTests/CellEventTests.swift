import CellKit
import Foundation
import Testing

@Suite struct CellEventTests {
  @Test func eventsSurviveTheJournal() throws {
    let place = CellEvent.Place(file: "content/a.md", line: 3, column: 5)
    let events = [
      CellEvent(.item(.table(Table([(1, Double.infinity)], columns: ["n", "x"])))),
      CellEvent(
        .item(.claim(Claim(label: "clm-a", statement: "s", largest: .nan, below: 1))), at: place),
      CellEvent(.item(.value("v", .number(0.1), .scientific(2)))),
      CellEvent(.checkpoint(line: 17)),
    ]
    for event in events {
      let line = try JSONEncoder().encode(event)
      #expect(!line.contains(10), "one event is one line")
      #expect(try JSONDecoder().decode(CellEvent.self, from: line) == event)
    }
  }

  @Test(arguments: [StreamMark.cell(0), .cell(17), .event(3), .end])
  func marksAreReadBack(mark: StreamMark) {
    let text = mark.text
    #expect(text.hasPrefix("\0") && text.hasSuffix("\0"))
    #expect(StreamMark(text.dropFirst().dropLast()) == mark)
  }

  @Test(arguments: ["", "c", "cx", "e", "z1", "hello", "c-"])
  func otherTextIsNoMark(text: String) {
    #expect(StreamMark(text) == nil)
  }
}
