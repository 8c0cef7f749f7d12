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

/// Replaces the `count` numbers of a figure's parameters by what it shows for them.
///
/// Generic, so that each export keeps no more than its own figure in the module.
/// - Returns: how many numbers there are now; -1, and nothing is replaced, where the figure refuses the
///   parameters, `count` is out of range, or there is no room for what it shows.
func answer<Exhibit: LiveExhibit>(_ figure: Exhibit.Type, count: Int32) -> Int32 {
  guard (0...ROPE_WEB_CAPACITY).contains(count), let border = rope_web_border() else { return -1 }
  let parameters = Array(UnsafeBufferPointer(start: border, count: Int(count)))
  guard let shown = figure.marks(parameters)?.numbers, shown.count <= ROPE_WEB_CAPACITY else {
    return -1
  }
  for (index, number) in shown.enumerated() { border[index] = number }
  return Int32(shown.count)
}
