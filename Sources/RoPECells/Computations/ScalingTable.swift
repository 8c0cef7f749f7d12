import BookModel
import Exhibits
import Figures

/// `table: scaling`: the frequencies of some pairs under rules for longer contexts.
struct ScalingTable: Computation {
  static let name = ComputationName(.table, "scaling")

  static let description = ComputationDescription(
    "The frequencies of some pairs without a rule and under rules for longer contexts, "
      + "in radians per token.",
    values: [
      ("RULE-kept", "how many pairs of the whole head keep their frequency"),
      ("RULE-divided", "how many have it divided by the whole factor"),
      ("RULE-between", "how many lie between the two"),
    ],
    source: "Chen et al. 2023, arXiv:2306.15595; Peng et al. 2023, arXiv:2309.00071",
    example: """
      head dimension: 128
      factor: 8
      original length: 4096
      pairs: [0, 16, 24, 32, 45, 63]
      rules: [linear, ntk, ntk-by-parts, yarn]
      """)

  let exhibit: ScalingComparison
  let rules: [NamedRule]
  let pairs: [Int]

  init?(_ parameters: inout Parameters) {
    let rules = parameters.rules(atMost: 6)
    let exhibit = parameters.scaling()
    let pairs = parameters.pairs(of: exhibit?.headDimension, atMost: 64, default: nil)
    guard parameters.finish(), let rules, let exhibit, let pairs else { return nil }
    self.rules = rules
    self.exhibit = exhibit
    self.pairs = pairs
  }

  func record() throws -> Record {
    let plain = try exhibit.plain()
    let curves = try rules.map { rule throws in try exhibit.frequencies(under: rule.rule) }
    let columns =
      ["pair i", Column("no rule", unit: "rad/token", format: .significant(6))]
      + rules.map { Column($0.title, unit: "rad/token", format: .significant(6)) }
    let rows = pairs.map { pair in
      [.integer(pair), .number(plain[pair])] + curves.map { Value.number($0[pair]) }
    }
    let title =
      "Frequencies stretched by \(text(exhibit.factor, 6)) from "
      + counted(exhibit.originalLength, "token")
    var items: [Record.Item] = [.table(try Table(columns: columns, rows: rows, title: title))]
    for rule in rules { items += try exhibit.counts(of: rule) }
    return Record(items)
  }
}

/// A rule, and how cells and readers call it.
struct NamedRule: Equatable {
  var word: String
  var title: String
  var rule: FrequencyRule

  static let all = [
    NamedRule(word: "linear", title: "PI", rule: .linear),
    NamedRule(word: "ntk", title: "NTK", rule: .ntk),
    NamedRule(word: "dynamic-ntk", title: "dynamic NTK", rule: .dynamicNTK),
    NamedRule(word: "ntk-by-parts", title: "YaRN paper", rule: .ntkByParts),
    NamedRule(word: "yarn", title: "YaRN code", rule: .yarn),
    NamedRule(word: "llama3", title: "Llama 3.1", rule: .llama3),
  ]
}

extension ScalingComparison {
  /// The published counts of a rule: pairs kept, divided, and between.
  func counts(of rule: NamedRule) throws -> [Record.Item] {
    let shares = try shares(under: rule.rule)
    let (kept, divided) = count(shares)
    return [
      .value("\(rule.word)-kept", .integer(kept)),
      .value("\(rule.word)-divided", .integer(divided)),
      .value("\(rule.word)-between", .integer(max(0, shares.count - kept - divided))),
    ]
  }
}

extension Parameters {
  /// `rules`: which are compared.
  mutating func rules(atMost limit: Int) -> [NamedRule]? {
    choices(
      "rules",
      "linear is position interpolation; ntk-by-parts is the ramp of the YaRN paper, from 1 to 32 "
        + "turns; yarn that of its code; llama3 the three bands of Llama 3.1, bounded by 1 and 4",
      among: NamedRule.all.map { ($0.word, $0) }, atMost: limit,
      default: ["linear", "ntk", "yarn"])
  }

  /// The parameters that all rules share.
  mutating func scaling() -> ScalingComparison? {
    let dimension = headDimension(4...1024)
    let base = base()
    let factor = positiveNumber(
      "factor", "by what the context is stretched, 1 to 1000000", default: 8)
    let original = integer(
      "original length", "the length of training, in tokens", default: 4096,
      in: 1...1_000_000_000)
    let length = integer(
      "length", "the length of the text at hand, in tokens; only dynamic-ntk depends on it",
      default: 0, in: 1...1_000_000_000_000, described: "the original length times the factor")
    if let factor, !(1...1_000_000).contains(factor) {
      report(
        "wrong-value", at: location(of: "factor"),
        "'factor' must be from 1 to 1000000, not \(Self.written(factor))")
      return nil
    }
    guard let dimension, let base, let factor, let original, let length else { return nil }
    return ScalingComparison(
      headDimension: dimension, base: base, factor: factor, originalLength: original,
      length: has("length") ? length : Int((Double(original) * factor).rounded()))
  }
}
