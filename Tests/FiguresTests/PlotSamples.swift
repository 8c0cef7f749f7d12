import Figures
import Foundation

/// One figure of each kind of plot, with what makes it hard: names that meet, gaps, labels on lines.
func plotSamples() throws -> [(name: String, figure: Figure)] {
  [
    ("plot-lines", try lines().figure(description: "Four waves that start together.")),
    ("plot-steps", try steps().figure(description: "The bucket is 23 at distance 128.")),
    ("plot-scatter", try scatter().figure(description: "Two clouds with errors up to 0.2.")),
    ("plot-bars", try bars().figure(description: "The largest weight is 0.62.")),
    ("plot-stems", try stems().figure(description: "The kernel falls to 0.1.")),
    ("plot-band", try band().figure(description: "The spread grows from 0 to 1.3.")),
    ("plot-log", try logarithmic().figure(description: "Wavelengths from 6.28 to 54 410.")),
    ("plot-symmetric-log", try symmetric().figure(description: "From −10⁶ to 10⁶.")),
    ("plot-pi", try angles().figure(description: "One turn.")),
    ("plot-rules", try rules().figure(description: "Five rules that nearly meet.")),
    ("plot-gaps", try gaps().figure(description: "Two values are missing.")),
    ("plot-inner", try inner().figure(description: "Lines of different lengths.")),
    ("plot-multiples", try multiples()),
  ]
}

private func lines() -> Plot {
  Plot("Waves", x: Axis("position m", unit: "tokens"), y: "cos mθ") {
    for (index, frequency) in [1.0, 0.5, 0.25, 0.125].enumerated() {
      Line("θ = \(frequency)", over: 0...25, count: 251) {
        cos($0 * frequency) + Double(index) / 50
      }
    }
  }
}

private func steps() -> Plot {
  Plot("Buckets", x: Axis("distance", unit: "tokens"), y: "bucket") {
    Steps("T5", at: 0...128) { distance in
      let ratio = Double(distance) / 16
      return ratio < 1 ? Double(distance) : (16 + 2.52 * log2(ratio)).rounded(.down)
    }
  }
}

private func scatter() -> Plot {
  Plot("Clouds", x: "cosine", y: "score") {
    let places = (0..<40).map { cos(Double($0 * 7)) }
    Scatter("trained", x: places, y: places.indices.map { sin(Double($0 * 3)) + places[$0] })
    let few = (0..<12).map(Double.init)
    Scatter(
      "random", x: few.map { $0 / 6 - 1 }, y: few.map { 0.3 * sin($0 * 5) },
      errors: few.map { 0.1 + 0.05 * $0.truncatingRemainder(dividingBy: 3) })
  }
}

private func bars() -> Plot {
  Plot(
    "Weights", x: Axis("token", categories: ["The", "pig", "chased", "the", "dog"]), y: "weight"
  ) {
    Bars("with positions", [0.05, 0.62, 0.2, -0.08, 0.1])
    Bars("without", [0.2, 0.2, 0.21, 0.2, 0.19])
  }
}

private func stems() -> Plot {
  Plot("Kernel", x: Axis("offset k", unit: "tokens"), y: "PE(p) · PE(p + k)") {
    Stems("kernel", at: -12...12) { offset in
      offset == 0 ? 1 : sin(Double(offset)) / Double(offset)
    }
  }
}

private func band() -> Plot {
  let steps = (0...50).map { Double($0) / 10 }
  return Plot("Spread", x: "step", y: Axis("loss", unit: "nat")) {
    Band(
      "all seeds", x: steps, from: steps.map { 3 - sqrt($0) - $0 / 8 },
      to: steps.map { 3 - sqrt($0) + $0 / 8 }, role: .query)
    Line("mean", x: steps, y: steps.map { 3 - sqrt($0) }, role: .key)
  }
}

private func logarithmic() -> Plot {
  let pairs = 0..<32
  return Plot(
    "Wavelengths", x: Axis("pair i"), y: Axis("wavelength λ", unit: "tokens", scale: .log)
  ) {
    Line("b = 10 000", at: pairs) { 2 * .pi * pow(10_000, Double($0) / 32) }
    Line("b = 500 000", at: pairs) { 2 * .pi * pow(500_000, Double($0) / 32) }
    Rule(y: 4096, "L = 4096")
  }
}

private func symmetric() -> Plot {
  Plot("Cubes", x: "x", y: Axis("x³", scale: .symmetricLog, threshold: 1)) {
    Line("x³", over: -100...100) { $0 * $0 * $0 }
    Scatter("whole", at: [-100, -30, -10, -3, -1, 0, 1, 3, 10, 30, 100]) { Double($0 * $0 * $0) }
  }
}

private func angles() -> Plot {
  Plot(
    "A turn", x: Axis("angle φ", unit: "rad", steps: .pi), y: "value"
  ) {
    Line("cos φ", over: 0...(2 * .pi), cos)
    Line("sin φ", over: 0...(2 * .pi), sin)
  }
}

private func rules() -> Plot {
  Plot("Lengths", x: Axis("length", unit: "tokens"), y: "perplexity") {
    Line("model", over: 0...10_000) { 5 + $0 / 4000 + max(0, $0 - 4096) / 500 }
    Rule(x: 4096, "trained")
    Rule(x: 4500, "tuned")
    Rule(x: 9900, "largest length")
    Rule(y: 6, "short")
    Rule(y: 6.6, "bound")
  }
}

private func gaps() -> Plot {
  Plot("Gaps", x: "x", y: "y") {
    Line("measured", [1, 2, 4, .nan, 8, .nan, 7, 9, 8])
    Stems("missing", [2, 1, .nan, 3, 2, 4, .nan, 5, 3])
  }
}

private func inner() -> Plot {
  Plot("Lengths", x: "step", y: "loss") {
    Line("stopped at 30", over: 0...30) { 4 / (1 + $0 / 10) }
    Line("stopped at 60", over: 0...60) { 4 / (1 + $0 / 12) }
    Line("all", over: 0...100) { 4 / (1 + $0 / 11) }
  }
}

private func multiples() throws -> Figure {
  let plots = [1.0, 0.5, 0.1, 0.01].map { frequency in
    Plot("θ = \(frequency)", x: Axis("m", unit: "tokens"), y: "cos mθ") {
      Line("cos", over: 0...40) { cos($0 * frequency) * (1 + frequency) }
    }
  }
  return try Figure.multiples(
    "Four frequencies", description: "The slowest hardly moves.", plots, columns: 2)
}
