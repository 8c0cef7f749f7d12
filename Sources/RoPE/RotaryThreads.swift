#if canImport(Dispatch) && !hasFeature(Embedded)
  import Dispatch
#endif

/// Turns rows in as many parts as there are threads.
///
/// Each row is turned by one thread with the same operations whichever it is, so the result does not
/// depend on their number. Where there are no threads, one part is all of them.
func turnInParts<Scalar: RotaryScalar>(_ rows: RotaryRows<Scalar>, threads: Int) {
  #if canImport(Dispatch) && !hasFeature(Embedded)
    let count = rows.segments.count
    let parts = min(threads, count)
    if parts > 1 {
      // The pointers are valid until all parts are done, and no two parts write the same row.
      nonisolated(unsafe) let rows = rows
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        var mine = rows
        mine.segments = share(part, of: parts, in: count)..<share(part + 1, of: parts, in: count)
        Scalar.turn(mine)
      }
      return
    }
  #endif
  Scalar.turn(rows)
}

/// Where a part starts when `count` things are shared out evenly.
private func share(_ part: Int, of parts: Int, in count: Int) -> Int {
  // Not `part * count / parts`, whose product could overflow.
  count / parts * part + min(part, count % parts)
}
