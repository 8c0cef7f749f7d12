/// The name closest to `name` by edit distance, if one is close enough to be what was meant. Among
/// equals the first in the alphabet, so that messages are the same every time.
func nearest(to name: String, among candidates: [String]) -> String? {
  let word = Array(name.unicodeScalars.prefix(40))
  let limit = word.count < 3 ? 1 : word.count < 6 ? 2 : 3
  var best: (distance: Int, name: String)?
  for candidate in candidates where abs(candidate.unicodeScalars.count - word.count) <= limit {
    let distance = editDistance(word, Array(candidate.unicodeScalars))
    guard distance <= limit, distance < max(word.count, 2) else { continue }
    if let current = best, (current.distance, current.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// How many letters must be put in, left out, changed or swapped with the next (optimal string
/// alignment distance).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
