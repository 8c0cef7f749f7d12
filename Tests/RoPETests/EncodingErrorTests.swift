import RoPE
import Testing

@Suite struct EncodingErrorTests {
  static let sentences: [(RotaryError, String)] = [
    (.wrongCount(of: .rows, expected: 16, found: 15), "there must be 16 rows, not 15"),
    (
      .wrongCount(of: .components, expected: 24, found: 4),
      "there must be 24 components in a row, not 4"
    ),
    (
      .wrongCount(of: .axes, expected: 3, found: 1),
      "there must be 3 coordinates, one for each axis, not 1"
    ),
    (
      .wrongCount(of: .sectionPairs, expected: 64, found: 60),
      "there must be 64 pairs in all sections together, not 60"
    ),
    (
      .parameterOutOfRange(.gamma, -1, allowed: 1e-9...1e9),
      "a gamma must be from 1e-09 to 1000000000.0, not -1.0"
    ),
    (
      .parameterOutOfRange(.gamma, .nan, allowed: 1e-9...1e9),
      "a gamma must be from 1e-09 to 1000000000.0, not nan"
    ),
    (
      .parameterOutOfRange(.scaleBase, 0, allowed: 1...2),
      "a scale base in tokens must be from 1.0 to 2.0, not 0.0"
    ),
    (
      .headOutOfRange(head: 12, heads: 12),
      "a layer with 12 heads has heads 0 to 11, not 12"
    ),
    (
      .unevenHeads(heads: 6, keyHeads: 4),
      "the number of heads must be a multiple of the 4 key heads, not 6"
    ),
    (
      .unevenValues(width: 6, keyHeads: 4),
      "the width of the values must be a multiple of the 4 key heads, not 6"
    ),
    (
      .invalidCount(of: .maxDistance, 8, allowed: 9...99),
      "a largest distance must be from 9 to 99, not 8"
    ),
    (
      .invalidCount(of: .section, 4, allowed: 0...2), "a section must be from 0 to 2, not 4"
    ),
    (
      .invalidCount(of: .keyHeads, 0, allowed: 1...8),
      "a number of key heads must be from 1 to 8, not 0"
    ),
  ]

  @Test(arguments: sentences)
  func namesTheRuleAndTheOffendingValue(_ error: RotaryError, _ sentence: String) {
    #expect(error.description == sentence)
  }

  @Test func equalsItselfAndNoOther() {
    for (index, one) in Self.sentences.enumerated() {
      for (other, two) in Self.sentences.enumerated() {
        #expect((one.0 == two.0) == (index == other))
      }
    }
  }
}
