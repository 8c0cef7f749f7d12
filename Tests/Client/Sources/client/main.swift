import RoPE

let rope = try RotaryEmbedding<Double>(headDimension: 8, layout: .interleaved)
let query = try rope.rotated([1, 0, 1, 0, 1, 0, 1, 0], at: 0)
precondition(query == [1, 0, 1, 0, 1, 0, 1, 0], "position 0 turns nothing")
print("RoPE turns \(rope.inverseFrequencies.count) pairs")
