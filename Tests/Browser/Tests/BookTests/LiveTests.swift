import Foundation
import Testing
import WebDriver

/// The figures a reader can move, in a real browser.
@Suite struct LiveFigures {
  private static let page = Page(path: "rope/index.html")
  private static let form = "document.querySelector('form.live[data-figure=fig-score]')"

  /// What the form says it computed, and what it shows.
  private struct State: Decodable, Sendable {
    var values: [Double]?
    var said: String
    var positions: [String]
    var isRefused: Bool
  }

  private static func state(_ tab: Tab) async throws -> State {
    try await tab.run(
      """
      const form = \(form);
      return {
        values: form.ropewalk ?? null, said: form.querySelector('.said').textContent,
        positions: [...form.querySelectorAll('input[type=range]')].map((input) => input.value),
        isRefused: !form.querySelector('.wrong').hidden,
      };
      """, as: State.self)
  }

  private func opened<Value: Sendable>(
    _ anchor: String, _ work: @escaping @Sendable (Tab) async throws -> Value
  ) async throws -> Value {
    let address = try Self.page.address().absoluteString + anchor
    let url = try #require(URL(string: address))
    return try await Browser.shared.withTab { tab in
      try await tab.size(width: 1280, height: 900)
      try await tab.open(url)
      #expect(try await tab.becomesTrue("return !\(Self.form).hidden"))
      return try await work(tab)
    }
  }

  /// The scores of the committed record, by their distance.
  private func scores() throws -> [Int: Double] {
    let csv = try String(
      contentsOf: Site.folder().appending(path: "data/fig-score.csv"), encoding: .utf8)
    let rows = csv.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    return Dictionary(
      uniqueKeysWithValues: try rows.map { row in
        (try #require(Int(row[0])), try #require(Double(row[1])))
      })
  }

  @Test(arguments: [(1, 3), (0, 0), (64, 0), (0, 64), (17, 5), (40, 63)])
  func showTheScoreThatTheRecordHasAtThatDistance(m: Int, n: Int) async throws {
    let state = try await opened("#fig-score=\(m),\(n)") { tab in
      #expect(try await tab.becomesTrue("return \(Self.form).ropewalk !== undefined"))
      #expect(
        try await tab.becomesTrue(
          "return \(Self.form).querySelector('.said').textContent.includes('\(m - n)'.replace('-', '\u{2212}'))"
        ))
      return try await Self.state(tab)
    }
    let values = try #require(state.values)
    #expect(values[1] == Double(m - n))
    #expect(abs(values[0] - (try #require(try scores()[m - n]))) < 1e-9)
    #expect(state.positions == ["\(m)", "\(n)"])
    #expect(!state.isRefused)
  }

  @Test func atRestTheModuleDrawsWhatTheBuildDrew() async throws {
    let (before, after) = try await opened("") { tab in
      let marks = "return document.querySelector('#fig-score g.live').outerHTML"
      let before = try await tab.run(marks, as: String.self)
      _ = try await tab.run(
        "\(Self.form).dispatchEvent(new Event('reset', { cancelable: true })); return true;",
        as: Bool.self)
      #expect(try await tab.becomesTrue("return \(Self.form).ropewalk !== undefined"))
      return (before, try await tab.run(marks, as: String.self))
    }
    // Straight lines along an axis are written shorter when built.
    #expect(Self.numbers(in: before) == Self.numbers(in: after))
    #expect(!before.isEmpty)
  }

  private static func numbers(in svg: String) -> [String] {
    svg.matches(of: #/-?\d+(?:\.\d+)?/#).map { String($0.0) }
  }

  @Test func theKeyboardMovesAndALockKeepsTheDistance() async throws {
    let (free, locked, end) = try await opened("") { tab in
      _ = try await tab.run(
        "\(Self.form).querySelector('input[type=range]').focus(); return true;", as: Bool.self)
      for _ in 0..<5 { try await tab.press(.right) }
      #expect(try await tab.becomesTrue("return \(Self.form).ropewalk?.[1] === 3"))
      let free = try await Self.state(tab)
      _ = try await tab.run(
        "\(Self.form).querySelector('[data-lock]').click(); return true;", as: Bool.self)
      for _ in 0..<4 { try await tab.press(.right) }
      #expect(
        try await tab.becomesTrue(
          "return \(Self.form).querySelector('input[type=range]').value === '10'"))
      let locked = try await Self.state(tab)
      try await tab.press(.end)
      return (free, locked, try await Self.state(tab))
    }
    #expect(free.positions == ["6", "3"])
    #expect(locked.positions == ["10", "7"])
    let (one, two) = (try #require(free.values), try #require(locked.values))
    #expect(abs(one[0] - two[0]) < 1e-12)
    #expect(end.positions == ["64", "61"])
  }

  @Test(arguments: ["nan,2", "1e999,2", ",", "1", "1,2,3", "x"])
  func refuseWhatIsNoPairOfNumbersInASentence(state: String) async throws {
    let found = try await opened("#fig-score=\(state)") { try await Self.state($0) }
    #expect(found.isRefused)
    #expect(found.positions == ["1", "3"])
    #expect(found.said.contains("0.866363"))
  }

  @Test func takeNumbersIntoTheirRange() async throws {
    let found = try await opened("#fig-score=-4,700") { tab in
      #expect(try await tab.becomesTrue("return \(Self.form).ropewalk !== undefined"))
      return try await Self.state(tab)
    }
    #expect(found.positions == ["0", "64"])
    #expect(!found.isRefused)
  }

  @Test func movesAreQuickAndTakeNoMemory() async throws {
    let times = try await opened("") { tab in
      try await tab.run(
        """
        const form = \(Self.form), input = form.querySelector('input[type=range]'), times = [];
        for (let k = 0; k < 300; k += 1) {
          input.value = k % 60;
          const moved = new Promise((done) => form.addEventListener('moved', done, { once: true }));
          const start = performance.now();
          input.dispatchEvent(new Event('input'));
          await moved;
          times.push(performance.now() - start);
        }
        times.sort((a, b) => a - b);
        return [times[150], times[299]];
        """, as: [Double].self)
    }
    print("speed: a move of fig-score: median \(times[0]) ms, longest \(times[1]) ms")
    #expect(times[0] < 8)
  }
}
