import Exhibits
import RoPEWebRuntime
import Testing

@testable import RoPEWeb

/// The exports as a page calls them, natively; script/test-web calls them in WebAssembly.
@Suite(.serialized) struct BorderTests {
  private let border: UnsafeMutablePointer<Double> = rope_web_border()
  private let parameters = LiveScore(
    queryPosition: 5, keyPosition: 3, base: 10_000, query: [1, 2, 3, 4], key: [4, 3, 2, 1]
  ).numbers

  private func write(_ numbers: [Double]) {
    for (index, number) in numbers.enumerated() { border[index] = number }
  }

  @Test func whatTheFigureShowsReplacesItsParameters() throws {
    write(parameters)
    let count = Int(score(count: Int32(parameters.count)))
    let shown = try #require(LiveFigure.score.marks(parameters)).numbers
    #expect(Array(UnsafeBufferPointer(start: border, count: count)) == shown)
  }

  @Test(arguments: [Int32.min, -1, 0, 65_537, .max])
  func aCountOutOfRangeIsRefused(count: Int32) {
    #expect(score(count: count) == -1)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNoNumberIsRefusedAndLeftAlone(number: Double) {
    var broken = parameters
    broken[4] = number
    write(broken)
    #expect(score(count: Int32(broken.count)) == -1)
    #expect(border[4].bitPattern == number.bitPattern)
    #expect(border[0] == parameters[0])
  }

  @Test func thereIsRoomFor65536NumbersAlignedTo16Bytes() {
    #expect(capacity() == 65_536)
    #expect(Int(bitPattern: border) % 16 == 0)
  }
}
