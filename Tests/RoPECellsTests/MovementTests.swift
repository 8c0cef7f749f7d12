import Figures
import Testing

@testable import BookModel
@testable import RoPECells

/// What `live:` and `states:` may say, for every kind of range.
@Suite struct MovementTests {
  /// Parameters of each kind, as computations let them move.
  private static let movable: [Movement.Parameter] = [
    .init("position", at: 0, rest: 3, .integers(0...64)),
    .init("base", at: 1, rest: 10_000, .integers(2...1_000_000)),
    .init("part", at: 2, rest: 0.5, .numbers(-2...2, step: 0.1)),
    .init("scheme", at: 3, rest: 0, .words(["none", "sinusoid", "RoPE"])),
    .init("order", at: 4, .order(["the", "dog", "the"], of: "words")),
  ]

  private static let numbers: [Double] = [3, 10_000, 0.5, 0, 0, 1, 2]

  private func movement(_ yaml: String) -> (movement: Movement?, messages: [String]) {
    var parameters = parameters(yaml)
    let movement = parameters.movement(Self.movable, lock: "distance")
    return (movement, parameters.diagnostics.map(\.message))
  }

  @Test func everyKindOfRangeBecomesAControl() throws {
    let (movement, messages) = movement(
      "live: {order: [words], scheme: [RoPE, none], part: -1...1.5, base: 500...1000000 log, "
        + "position: 0...64, distance: locked}")
    #expect(messages == [])
    let found = try #require(movement)
    #expect(
      found.controls == [
        .init("order", at: 4, .order(["the", "dog", "the"])),
        .init("scheme", at: 3, .choice([.init("RoPE", 2), .init("none", 0)])),
        .init("part", at: 2, .range(from: -1, to: 1.5, step: 0.1, isLogarithmic: false)),
        .init("base", at: 1, .range(from: 500, to: 1e6, step: 1, isLogarithmic: true)),
        .init("position", at: 0, .range(from: 0, to: 64, step: 1, isLogarithmic: false)),
      ])
    #expect(found.lock == "distance")
    #expect(
      found.place(Self.numbers) == "The dog the, scheme none, part 0.5, base 10000, position 3")
  }

  @Test func statesNameWhereControlsStand() throws {
    let (movement, messages) = movement(
      """
      live: {order: [words], scheme: [none, RoPE], part: -2...2, base: 2...10000 log}
      states: [{order: [the, the, dog], scheme: RoPE}, {part: -0.3, base: 777}]
      """)
    #expect(messages == [])
    #expect(
      try #require(movement).states(from: Self.numbers)
        == [[3, 10_000, 0.5, 2, 0, 2, 1], [3, 777, -0.3, 0, 0, 1, 2]])
  }

  @Test(arguments: [
    ("{position: 0...9}", [[0], [3], [6], [9]], 0),
    ("{base: 10...10000 log}", [[10], [100], [1000], [10_000]], 1),
    ("{scheme: [none, sinusoid, RoPE]}", [[0], [1], [2]], 3),
    ("{order: [words]}", [[0, 1, 2], [1, 2, 0], [2, 0, 1]], 4),
  ])
  func withoutStatesTheFirstControlGoesFromEndToEnd(
    live: String, expected: [[Double]], index: Int
  ) throws {
    let states = try #require(movement("live: \(live)").movement).states(from: Self.numbers)
    #expect(states.map { Array($0[index..<index + expected[0].count]) } == expected)
  }

  @Test(arguments: [
    ("3", "'live' must be a map from parameters to ranges, not a text"),
    ("{positions: 0...4}", "'positions' cannot be moved in this figure"),
    (
      "{position: 3}", "'position' must be a range of whole numbers within 0...64, not '3'"
    ),
    (
      "{position: 3...3}", "'position' must be a range of whole numbers within 0...64, not '3...3'"
    ),
    (
      "{position: 0...65}",
      "'position' must be a range of whole numbers within 0...64, not '0...65'"
    ),
    (
      "{position: 0...4.5}",
      "'position' must be a range of whole numbers within 0...64, not '0...4.5'"
    ),
    (
      "{position: [0]}", "'position' must be a range of whole numbers within 0...64, not a list"
    ),
    (
      "{position: 0...9 log}",
      "'position' must be a range of whole numbers within 0...64, not '0...9 log'"
    ),
    ("{position: 4...9}", "'position' is 3 at rest, outside of 4...9"),
    (
      "{base: 2...1e7 log}",
      "'base' must be a range of whole numbers within 2...1000000, or one from above 0 with 'log', "
        + "not '2...1e7 log'"
    ),
    ("{distance: free}", "'distance' can only be 'locked'"),
    (
      "{part: 0...0.55}",
      "'part' must be a range of numbers in steps of 0.1 within -2...2, not '0...0.55'"
    ),
    (
      "{scheme: rope}",
      "'scheme' must be a list of two or more of none, sinusoid, RoPE, not a text"
    ),
    (
      "{scheme: [none, rope]}",
      "'scheme' must be a list of two or more of none, sinusoid, RoPE, not 'rope'"
    ),
    ("{scheme: [none]}", "'scheme' must be a list of two or more of none, sinusoid, RoPE"),
    ("{scheme: [none, none]}", "'none' stands twice"),
    (
      "{scheme: [sinusoid, RoPE]}",
      "'scheme' is 'none' at rest, which is not in the list"
    ),
    ("{order: words}", "'order' must be [words], whose words change places, not a text"),
    ("{order: [tokens]}", "'order' must be [words], whose words change places"),
  ])
  func aMistakeInLiveIsSaid(live: String, message: String) {
    #expect(movement("live: \(live)").messages == [message])
  }

  @Test(arguments: [
    ("3", "'states' must be a list of 1 to 6 maps from what moves to where it stands, not a text"),
    ("[]", "'states' must be a list of 1 to 6 maps from what moves to where it stands, not 0"),
    (
      "[1]", "'states' must be a list of 1 to 6 maps from what moves to where it stands, not a text"
    ),
    ("[{base: 3}]", "'base' does not move in this figure"),
    ("[{position: 65}]", "'position' must be a number within 0...64, not '65'"),
    ("[{position: 1.5}]", "'position' must be a number within 0...64, not '1.5'"),
    ("[{scheme: RoPE}]", "'scheme' must be one of none, sinusoid, not 'RoPE'"),
    (
      "[{order: [the, dog]}]", "'order' must be the words the, dog, the in some order"
    ),
    (
      "[{order: [the, dog, dog]}]", "'order' must be the words the, dog, the in some order"
    ),
  ])
  func aMistakeInStatesIsSaid(states: String, message: String) {
    let live = "live: {position: 0...64, scheme: [none, sinusoid], order: [words]}\n"
    #expect(movement(live + "states: \(states)").messages == [message])
  }

  @Test func statesWithoutLiveAreAMistake() {
    #expect(movement("states: [{position: 1}]").messages == ["'states' is of a figure with 'live'"])
  }
}
