/// How the rows of a batch of heads follow each other in memory.
///
/// A row is one head of one token, `headDimension` numbers. Which order a buffer has cannot be seen
/// from its contents, so no function of this library assumes one.
public enum RowOrder: Sendable, Hashable {
  /// `[batch, heads, tokens, headDimension]`: all tokens of a head, then the next head.
  case headsTokens

  /// `[batch, tokens, heads, headDimension]`: all heads of a token, then the next token.
  case tokensHeads
}

/// Which position each token of a batch has.
public enum TokenPositions: Sendable, Hashable {
  /// One position per token.
  ///
  /// The count is `tokens` when all sequences of the batch share them, or `batch * tokens`, sequence
  /// after sequence.
  case each([Int])

  /// Consecutive positions from this one on, the same in all sequences.
  case startingAt(Int)

  /// Consecutive positions in each sequence, from a start of its own; the count is `batch`.
  case startingAtEach([Int])
}

/// How exactly the cosines and sines of a table are made.
public enum TablePrecision: Sendable, Hashable {
  /// Angles in `Double`, reduced to one turn before anything is rounded.
  case exact

  /// Angles, cosines and sines in `Float`, in the order of operations of Hugging Face transformers.
  ///
  /// At position 1,000,000 its phases are off by up to 0.07 radians. It is for comparing with
  /// results that were made that way, not for better ones.
  ///
  /// - Note: The inverse frequencies equal those of PyTorch on a processor with AVX2 in every
  ///   reference file; cosines and sines are within 1 ulp of its at every position.
  case referenceFloat32
}
