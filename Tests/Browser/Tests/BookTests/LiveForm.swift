import Foundation
import Testing
import WebDriver

/// A figure that a reader can move, as a page of the site has it.
struct LiveForm: Sendable, CustomTestStringConvertible {
  let page: Page
  let label: String
  let program: String
  /// What the program is given at rest.
  let numbers: [Double]
  /// The addresses of its states, without what stands before the `=`.
  let states: [String]

  var testDescription: String { label }

  /// All of them, page by page.
  static func all() throws -> [LiveForm] {
    try Site.pages().flatMap { page in
      let html = try String(contentsOf: page.file(), encoding: .utf8)
      let start =
        #/<form class="live" autocomplete="off" data-figure="([^"]+)" data-program="([^"]+)" data-numbers="([^"]+)"/#
      return html.matches(of: start).map { match in
        let rest = html[match.range.upperBound...]
        let end = rest.firstRange(of: "</figure>")?.lowerBound ?? rest.endIndex
        return LiveForm(
          page: page, label: String(match.1), program: String(match.2),
          numbers: match.3.split(separator: " ").compactMap { Double($0) },
          states: rest[..<end].matches(of: #/data-state="([^"]+)"/#).map { String($0.1) })
      }
    }
  }

  /// The form, for a script.
  var form: String { "document.querySelector('form.live[data-figure=\(label)]')" }

  /// What the form computed last, and what it shows.
  struct Shown: Decodable, Sendable {
    struct Slot: Decodable, Sendable {
      let index: Int
      let digits: Int?
      let words: String?
      let text: String
    }
    /// What the program was given, and its values and marks; none before the first move.
    let numbers: [Double]?
    let result: [Double]?
    /// The size of the module's memory, in bytes.
    let bytes: Int?
    let slots: [Slot]
    let isRefused: Bool
  }

  func shown(_ tab: Tab) async throws -> Shown {
    try await tab.run(
      """
      const form = \(form), { numbers = null, result = null, bytes = null } = form.ropewalk ?? {};
      return {
        numbers, result, bytes, isRefused: !form.querySelector('.wrong').hidden,
        slots: [...form.querySelectorAll('[data-value]')].map((slot) => ({
          index: +slot.dataset.value, digits: slot.dataset.digits ? +slot.dataset.digits : null,
          words: slot.dataset.words ?? null, text: slot.textContent,
        })),
      };
      """, as: Shown.self)
  }

  /// Opens the page at the figure, in a state if one is given, and counts the moves from then on.
  func opened<Value: Sendable>(
    state: String? = nil, _ work: @escaping @Sendable (Tab) async throws -> Value
  ) async throws -> Value {
    let url = try #require(
      URL(string: try page.address().absoluteString + "#\(label)" + (state.map { "=\($0)" } ?? "")))
    return try await Browser.shared.withTab { tab in
      try await tab.size(width: 1280, height: 900)
      try await tab.open(url)
      #expect(try await tab.becomesTrue("return !\(form).hidden"))
      try await tab.drawEverything()
      _ = try await tab.run(
        """
        const form = \(form);
        form.moves = form.ropewalk ? 1 : 0;
        form.addEventListener('moved', () => form.moves += 1);
        form.scrollIntoView({ block: 'center' });
        return true;
        """, as: Bool.self)
      return try await work(tab)
    }
  }

  /// Does something to the form, waits until it rests, and tells what it shows then; nothing where
  /// nothing moved, as at the end of a slider.
  func after(
    _ tab: Tab, _ act: @Sendable () async throws -> Void
  ) async throws -> Shown? {
    let before = try await tab.run("return \(form).moves", as: Int.self)
    try await act()
    guard try await tab.becomesTrue("return \(form).moves > \(before)", withinSeconds: 2) else {
      return nil
    }
    try await rest()
    return try await shown(tab)
  }

  /// Waits for what is said: it follows when the form has rested for 300 ms.
  func rest() async throws { try await Task.sleep(for: .milliseconds(400)) }

  /// Holds what was shown against what the library answers for the same numbers.
  func check(_ shown: [Shown], sourceLocation: SourceLocation = #_sourceLocation) throws {
    let asked = try shown.map { try #require($0.numbers) }
    for (shown, answer) in zip(shown, try Answers.of(program, asked)) {
      let result = try #require(shown.result)
      let expected = try #require(answer, "\(label): the library refuses \(shown.numbers ?? [])")
      #expect(result.count == expected.count, sourceLocation: sourceLocation)
      let differences = zip(result, expected).map { abs($0 - $1) / max(1, abs($1)) }
      let read = 1 + Int(expected[0])
      let (values, places) = (differences.prefix(read).max(), differences.dropFirst(read).max())
      let comment: Comment = "\(label) at \(shown.numbers ?? [])"
      #expect(values ?? 1 <= 1e-9, comment, sourceLocation: sourceLocation)
      // A file holds two decimals of a place.
      #expect(places ?? 1 <= 1e-6, comment, sourceLocation: sourceLocation)
      for slot in shown.slots {
        let value = expected[1 + slot.index]
        if let words = slot.words {
          let word = words.split(separator: "|", omittingEmptySubsequences: false)[Int(value)]
          #expect(slot.text == word, sourceLocation: sourceLocation)
        } else {
          let written = slot.text.replacing("\u{2212}", with: "-")
            .replacing(#/[\u{202F}\u{2009}\u{A0}]/#, with: "")
          let number = try #require(Double(written), "\(slot.text) is no number")
          let half = pow(10, -Double(slot.digits ?? 0)) * 0.5000001
          #expect(abs(number - value) <= half, "\(label)", sourceLocation: sourceLocation)
        }
      }
    }
  }
}

/// What the library itself answers, compiled for this machine: `ROPEWALK_ANSWERS`.
enum Answers {
  static func of(_ program: String, _ asked: [[Double]]) throws -> [[Double]?] {
    guard let path = Site.setting("ROPEWALK_ANSWERS") else {
      throw WebDriverError.unexpected("ROPEWALK_ANSWERS is not set; run `script/test --browser`")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: neither side waits for the other.
    let (questions, answers) = (folder.appending(path: "in"), folder.appending(path: "out"))
    let lines = asked.map { ([program] + $0.map { "\($0)" }).joined(separator: " ") + "\n" }
    try Data(lines.joined().utf8).write(to: questions)
    try Data().write(to: answers)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.standardInput = try FileHandle(forReadingFrom: questions)
    process.standardOutput = try FileHandle(forWritingTo: answers)
    try process.run()
    process.waitUntilExit()
    let found = try String(contentsOf: answers, encoding: .utf8).split(whereSeparator: \.isNewline)
    try #require(found.count == asked.count, "the program stopped early")
    return found.map { line in
      line == "refused" ? nil : line.split(separator: " ").map { Double($0) ?? .nan }
    }
  }
}
