/// The short vectors of the book, one head of eight lanes.
let query = [0.8, -0.3, 0.5, 0.1, -0.6, 0.4, 0.2, 0.7]
let key = [0.5, 0.2, -0.4, 0.9, 0.3, -0.1, 0.6, -0.2]

/// Scores of the short vectors for distances -4 to 4, from Python's complex numbers.
let interleavedScores = [
  -0.515346262941, -0.866957755893, -0.866363464473, -0.474451053801, -0.01, 0.142977725247,
  -0.112142954438, -0.496213004252, -0.611412544858,
]
let halfSplitScores = [
  0.049705006134, -0.514172862886, -0.806929500514, -0.563182482009, -0.01, 0.341922713469,
  0.167843775798, -0.372418688844, -0.781391615181,
]

func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  (a - b).magnitude <= tolerance
}
