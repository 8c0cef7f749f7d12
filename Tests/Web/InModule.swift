import Exhibits
import RoPE
import RoPEWeb
import RoPEWebRuntime
import TestSystem

// The command that runs in WebAssembly. It calls the exports as a page does, and writes what they
// answer for the other program to compare.

/// The export of a figure. A new figure has its case here.
private func call(_ figure: LiveFigure, _ count: Int32) -> Int32 {
  switch figure {
  case .score: score(count: count)
  case .error: error(count: count)
  case .order: order(count: count)
  case .turn: turn(count: count)
  case .scheme: scheme(count: count)
  case .range: range(count: count)
  case .sinusoid: sinusoid(count: count)
  case .base: base(count: count)
  }
}

/// Writes the numbers of a call to the border, and makes it.
private func make(_ made: Call) -> Int32 {
  for (index, number) in made.numbers.enumerated() { rope_web_border()[index] = number }
  return call(made.figure, made.count)
}

/// Writes, for each call, how many numbers it left and those; then the pages of memory after one round,
/// after ten thousand calls of each figure, and what the heap did wrong.
@_cdecl("_start") public func start() {
  for figure in LiveFigure.allCases {
    for made in calls(of: figure) {
      let count = make(made)
      write([Double(count)])
      if count > 0 { write_numbers(rope_web_border(), count) }
    }
  }
  let pages = memory_pages()
  for figure in LiveFigure.allCases {
    let calls = calls(of: figure)
    for round in 0..<repeatedCalls { _ = make(calls[round % calls.count]) }
  }
  write([Double(pages), Double(memory_pages()), Double(faultsOfTheHeap())])
}

private func write(_ numbers: [Double]) {
  numbers.withUnsafeBufferPointer { write_numbers($0.baseAddress, Int32($0.count)) }
}
