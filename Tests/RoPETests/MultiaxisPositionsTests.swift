import RoPE
import Testing

@Suite struct MultiaxisPositionsTests {
  /// The example of the documentation of Qwen2-VL in Hugging Face transformers.
  @Test func videoThenTextGoesOnAfterTheLargestCoordinate() throws {
    var sequence = MultiaxisPositions()
    try sequence.appendGrid(frames: 3, rows: 2, columns: 2)
    try sequence.appendText(tokens: 5)
    let axes = (0..<3).map { axis in sequence.positions.map { $0[axis] } }
    #expect(axes[0] == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 5, 6, 7])
    #expect(axes[1] == [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 3, 4, 5, 6, 7])
    #expect(axes[2] == [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 3, 4, 5, 6, 7])
    #expect(sequence.next == 8)
    #expect(sequence.offset == 8 - 17)
  }

  @Test func textAloneCountsItsTokens() throws {
    var sequence = MultiaxisPositions()
    try sequence.appendText(tokens: 2)
    try sequence.appendText(tokens: 0)
    #expect(sequence.positions == [[0, 0, 0], [1, 1, 1]])
    #expect(sequence.offset == 0)
  }

  @Test func aPictureStartsWhereTheTextEnds() throws {
    var sequence = MultiaxisPositions()
    try sequence.appendText(tokens: 4)
    try sequence.appendGrid(frames: 1, rows: 1, columns: 3)
    #expect(Array(sequence.positions[4...]) == [[4, 4, 4], [4, 4, 5], [4, 4, 6]])
    #expect(sequence.next == 7)
  }

  @Test func refusesCountsThatDoNotFit() throws {
    var sequence = MultiaxisPositions()
    try sequence.appendText(tokens: 1)
    let before = sequence
    let free = 1 << 24 - 1
    for count in [Int.min, -1, free + 1, .max] {
      let text = RotaryError.invalidCount(of: .length, count, allowed: 0...free)
      #expect(throws: text) { try sequence.appendText(tokens: count) }
      let side = RotaryError.invalidCount(of: .gridSize, count, allowed: 1...free)
      #expect(throws: side) { try sequence.appendGrid(frames: count, rows: 1, columns: 1) }
      #expect(throws: side) { try sequence.appendGrid(frames: 1, rows: count, columns: 1) }
      #expect(throws: side) { try sequence.appendGrid(frames: 1, rows: 1, columns: count) }
    }
    #expect(throws: RotaryError.invalidCount(of: .gridSize, 0, allowed: 1...free)) {
      try sequence.appendGrid(frames: 1, rows: 1, columns: 0)
    }
    #expect(sequence == before)
  }
}
