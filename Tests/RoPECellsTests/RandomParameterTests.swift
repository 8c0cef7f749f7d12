import BookModel
import Figures
import Foundation
import Testing

@testable import RoPECells

/// Every computation of the vocabulary under parameters nobody would write.
///
/// 1000 sets each, 10 000 with `ROPEWALK_LONG=1` (`script/test --long`); `ROPEWALK_SEED` repeats a run.
@Suite struct RandomParameterTests {
  static let seed =
    ProcessInfo.processInfo.environment["ROPEWALK_SEED"].flatMap(UInt64.init)
    ?? UInt64.random(in: 0...UInt64.max)
  static let count = ProcessInfo.processInfo.environment["ROPEWALK_LONG"] == "1" ? 10_000 : 1_000
  /// Debug code is some thirty times slower than the tool.
  static let longest: Duration = _isDebugAssertConfiguration() ? .seconds(10) : .seconds(1)

  @Test(arguments: Vocabulary.entries.map(\.name.words))
  func anyParametersEndInResultsOrInLocatedErrors(name: String) throws {
    var source = RandomParameters(state: Self.seed)
    let entry = try #require(Vocabulary.entries.first { $0.name.words == name })
    let clock = ContinuousClock()
    var answered = 0
    for number in 0..<Self.count {
      let map = source.parameters(of: entry.name)
      let start = clock.now
      let answer = RoPEEngine().answer(cell(map))
      let time = clock.now - start
      #expect(time < Self.longest, comment(number, map))
      let isAnswered = !answer.record.items.isEmpty
      #expect(isAnswered != answer.diagnostics.hasErrors, comment(number, map))
      #expect(answer.diagnostics.allSatisfy { $0.location?.line ?? 0 >= 30 }, comment(number, map))
      if isAnswered { answered += 1 }
      // The view that readers see must not trap on what was computed either.
      if number.isMultiple(of: 20) {
        for figure in answer.record.figures {
          #expect(!figure.svg(label: "fig-x", standalone: true).isEmpty)
        }
      }
    }
    #expect(answered > Self.count / 50, "seed \(Self.seed): the deep paths were hardly reached")
  }

  private func comment(_ number: Int, _ map: LocatedMap) -> Comment {
    "seed \(Self.seed), set \(number): \(shown(map))"
  }

  private func cell(_ map: LocatedMap) -> Cell {
    Cell(
      id: Cell.ID(chapter: "rope", index: 0), engine: "rope", label: nil, options: CellOptions(),
      body: .parameters(map), listing: "", location: place(30), bodyLocation: place(31))
  }

  private func shown(_ map: LocatedMap) -> String {
    map.entries.map { "\($0.key.text): \(String("\($0.value)".prefix(200)))" }
      .joined(separator: "; ")
  }
}

extension ComputationName {
  fileprivate var words: String {
    ([kind.rawValue, name] + (subject.map { [$0] } ?? [])).joined(separator: " ")
  }
}

private func place(_ line: Int) -> BookModel.SourceLocation {
  BookModel.SourceLocation(file: "content/04-rope.md", line: line)
}

/// Parameter sets, most of them nearly right: one or two wrong values reach further than ten do.
private struct RandomParameters: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[Int(next() % UInt64(items.count))] }
  mutating func chance(_ one: UInt64, in all: UInt64) -> Bool { next() % all < one }

  private static let keys = [
    "tokens", "positions", "head dimension", "dimension", "base", "pairs", "vector", "query", "key",
    "layout", "query position", "key position", "shifts", "distances", "offsets", "points",
    "measure", "compare", "scale", "bases", "lengths", "unit", "position", "buckets",
    "maximum distance", "direction", "reach", "heads", "head", "show", "queries", "keys", "mask",
    "encoding", "rules", "factor", "original length", "length", "rule", "cached at", "pair",
    "shift", "at", "samples", "seed", "smallest base", "largest base", "count", "words", "vectors",
    "order", "scheme", "Re q", "Im q", "other pair", "clip", "method",
  ]

  /// Parameters whose values are of another shape in one computation than in the others.
  private static let shapes = [
    "few": "positions", "starts": "positions", "three places": "positions",
    "three tokens": "tokens", "short lengths": "lengths", "flat query": "query", "flat key": "key",
    "near query": "query position", "near key": "key position", "near position": "position",
    "few tokens": "tokens", "small head": "head dimension", "whole factor": "factor",
    "early pair": "pair", "relative scheme": "scheme",
    "column": "position", "few components": "dimension", "head of a model": "head dimension",
    "whole base": "base", "one length": "length",
  ]

  private static let boundaries = [
    "0", "-1", "1", "2", "3", "-0", "+1", "\(Int.min)", "\(Int.max)", "2147483648", "-2147483649",
    "1e308", "-1e308", "1e-320", "5e-324", "1.7976931348623157e308", "1e309", "nan", ".nan", "inf",
    "-inf", "0x10", "1_000", "", " ", "~", "null", "no", "true", "999999999999", "1000000000000",
    "1000000000001", "9007199254740993", "0...64", "0..<0", "5...1", "0...1000000000000",
    "-9223372036854775808...9223372036854775807", "...", "0...", "1023", "1024", "1025", "0.5",
    "θ", "👩‍👩‍👧‍👦", "e\u{301}", "\u{0}", "\u{202e}abc", "<b>&amp;\"'", "log", "linear", "cosine", "dot",
    "sinusoid", "half-split", "interleaved",
  ]

  mutating func parameters(of name: ComputationName) -> LocatedMap {
    let dimension = pick([2, 4, 8, 64, 128, 512, 1024])
    var map: [(String, LocatedValue)] = [(name.kind.rawValue, text(name.name))]
    if let subject = name.subject { map.append(("of", text(subject))) }
    for key in keys(of: name) where !chance(1, in: 6) {
      let name = Self.shapes[key] ?? key
      map.append((name, right(key, dimension)))
    }
    for _ in 0..<pick([0, 0, 1, 1, 2, 5]) {
      if chance(1, in: 3) {
        map.append((chance(1, in: 4) ? pick(Self.boundaries) : pick(Self.keys), wrong(depth: 0)))
      } else {
        let index = 1 + Int(next() % UInt64(map.count))
        if index < map.count { map[index].1 = wrong(depth: 0) }
      }
    }
    if chance(1, in: 40), !map.isEmpty { map.remove(at: Int(next() % UInt64(map.count))) }
    var seen: Set<String> = []
    let entries = map.filter { seen.insert($0.0).inserted }.enumerated().map { row, pair in
      LocatedMap.Entry(key: LocatedText(pair.0, at: place(31 + row)), value: pair.1)
    }
    return LocatedMap(entries, at: place(31))
  }

  /// The parameters the computation asks for, under the names by which `right` knows their shape.
  private func keys(of name: ComputationName) -> [String] {
    let entry = Vocabulary.entries.first { $0.name == name }
    return (entry?.reference.parameters.map(\.name) ?? Self.keys).map { key in
      switch (name.subject ?? name.name, key) {
      case ("plane", "query"), ("score", "query"): return "flat query"
      case ("plane", "key"), ("score", "key"): return "flat key"
      case ("score", "query position"): return "near query"
      case ("score", "key position"): return "near key"
      case ("turn", "position"): return "near position"
      case ("scheme", "tokens"): return "few tokens"
      case ("range", "head dimension"), ("error", "head dimension"): return "small head"
      case ("error", "position"): return "near position"
      case ("range", "factor"): return "whole factor"
      case ("range", "pair"): return "early pair"
      case ("scheme", "scheme"): return "relative scheme"
      case ("sinusoid", "position") where name.name == "sinusoid": return "column"
      case ("sinusoid", "dimension") where name.name == "sinusoid": return "few components"
      case ("sinusoid", "base") where name.name == "sinusoid": return "whole base"
      case ("base", "base"): return "whole base"
      case ("base", "head dimension"): return "head of a model"
      case ("base", "length"): return "one length"
      case ("scores", "positions"), ("biases", "positions"): return "few"
      case ("kernel", "positions"): return "starts"
      case ("bases", "lengths"): return "short lengths"
      case ("attention", "positions"): return "three places"
      case ("attention", "tokens"): return "three tokens"
      default: return key
      }
    }
  }

  // MARK: Values

  private func text(_ word: String, quoted: Bool = false) -> LocatedValue {
    .text(LocatedText(word, isQuoted: quoted, at: place(32)))
  }

  private mutating func list(_ count: Int, _ item: (inout Self) -> String) -> LocatedValue {
    .list((0..<count).map { _ in text(item(&self)) }, place(32))
  }

  private mutating func number() -> String {
    pick(["0", "1", "-1", "0.5", "1e-300", "-1e6", "1000000", "0.3333333333333333", "1e-9", "7"])
  }

  private mutating func right(_ key: String, _ dimension: Int) -> LocatedValue {
    switch key {
    case "head dimension", "dimension":
      return text("\(min(dimension, key == "dimension" ? 512 : 1024))")
    case "base":
      return text(pick(["10000", "500000", "1", "0.5", "1e-300", "1e300", "2", "5e-324"]))
    case "words", "order": return .list(["The", "pig", "θ"].map { text($0) }, place(32))
    case "marked": return list(1) { $0.pick(["The", "pig", "dog"]) }
    case "vectors", "query matrix", "key matrix", "value matrix":
      let count = key == "vectors" ? 3 : 2
      return .list((0..<count).map { _ in list(2) { $0.number() } }, place(32))
    case "scheme": return text(pick(["none", "sinusoid", "RoPE", "causal"]))
    case "Re q", "Im q": return text(pick(["0", "-2", "1.5", "5e-324"]))
    case "other pair": return list(2) { $0.pick(["3", "-5", "0"]) }
    case "near position": return text("\(Int(next() % 65))")
    case "live": return .map(LocatedMap([], at: place(32)))
    case "states": return .list([.map(LocatedMap([], at: place(32)))], place(32))
    case "few tokens", "clip": return text(pick(["2", "5", "10"]))
    case "relative scheme": return text(pick(["offset", "Shaw", "T5", "ALiBi"]))
    case "method": return text(pick(["none", "PI", "NTK", "YaRN", "Llama 3"]))
    case "small head": return text(pick(["4", "64", "128"]))
    case "whole factor": return text(pick(["1", "2", "16"]))
    case "precision":
      return text(
        pick(["float32-angle", "bfloat16-angle", "float32-table", "bfloat16-table"]))
    case "early pair": return text(pick(["0", "1"]))
    case "column": return text(pick(["0", "1", "31"]))
    case "few components": return text(pick(["2", "4", "8"]))
    case "head of a model": return text(pick(["64", "128"]))
    case "whole base": return text(pick(["500", "10000", "1000000"]))
    case "one length": return text(pick(["1", "4096", "1000000"]))
    case "near query", "near key": return text("\(Int(next() % 65))")
    case "query", "key": return list(dimension) { $0.number() }
    case "vector", "flat query", "flat key": return list(2) { $0.number() }
    case "queries", "keys":
      return .list((0..<3).map { _ in list(min(dimension, 8)) { $0.number() } }, place(32))
    case "bases":
      return list(pick([1, 2, 4])) { $0.pick(["10000", "500000", "1", "0.5", "1e300"]) }
    case "lengths", "cached at": return list(pick([1, 2, 4])) { "\(1 + $0.next() % 1_000_000)" }
    case "rules":
      return .list(
        [text("linear"), text(pick(["ntk", "dynamic-ntk"])), text(pick(["yarn", "llama3"]))],
        place(32))
    case "at": return list(pick([1, 3])) { "\($0.next() % 2)" }
    case "smallest base": return text(pick(["300", "1", "0.5", "1e-300", "4000"]))
    case "largest base": return text(pick(["300000", "5000", "1e300", "2"]))
    case "count": return text(pick(["2", "3"]))
    case "factor": return text(pick(["1", "2", "8", "1.5", "1000000", "0.5"]))
    case "original length", "length": return text(pick(["1", "4096", "8192", "1000000000"]))
    case "buckets": return text(pick(["2", "4", "5", "32", "512"]))
    case "maximum distance": return text(pick(["2", "17", "128", "1000000"]))
    case "reach": return text(pick(["1", "140", "1000"]))
    case "heads": return text(pick(["1", "2", "8", "12", "128"]))
    case "head": return text(pick(["0", "1", "7"]))
    case "show": return text(pick(["0...0", "0...1", "0...3"]))
    case "tokens":
      let words = ["The", "pig", "pig", "θ", "e\u{301}", "<b>", "&", "\"", "👩‍👩‍👧‍👦"]
      return list(pick([1, 1, 2, 3, 5, 7])) { $0.pick(words) }
    case "positions" where chance(1, in: 2):
      return list(pick([1, 2, 5, 7])) { "\($0.next() % 1_000_000_000_000)" }
    case "three places": return text("5...7")
    case "three tokens": return list(3) { $0.pick(["The", "pig", "θ"]) }
    case "short lengths": return text("1...1")
    case "starts": return text(pick(["0...1", "0...3"]))
    case "pairs": return list(pick([1, 2, 8])) { "\($0.next() % UInt64(dimension / 2))" }
    case "query position", "key position", "position":
      return text(pick(["0", "1", "1000000000000", "4096"]))
    case "pair": return text("\(next() % UInt64(dimension / 2))")
    case "shift": return text(pick(["0", "1", "1000000000"]))
    case "points": return text(pick(["2", "3", "100", "2000"]))
    case "positions", "shifts", "distances", "offsets":
      return text(
        pick([
          "0...0", "0...6", "1...64", "0...1999", "1...1000000000000",
          "999999999999...1000000000000",
        ]))
    case "layout": return text(pick(["interleaved", "half-split"]))
    case "measure": return text(pick(["dot", "cosine"]))
    case "compare": return text(pick(["sinusoid", "nothing"]))
    case "unit": return text(pick(["radians", "degrees", "turns"]))
    case "direction": return text(pick(["both", "back"]))
    case "mask": return text(pick(["none", "causal"]))
    case "encoding": return text(pick(["rotary", "none"]))
    case "rule": return text(pick(["none", "dynamic-ntk"]))
    case "scale": return text(pick(["linear", "log"]))
    default: return text(pick(["2", "8", "64"]))
    }
  }

  private mutating func wrong(depth: Int) -> LocatedValue {
    switch next() % 8 {
    case 0 where depth < 4:
      return .list((0..<pick([0, 1, 2, 9])).map { _ in wrong(depth: depth + 1) }, place(33))
    case 1 where depth < 4:
      let entries = (0..<pick([0, 1, 3])).map { _ in
        LocatedMap.Entry(
          key: LocatedText(pick(Self.keys), at: place(33)), value: wrong(depth: depth + 1))
      }
      return .map(LocatedMap(entries, at: place(33)))
    case 2 where depth == 0: return list(pick([1025, 2001, 5000])) { $0.number() }
    case 3: return text(pick(Self.boundaries), quoted: true)
    case 4 where depth == 0:
      return text(String(repeating: pick(["a", "9", "θ", "…"]), count: 5000))
    case 5 where depth == 0: return list(pick([2, 4, 8])) { $0.pick(Self.boundaries) }
    case 6: return text("\(Int(truncatingIfNeeded: next()))")
    default: return text(pick(Self.boundaries))
    }
  }
}
