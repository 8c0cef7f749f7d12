import Exhibits
import RoPEWebRuntime

// Numbers cross the border between a page and the module in one place of memory, in both directions.
// Whatever is written there, the module answers: it never stops, and -1 says that it refused.

/// Where numbers are written before a call, and read after it: the address of ``capacity()`` numbers.
@_cdecl("rope_numbers")
public func numbers() -> Int32 {
  Int32(truncatingIfNeeded: Int(bitPattern: rope_web_border()))
}

/// How many numbers there is room for.
@_cdecl("rope_capacity")
public func capacity() -> Int32 { ROPE_WEB_CAPACITY }

/// The parameters of a figure, which a page wrote; none where their count is out of range.
@inline(never)
func asked(_ count: Int32) -> [Double] {
  guard (0...ROPE_WEB_CAPACITY).contains(count), let border = rope_web_border() else { return [] }
  return Array(UnsafeBufferPointer(start: border, count: Int(count)))
}

/// Replaces the parameters by what a figure shows for them.
///
/// - Returns: how many numbers there are now; -1, and nothing is replaced, where the figure refused the
///   parameters or there is no room for what it shows.
@inline(never)
func answer(_ marks: LiveMarks?) -> Int32 {
  guard let shown = marks?.numbers, shown.count <= ROPE_WEB_CAPACITY,
    let border = rope_web_border()
  else { return -1 }
  for index in shown.indices { border[index] = shown[index] }
  return Int32(shown.count)
}
