import RoPE
import TestSystem

/// A piece of memory, filled with one byte.
private struct Piece {
  var start: UnsafeMutableRawPointer
  var count: Int
  var byte: UInt8

  /// Whether the bytes are as they were written; a few in the middle stand for all.
  var isWhole: Bool {
    guard count > 0 else { return true }
    return (0..<8).allSatisfy {
      start.load(fromByteOffset: (count - 1) * $0 / 7, as: UInt8.self) == byte
    }
  }
}

/// Takes and gives back memory at random, 200,000 times.
///
/// - Returns: how many pieces were misaligned or overwritten, and one more where what was given back
///   did not become one piece again.
func faultsOfTheHeap() -> Int {
  var random = SplitMix64(seed: 7, place: 0)
  var pieces = [Piece?](repeating: nil, count: 64)
  var faults = 0
  for step in 0..<200_000 {
    let bits = random.next()
    let slot = Int(bits & 63)
    if let piece = pieces[slot] {
      if !piece.isWhole { faults += 1 }
      piece.start.deallocate()
      pieces[slot] = nil
      continue
    }
    // One in sixteen is large.
    let count = Int(bits >> 8 & (bits >> 60 == 0 ? 0xFFFF : 0x3FF))
    let alignment = 1 << Int(bits >> 32 & 7)
    let start = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: alignment)
    if Int(bitPattern: start) & (alignment - 1) != 0 { faults += 1 }
    let byte = UInt8(truncatingIfNeeded: step)
    start.initializeMemory(as: UInt8.self, repeating: byte, count: count)
    pieces[slot] = Piece(start: start, count: count, byte: byte)
  }
  for piece in pieces {
    guard let piece else { continue }
    if !piece.isWhole { faults += 1 }
    piece.start.deallocate()
  }
  // All of memory but what stack and border take and a little more: there is room for that only where
  // everything has been joined again.
  let pages = memory_pages()
  takeAndGiveBack(Int(pages - 16) << 16)
  return memory_pages() == pages ? faults : faults + 1
}

private func takeAndGiveBack(_ count: Int) {
  let start = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 16)
  // Without a use the compiler would leave both out.
  use(start)
  start.deallocate()
}
