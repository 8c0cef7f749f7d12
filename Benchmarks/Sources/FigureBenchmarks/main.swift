import Figures
import Foundation

// Writes 1 000 line figures of 500 points each and prints how many megabytes of SVG a second that
// makes, and how much memory the process ever held: `swift run -c release FigureBenchmarks`.
// `python3 figures.py` draws the same figures with matplotlib where it is installed.

let count = 1000
let points = 500

/// The figure of that number: one line of noise, as in figures.py.
func plot(_ number: Int) -> Plot {
  // A linear congruential generator, so that both programs draw the same points.
  var state = UInt64(number) &+ 1
  let heights = (0..<points).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }
  return Plot("Figure \(number)", x: Axis("position", unit: "tokens"), y: "score") {
    Line("noise", heights)
  }
}

/// The most memory the process has held, in megabytes.
func peakMemory() -> Double {
  var usage = rusage()
  #if os(macOS)
    getrusage(RUSAGE_SELF, &usage)
    let unit = 1.0
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let unit = 1024.0
  #endif
  return Double(usage.ru_maxrss) * unit / 1e6
}

func report(_ name: String, bytes: Int, seconds: Double, _ memory: (Double, Double)) {
  let rate = Double(bytes) / seconds / 1e6
  print(
    name.padding(toLength: 38, withPad: " ", startingAt: 0)
      + String(
        format: "%8.1f MB %8.3f s %8.1f MB/s   peak %.1f MB after 100, %.1f MB after all",
        Double(bytes) / 1e6, seconds, rate, memory.0, memory.1))
}

/// Writes every figure into one buffer that is emptied each time.
func measure(_ name: String, standalone: Bool, _ figure: (Int) throws -> Figure) rethrows {
  var buffer: [UInt8] = []
  var bytes = 0
  var early = 0.0
  let clock = ContinuousClock()
  let start = clock.now
  for number in 0..<count {
    buffer.removeAll(keepingCapacity: true)
    try figure(number).writeSVG(
      label: "fig-\(number)", standalone: standalone, to: &buffer)
    bytes += buffer.count
    if number == 99 { early = peakMemory() }
  }
  report(
    name, bytes: bytes, seconds: (clock.now - start) / .seconds(1), (early, peakMemory()))
}

print("\(count) line figures of \(points) points")
try measure("from numbers to inline SVG", standalone: false) {
  try plot($0).figure(description: "Noise between 0 and 1.")
}
try measure("from numbers to files of their own", standalone: true) {
  try plot($0).figure(description: "Noise between 0 and 1.")
}
let one = try plot(0).figure(description: "Noise between 0 and 1.")
measure("writing alone, inline", standalone: false) { _ in one }
measure("writing alone, files of their own", standalone: true) { _ in one }
