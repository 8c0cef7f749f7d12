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

  @Test(arguments: [StreamMark.cell(0), .cell(17), .event(3), .end], ["", "1a2b"])
  func marksAreReadBack(mark: StreamMark, token: String) {
    let text = mark.text(token: token)
    #expect(text.hasPrefix("\0") && text.hasSuffix("\0"))
    #expect(StreamMark(text.dropFirst().dropLast(), token: token) == mark)
  }

  @Test(arguments: ["", "c", "cx", "e", "z1", "zz", "hello", "c-"])
  func otherTextIsNoMark(text: String) {
    #expect(StreamMark(text) == nil)
    #expect(StreamMark("1a2b" + text, token: "1a2b") == nil)
  }

  @Test(arguments: ["c3", "1a2c3", "2b1ac3"])
  func aMarkOfAnotherRunIsNone(text: String) {
    #expect(StreamMark(text, token: "1a2b") == nil)
  }
}
