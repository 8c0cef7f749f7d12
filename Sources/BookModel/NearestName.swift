/// The candidate that `name` was most likely meant to be, or nil when none is near.
///
/// Distance counts insertions, deletions, replacements and swaps of neighbours (optimal string
/// alignment), capitals aside. A candidate is near when at most a third of the longer word differs; ties go
/// to the one whose capitals agree better, then to the first in alphabetical order, so that a message
/// never depends on the order of a dictionary.
package func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
  var best: (name: String, distance: (Int, Int))?
  for candidate in candidates.sorted() where candidate != name {
    let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
    let limit = max(1, max(name.count, candidate.count) / 3)
    guard distance <= limit, distance <= best?.distance.0 ?? .max else { continue }
    let exact = editDistance(Array(name), Array(candidate))
    guard (distance, exact) < best?.distance ?? (.max, .max) else { continue }
    best = (candidate, (distance, exact))
  }
  return best?.name
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  // Names are short; a longer text is no misspelling of one and would only cost time.
  guard left.count <= 80, right.count <= 80 else { return .max }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var current = [i + 1]
    for j in right.indices {
      let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
      var distance = min(replaced, last[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
