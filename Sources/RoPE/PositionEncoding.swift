/// How an attention layer learns where its tokens stand.
public enum PositionEncoding: Sendable, Hashable {
  /// Not at all, or from vectors that were added to the embedding before.
  case none

  /// Queries and keys are turned by their positions.
  case rotary(RotaryEmbedding<Double>)

  /// Logits fall with the distance, in each head by another slope.
  case alibi(ALiBi)

  /// A learned number per head and bucket of distances is added to the logits.
  case t5(T5RelativeBias)

  /// Checks that the encoding was made for such a layer.
  func check(heads: Int, headDimension: Int) throws(RotaryError) {
    switch self {
    case .none:
      break
    case .rotary(let rotary):
      guard rotary.headDimension == headDimension else {
        throw .wrongLength(expected: rotary.headDimension, found: headDimension)
      }
    case .alibi(let alibi):
      guard alibi.heads == heads else {
        throw .wrongCount(of: .heads, expected: alibi.heads, found: heads)
      }
    case .t5(let bias):
      guard bias.heads == heads else {
        throw .wrongCount(of: .heads, expected: bias.heads, found: heads)
      }
    }
  }

  /// A query or key as it enters the dot product.
  func placed(_ head: [Double], at position: Int) throws(RotaryError) -> [Double] {
    if case .rotary(let rotary) = self { try rotary.rotated(head, at: position) } else { head }
  }

  /// What is added to a logit.
  func bias(head: Int, query: Int, key: Int) throws(RotaryError) -> Double {
    switch self {
    case .none, .rotary: 0
    case .alibi(let alibi): alibi.bias(head: head, query: query, key: key)
    case .t5(let bias): try bias.bias(head: head, query: query, key: key)
    }
  }
}
