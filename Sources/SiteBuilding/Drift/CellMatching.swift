/// Which committed cell a fresh one is the successor of.
///
/// A label tells for certain; then an unchanged source does, wherever the cell stands now. What is
/// left was edited, and is found by its place: as far from its matched neighbour as it was before, so
/// that a cell inserted above moves nothing.
struct CellMatching {
  /// For each fresh cell the position of its committed one.
  private(set) var partners: [Int?]
  private let committed: [CellRecord]
  private let fresh: [CellRecord]
  private var isFree: [Bool]

  init(_ committed: [CellRecord], _ fresh: [CellRecord]) {
    self.committed = committed
    self.fresh = fresh
    partners = Array(repeating: nil, count: fresh.count)
    isFree = Array(repeating: true, count: committed.count)
    matchByLabel()
    matchBySource()
    matchByPlace()
  }

  private mutating func match(_ new: Int, _ old: Int) {
    partners[new] = old
    isFree[old] = false
  }

  private mutating func matchByLabel() {
    var positions: [String: Int] = [:]
    for (old, cell) in committed.enumerated() {
      if let label = cell.label, positions[label] == nil { positions[label] = old }
    }
    for (new, cell) in fresh.enumerated() {
      guard let label = cell.label, let old = positions[label], isFree[old] else { continue }
      match(new, old)
    }
  }

  /// Cells with the same source keep their order.
  private mutating func matchBySource() {
    var positions: [String: ArraySlice<Int>] = [:]
    for (old, cell) in committed.enumerated() where isFree[old] {
      positions[cell.source, default: []].append(old)
    }
    for new in fresh.indices where partners[new] == nil {
      if let old = positions[fresh[new].source]?.popFirst() { match(new, old) }
    }
  }

  private mutating func matchByPlace() {
    var positions: [Int: Int] = [:]
    for (old, cell) in committed.enumerated() where isFree[old] { positions[cell.index] = old }
    for new in fresh.indices where partners[new] == nil {
      let shifts = [shift(before: new), shift(after: new), 0].compactMap { $0 }
      for shift in shifts {
        guard let old = positions[fresh[new].index + shift], isFree[old],
          isPlausible(fresh[new], committed[old])
        else { continue }
        match(new, old)
        break
      }
    }
  }

  /// How far the index of the nearest matched cell on this side was from what it is now.
  private func shift(before new: Int) -> Int? {
    fresh.indices.prefix(upTo: new).last { partners[$0] != nil }.flatMap { shift(of: $0) }
  }

  private func shift(after new: Int) -> Int? {
    fresh.indices.suffix(from: new).first { partners[$0] != nil }.flatMap { shift(of: $0) }
  }

  private func shift(of new: Int) -> Int? {
    partners[new].map { committed[$0].index - fresh[new].index }
  }

  /// Two labels are two things; so are cells of two engines.
  private func isPlausible(_ new: CellRecord, _ old: CellRecord) -> Bool {
    new.engine == old.engine && (new.label == nil || old.label == nil)
  }
}
