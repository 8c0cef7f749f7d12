import Foundation
import Testing
import WebDriver

/// The figures a reader can move, in a real browser.
@Suite(.timeLimit(.minutes(30))) struct LiveFigures {
  @Test func everyChapterButTheLastHasOne() throws {
    let chapters = try LiveForm.all().map(\.page.path)
    #expect(Set(chapters).count == 8)
    #expect(chapters.count == 8)
  }

  // MARK: Moves

  private struct Input: Decodable, Sendable {
    /// `slider`, `choice` or `order`.
    let kind: String
    let x, y, width, height: Double
    /// The middles of the buttons that move a word to the right.
    let buttons: [[Double]]
  }

  private static func inputs(_ form: LiveForm, _ tab: Tab) async throws -> [Input] {
    try await tab.run(
      """
      return [...\(form.form).querySelectorAll('[data-index]')].map((input) => {
        const { x, y, width, height } = input.getBoundingClientRect();
        const kind = input.type === 'range' ? 'slider' : input.matches('select') ? 'choice' : 'order';
        const buttons = [...input.querySelectorAll('[data-step="1"]')].map((button) => {
          const box = button.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        });
        return { kind, x, y, width, height, buttons };
      });
      """, as: [Input].self)
  }

  @Test(arguments: try LiveForm.all()) func answerTheKeyboardAsTheLibraryDoes(form: LiveForm)
    async throws
  {
    let shown = try await form.opened { tab in
      var shown: [LiveForm.Shown] = []
      for (index, input) in try await Self.inputs(form, tab).enumerated() {
        let target = input.kind == "order" ? ".querySelector('[data-step=\"1\"]')" : ""
        _ = try await tab.run(
          "\(form.form).querySelectorAll('[data-index]')[\(index)]\(target).focus(); return true;",
          as: Bool.self)
        let keys: [Tab.Key] =
          switch input.kind {
          case "slider": [.right, .left, .left, .up, .end, .left]
          case "choice": [.down, .down]
          default: [.enter, .enter, .enter]
          }
        for key in keys {
          if let found = try await form.after(tab, { try await tab.press(key) }) {
            shown.append(found)
          }
        }
      }
      return shown
    }
    #expect(Set(shown.map { "\($0.numbers ?? [])" }).count >= 5)
    try form.check(shown)
  }

  @Test(arguments: try LiveForm.all()) func answerThePointerAsTheLibraryDoes(form: LiveForm)
    async throws
  {
    let shown = try await form.opened { tab in
      var shown: [LiveForm.Shown] = []
      for input in try await Self.inputs(form, tab) {
        let places: [[Double]] =
          switch input.kind {
          case "slider":
            [0.91, 0.08, 0.3, 0.52, 0.74].map {
              [input.x + $0 * input.width, input.y + input.height / 2]
            }
          default: input.buttons.dropLast()
          }
        for place in places {
          if let found = try await form.after(
            tab, { try await tab.click(x: place[0], y: place[1]) })
          {
            shown.append(found)
          }
        }
      }
      return shown
    }
    #expect(Set(shown.map { "\($0.numbers ?? [])" }).count >= 5)
    try form.check(shown)
  }

  /// By fragment, in every state that the build drew: the very picture of the build.
  @Test(arguments: try LiveForm.all()) func drawWhatTheBuildDrew(form: LiveForm) async throws {
    #expect(form.states.count == 4)
    for (index, state) in form.states.enumerated() {
      let (found, shown) = try await form.opened(state: state) { tab in
        #expect(try await tab.becomesTrue("return \(form.form).ropewalk !== undefined"))
        try await form.rest()
        let found = try await tab.run(
          """
          const figure = \(form.form).closest('figure');
          figure.classList.add('still');
          const shapes = (group) => [...group.children]
            .filter((one) => one.getAttribute('width') !== '0' && (one.tagName !== 'text' || one.textContent))
            .map((one) => {
              const names = one.tagName === 'path' ? [] : ['x', 'y', 'width', 'height', 'cx', 'cy', 'r'];
              const box = one.tagName === 'path' ? one.getBBox() : {};
              const length = one.tagName === 'path' ? [one.getTotalLength()] : [];
              const numbers = [box.x, box.y, box.width, box.height, ...length]
                .map((number) => Math.round(10 * (number ?? 0)) / 10 || 0);
              return [one.tagName, one.getAttribute('class'), one.tagName === 'text' ? one.textContent : '',
                ...names.map((name) => one.getAttribute(name) ?? ''), ...numbers].join(' ');
            });
          const built = figure.querySelectorAll('.state svg')[\(index)].lastElementChild;
          return [shapes(figure.querySelector('g.live')), shapes(built)];
          """, as: [[String]].self)
        return (found, try await form.shown(tab))
      }
      #expect(found[0] == found[1], "\(form.label)=\(state)")
      #expect(found[1].count > 3)
      #expect(!shown.isRefused)
      try form.check([shown])
    }
  }

  @Test func aWordThatMovesKeepsTheFocus() async throws {
    let form = try #require(try LiveForm.all().first { $0.label == "fig-order" })
    let (focus, order) = try await form.opened { tab in
      _ = try await tab.run(
        "\(form.form).querySelectorAll('[data-step=\"1\"]')[1].focus(); return true;", as: Bool.self
      )
      for _ in 0..<3 { _ = try await form.after(tab) { try await tab.press(.enter) } }
      let focus = try await tab.run(
        "return document.activeElement.getAttribute('aria-label')", as: String.self)
      let order = try await tab.run(
        "return [...\(form.form).querySelectorAll('[data-word]')].map((one) => one.dataset.word).join()",
        as: String.self)
      return (focus, order)
    }
    #expect(focus == "Move Snake right")
    #expect(order == "0,2,3,4,5,1")
  }

  @Test(arguments: try LiveForm.all()) func comeToRestAsTheyWereCommitted(form: LiveForm)
    async throws
  {
    let (before, after, shown) = try await form.opened { tab in
      let said = "return \(form.form).querySelector('.said').textContent"
      let before = try await tab.run(said, as: String.self)
      let shown = try await form.after(tab) {
        _ = try await tab.run(
          "\(form.form).querySelector('[type=reset]').click(); return true;", as: Bool.self)
      }
      return (before, try await tab.run(said, as: String.self), shown)
    }
    #expect(before == after)
    #expect(shown?.numbers == form.numbers)
    try form.check([try #require(shown)])
  }

  @Test func aLockKeepsTheDistance() async throws {
    let form = try #require(try LiveForm.all().first { $0.label == "fig-score" })
    let (free, locked, end) = try await form.opened { tab in
      let focus = "\(form.form).querySelector('input[type=range]').focus(); return true;"
      _ = try await tab.run(focus, as: Bool.self)
      let free = try await form.after(tab) { for _ in 0..<5 { try await tab.press(.right) } }
      try await tab.click("form.live[data-figure=fig-score] [data-lock]")
      _ = try await tab.run(focus, as: Bool.self)
      let locked = try await form.after(tab) { for _ in 0..<4 { try await tab.press(.right) } }
      return (free, locked, try await form.after(tab) { try await tab.press(.end) })
    }
    #expect(free?.numbers?.prefix(2) == [6, 3])
    #expect(locked?.numbers?.prefix(2) == [10, 7])
    let (one, two) = (try #require(free?.result), try #require(locked?.result))
    #expect(abs(one[1] - two[1]) < 1e-12)
    // The query can go no farther than the end of its range.
    #expect(end?.numbers?.prefix(2) == [64, 61])
  }

  // MARK: Addresses

  @Test(arguments: try LiveForm.all()) func refuseWhatIsNoStateInASentence(form: LiveForm)
    async throws
  {
    let state = try #require(form.states.first).split(separator: ",")
    let rest = state.dropFirst().map { ",\($0)" }.joined()
    let wrong = [
      "nan", "nan\(rest)", "1e999\(rest)", "x\(rest)", "", ",", state.joined(separator: ",") + ",0",
    ]
    for state in wrong {
      let (shown, picture, errors) = try await form.opened(state: state) { tab in
        let picture = try await tab.run(
          "return \(form.form).closest('figure').querySelector('g.live').childElementCount",
          as: Int.self)
        return (try await form.shown(tab), picture, try await tab.consoleMessages())
      }
      #expect(shown.isRefused, "\(form.label)=\(state)")
      #expect(shown.numbers == nil || shown.numbers == form.numbers)
      #expect(picture > 3)
      #expect(errors.map(\.description) == [])
    }
  }

  @Test(arguments: try LiveForm.all()) func takeNumbersIntoTheirRangeOrRefuseThem(form: LiveForm)
    async throws
  {
    let count = try #require(form.states.first).split(separator: ",").count
    for number in ["1e300", "-1e300", "9007199254740993", "0.3"] {
      let state = Array(repeating: number, count: count).joined(separator: ",")
      let (shown, errors) = try await form.opened(state: state) { tab in
        #expect(
          try await tab.becomesTrue(
            "return \(form.form).ropewalk !== undefined || !\(form.form).querySelector('.wrong').hidden"
          ))
        try await form.rest()
        return (try await form.shown(tab), try await tab.consoleMessages())
      }
      #expect(shown.result?.allSatisfy(\.isFinite) ?? shown.isRefused, "\(form.label)=\(state)")
      #expect(errors.map(\.description) == [])
      if !shown.isRefused { try form.check([shown]) }
    }
  }

  @Test(arguments: try LiveForm.all()) func keepTheirStateInTheAddress(form: LiveForm) async throws
  {
    let state = try #require(form.states.last)
    let (link, address) = try await form.opened(state: state) { tab in
      let link = try await tab.run(
        "return \(form.form).querySelector('.here').getAttribute('href')", as: String.self)
      _ = try await form.after(tab) {
        _ = try await tab.run(
          "\(form.form).querySelector('[type=reset]').click(); return true;", as: Bool.self)
      }
      return (link, try await tab.run("return location.hash", as: String.self))
    }
    #expect(link == "#\(form.label)=\(state)")
    #expect(address == "#\(form.label)")
  }

  // MARK: Cost

  /// A module is fetched when a figure comes near, and once.
  @Test(arguments: try LiveForm.all()) func areFetchedWhenTheyComeNear(form: LiveForm) async throws
  {
    let fetched = """
      return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('rope.wasm')).length
      """
    let address = try form.page.address()
    let (far, near) = try await Browser.shared.withTab { tab in
      try await tab.size(width: 1280, height: 900)
      try await tab.open(address)
      try await tab.drawEverything()
      try await Task.sleep(for: .milliseconds(500))
      let far = try await tab.run(fetched, as: Int.self)
      let distance = try await tab.run(
        "return \(form.form).closest('figure').getBoundingClientRect().top - innerHeight",
        as: Double.self)
      #expect(distance > 400, "the figure stands so near that this shows nothing")
      _ = try await tab.run(
        "\(form.form).closest('figure').scrollIntoView(); return true;", as: Bool.self)
      #expect(try await tab.becomesTrue(fetched + " === 1"))
      return (far, try await tab.run(fetched, as: Int.self))
    }
    #expect(far == 0)
    #expect(near == 1)
  }

  @Test func shareOneModule() throws {
    let files = FileManager.default.enumerator(atPath: try Site.folder().path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".wasm") && !$0.hasPrefix("reference/") }
    #expect(files == ["assets/rope.wasm"])
    let module = try Data(contentsOf: try Site.folder().appending(path: "assets/rope.wasm"))
    #expect(module.count <= 48 * 1024)
  }

  @Test(arguments: try LiveForm.all()) func moveQuicklyAndTakeNoMemory(form: LiveForm) async throws
  {
    struct Cost: Decodable, Sendable { let median, longest: Double; let bytes: Int }
    let costs = try await form.opened { tab in
      // Ten thousand moves, a thousand at a time.
      var costs: [Cost] = []
      for _ in 0..<10 {
        costs.append(
          try await tab.run(
            """
            const form = \(form.form), slider = form.querySelector('input[type=range]'), times = [];
            const button = form.querySelector('[data-step="1"]');
            const back = button?.parentNode.querySelector('[data-step="-1"]');
            for (let k = 0; k < 1000; k += 1) {
              const moved = new Promise((done) => form.addEventListener('moved', done, { once: true }));
              const start = performance.now();
              if (slider) {
                slider.value = +slider.min + (slider.max - slider.min) * ((k * 0.618) % 1);
                slider.dispatchEvent(new Event('input', { bubbles: true }));
              } else {
                (k % 2 ? back : button).click();
              }
              await moved;
              times.push(performance.now() - start);
            }
            times.sort((a, b) => a - b);
            return { median: times[500], longest: times[999], bytes: form.ropewalk.bytes };
            """, as: Cost.self))
      }
      return costs
    }
    let median = costs.map(\.median).sorted()[5]
    print(
      "speed: a move of \(form.label): median \(rounded(median, digits: 2)) ms,",
      "longest \(rounded(costs.map(\.longest).max() ?? 0)) ms; memory \(costs[9].bytes) bytes")
    if Site.holdsTimes { #expect(median <= 8) }
    #expect(Set(costs.map(\.bytes)).count == 1)
  }

  // MARK: Where nothing can move

  private struct Seen: Decodable, Sendable, Equatable {
    var form, picture: Bool
    var states: Int
  }

  private static func seen(_ form: LiveForm) -> String {
    """
    const form = \(form.form), figure = form.closest('figure');
    const isSeen = (one) => one.checkVisibility({ visibilityProperty: true });
    return {
      form: isSeen(form), picture: isSeen(figure.querySelector('.picture')),
      states: [...figure.querySelectorAll('.state svg')].filter(isSeen).length,
    };
    """
  }

  @Test(arguments: try LiveForm.all()) func showTheirStatesWhereNothingCanMove(form: LiveForm)
    async throws
  {
    let address = try form.page.address()
    let (moving, still, plain, printed) = try await Browser.shared.withTab { tab in
      try await tab.size(width: 1280, height: 900)
      try await tab.open(address)
      try await tab.drawEverything()
      let moving = try await tab.run(Self.seen(form), as: Seen.self)
      try await tab.paper()
      let printed = try await tab.run(Self.seen(form), as: Seen.self)
      try await tab.theme(.light)
      try await tab.failing("*rope.wasm")
      try await tab.open(address)
      try await tab.drawEverything()
      _ = try await tab.run(
        "\(form.form).closest('figure').scrollIntoView(); return true;", as: Bool.self)
      #expect(try await tab.becomesTrue("return \(form.form).hidden"))
      let still = try await tab.run(Self.seen(form), as: Seen.self)
      try await tab.javaScript(.off)
      try await tab.open(address)
      try await tab.drawEverything()
      return (moving, still, try await tab.run(Self.seen(form), as: Seen.self), printed)
    }
    #expect(moving == Seen(form: true, picture: true, states: 0))
    #expect(still == Seen(form: false, picture: true, states: 4))
    #expect(plain == Seen(form: false, picture: true, states: 4))
    #expect(printed == Seen(form: false, picture: false, states: 4))
  }

  @Test(arguments: try LiveForm.all()) func moveWhenOpenedFromADisk(form: LiveForm) async throws {
    let state = try #require(form.states.last)
    let url = try #require(
      URL(string: try form.page.file().absoluteString + "#\(form.label)=\(state)"))
    let shown = try await Browser.shared.withTab { tab in
      try await tab.size(width: 1280, height: 900)
      try await tab.open(url)
      #expect(try await tab.becomesTrue("return \(form.form).ropewalk !== undefined"))
      try await form.rest()
      return try await form.shown(tab)
    }
    try form.check([shown])
  }

  /// Nothing moves by itself, and what is touched is large enough to be.
  @Test(arguments: try LiveForm.all()) func haveNoTransitionsAndLargeTargets(form: LiveForm)
    async throws
  {
    let findings = try await form.opened { tab in
      try await tab.run(
        """
        const figure = \(form.form).closest('figure'), findings = [];
        for (const one of figure.querySelectorAll('*')) {
          const style = getComputedStyle(one);
          if (style.transitionDuration !== '0s' || style.animationName !== 'none') {
            findings.push('moves by itself: ' + one.outerHTML.slice(0, 80));
          }
        }
        for (const one of figure.querySelectorAll('form :is(input, select, button)')) {
          const box = (one.type === 'checkbox' ? one.parentNode : one).getBoundingClientRect();
          if (box.width < 24 || box.height < 24) findings.push('small: ' + one.outerHTML.slice(0, 80));
        }
        return findings;
        """, as: [String].self)
    }
    expectNone(findings)
  }
}
