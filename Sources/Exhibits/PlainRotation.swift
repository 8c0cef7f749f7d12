import RoPE

// What many exhibits ask of a rotary embedding, as plain numbers. These stay out of line: in a browser
// an embedding is then made, copied and refused in a few places and not once in each figure.

/// By how much each pair of a head turns, in radians per token.
@inline(never)
func frequencies(ofHead headDimension: Int, base: Double) throws(RotaryError) -> [Double] {
  try RotaryScaling.none.frequencies(
    headDimension: headDimension, rotaryDimension: headDimension, base: base)
}

/// A vector of a head turned by its position.
@inline(never)
func turned(
  _ vector: [Double], ofHead headDimension: Int, at position: Int, base: Double,
  layout: PairLayout = .interleaved
) throws(RotaryError) -> [Double] {
  try RotaryEmbedding<Double>(headDimension: headDimension, base: base, layout: layout)
    .rotated(vector, at: position)
}

/// The vector of a position in the additive sinusoid.
@inline(never)
func sinusoid(
  at position: Int, dimension: Int, base: Double
) throws(RotaryError) -> [Double] {
  try SinusoidalEmbedding(dimension: dimension, base: base)[position]
}
