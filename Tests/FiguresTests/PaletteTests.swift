import Foundation
import Testing

@testable import Figures

@Suite struct PaletteTests {
  @Test(arguments: Paper.allCases, series) func aSeriesIsSeenAndItsLabelRead(
    paper: Paper, role: Role
  ) {
    let contrast = contrast(color(role.rawValue, on: paper), color("paper", on: paper))
    #expect(contrast >= 3, "as a mark")
    #expect(contrast >= 4.5, "as a text")
  }

  @Test(arguments: Paper.allCases, [Role.ink, .muted]) func textIsReadOnItsPaper(
    paper: Paper, role: Role
  ) {
    #expect(contrast(color(role.rawValue, on: paper), color("paper", on: paper)) >= 4.5)
  }

  @Test(arguments: Paper.allCases) func theLinesOfAScaleAreSeen(paper: Paper) {
    #expect(contrast(color("axis", on: paper), color("paper", on: paper)) >= 3)
  }

  @Test(arguments: Paper.allCases, Role.allCases) func inkIsReadOnEveryWash(
    paper: Paper, role: Role
  ) {
    #expect(contrast(color("ink", on: paper), color("\(role.rawValue)-w", on: paper)) >= 4.5)
  }

  @Test(arguments: Paper.allCases, ["h", "s"]) func aValueIsReadOnEveryLevel(
    paper: Paper, scale: String
  ) {
    for level in 0..<16 {
      let name = "\(scale)\(level)"
      #expect(
        contrast(color(name, on: paper), color("\(name)-t", on: paper)) >= 4.5, "\(name)")
    }
  }

  @Test(arguments: Paper.allCases, Sight.allCases) func noTwoSeriesLookAlike(
    paper: Paper, sight: Sight
  ) {
    for (index, one) in Self.series.enumerated() {
      for other in Self.series.dropFirst(index + 1) {
        let difference = difference(
          color(one.rawValue, on: paper), color(other.rawValue, on: paper), sight)
        #expect(difference >= 15, "\(one) and \(other)")
      }
    }
  }

  @Test(arguments: Paper.allCases, Sight.allCases) func theEndsOfTheDivergingScaleAreFarApart(
    paper: Paper, sight: Sight
  ) {
    let least: Double = sight == .deuteranopia || sight == .tritanopia ? 49 : 44
    #expect(difference(color("h0", on: paper), color("h15", on: paper), sight) >= least)
  }

  /// Away from the middle, either way, every level of the diverging scale is further from the paper.
  @Test(arguments: Paper.allCases, Sight.allCases) func levelsGoOneWayInLightness(
    paper: Paper, sight: Sight
  ) {
    let away: Double = paper == .light ? -1 : 1
    let scales = [("s", Array(0..<16)), ("h", Array(8..<16)), ("h", (0..<8).reversed())]
    for levels in scales.map({ scale in scale.1.map { "\(scale.0)\($0)" } }) {
      let lightness = levels.map { Lab(color($0, on: paper), sight).lightness * away }
      for (index, (one, next)) in zip(lightness, lightness.dropFirst()).enumerated() {
        #expect(one < next, "\(levels[index]) and \(levels[index + 1])")
      }
    }
  }

  @Test func everyColourIsThereOnce() {
    let all = Palette.roles + Palette.washes + Palette.levels + Palette.levelTexts
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(Palette.levels.count == 32)
    #expect(Palette.roles.map(\.name) == Role.allCases.map(\.rawValue))
    #expect(Palette.washes.map(\.name) == Role.allCases.map { $0.rawValue + "-w" })
  }

  static let series: [Role] = [.query, .key, .position, .accent]

  enum Paper: CaseIterable { case light, dark }

  private func color(_ name: String, on paper: Paper) -> RGB {
    let all = Palette.roles + Palette.washes + Palette.levels + Palette.levelTexts
    guard let entry = all.first(where: { $0.name == name }) else {
      Issue.record("no colour '\(name)'")
      return RGB(linear: [0, 0, 0])
    }
    return RGB(paper == .light ? entry.light : entry.dark)
  }
}

/// The measures used above, on values that were published with them.
@Suite struct ColourMeasureTests {
  @Test func blackAndWhiteHaveTheContrast21() {
    #expect(abs(contrast(RGB("#000000"), RGB("#ffffff")) - 21) < 1e-9)
    #expect(abs(contrast(RGB("#777777"), RGB("#ffffff")) - 4.478) < 1e-3)
  }

  /// Pairs 1, 7, 16, 17, 20 and 25 of Sharma, Wu and Dalal, "The CIEDE2000 color-difference
  /// formula" (2005), table 1.
  @Test(
    arguments: [
      ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425),
      ([50, 0, 0], [50, -1, 2], 2.3669),
      ([50, 2.5, 0], [50, 0, -2.5], 4.3065),
      ([50, 2.5, 0], [73, 25, -18], 27.1492),
      ([50, 2.5, 0], [58, 24, 15], 19.4535),
      ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
    ] as [([Double], [Double], Double)])
  func differencesAreThoseOfTheTable(one: [Double], other: [Double], expected: Double) {
    let found = Lab(one[0], one[1], one[2]).difference(to: Lab(other[0], other[1], other[2]))
    #expect(abs(found - expected) < 1e-4)
  }

  @Test func redIsAsBrightAsTheStandardSays() {
    let red = Lab(RGB("#ff0000"), .normal)
    #expect(abs(red.lightness - 53.24) < 0.01)
    #expect(abs(red.a - 80.09) < 0.02)
    #expect(abs(red.b - 67.20) < 0.02)
  }

  @Test(arguments: Sight.allCases) func greyStaysGrey(sight: Sight) {
    #expect(difference(RGB("#808080"), RGB("#808080").seen(by: sight), .normal) < 0.1)
  }

  @Test func aColourBlindnessBringsItsTwoColoursTogether() {
    let (red, green) = (RGB("#b25b5b"), RGB("#7e7a4a"))
    let seen = difference(red, green, .normal)
    #expect(difference(red, green, .deuteranopia) < seen)
    #expect(difference(red, green, .protanopia) < seen)
    let (blue, teal) = (RGB("#4a78a0"), RGB("#3f8a5f"))
    #expect(difference(blue, teal, .tritanopia) < difference(blue, teal, .normal))
  }
}

/// A colour in linear light.
struct RGB {
  let linear: [Double]

  init(linear: [Double]) { self.linear = linear }

  /// A colour written as `#rrggbb`.
  init(_ text: String) {
    let value = Int(text.dropFirst(), radix: 16) ?? 0
    linear = [16, 8, 0].map { shift in
      let part = Double((value >> shift) & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
  }

  func seen(by sight: Sight) -> RGB {
    guard let matrix = sight.matrix else { return self }
    return RGB(
      linear: matrix.map { row in
        min(max(zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
      })
  }
}

/// Normal sight, and the three kinds of seeing two primary colours only.
enum Sight: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  /// Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
  /// deficiency" (2009), severity 1, on linear RGB.
  var matrix: [[Double]]? {
    switch self {
    case .normal: nil
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }
}

/// The contrast ratio of WCAG 2.2.
private func contrast(_ one: RGB, _ other: RGB) -> Double {
  let bright = [one, other].map { color in
    0.2126 * color.linear[0] + 0.7152 * color.linear[1] + 0.0722 * color.linear[2]
  }
  return (max(bright[0], bright[1]) + 0.05) / (min(bright[0], bright[1]) + 0.05)
}

private func difference(_ one: RGB, _ other: RGB, _ sight: Sight) -> Double {
  Lab(one, sight).difference(to: Lab(other, sight))
}

/// A colour in CIELAB under the white of D65.
struct Lab {
  let lightness, a, b: Double

  init(_ lightness: Double, _ a: Double, _ b: Double) {
    (self.lightness, self.a, self.b) = (lightness, a, b)
  }

  init(_ color: RGB, _ sight: Sight) {
    let rgb = color.seen(by: sight).linear
    let rows = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let parts = zip(rows, [0.95047, 1, 1.08883]).map { row, white in
      let part = zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 } / white
      return part > 216.0 / 24389 ? cbrt(part) : (24389.0 / 27 * part + 16) / 116
    }
    self.init(116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2]))
  }

  /// CIEDE2000.
  func difference(to other: Lab) -> Double {
    let degree = Double.pi / 180
    let chroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let stretch = 1 + 0.5 * (1 - (pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))).squareRoot())
    let (a1, a2) = (a * stretch, other.a * stretch)
    let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
    func hue(_ a: Double, _ b: Double) -> Double {
      guard a != 0 || b != 0 else { return 0 }
      let angle = atan2(b, a) / degree
      return angle < 0 ? angle + 360 : angle
    }
    let (h1, h2) = (hue(a1, b), hue(a2, other.b))
    let hasHues = c1 * c2 != 0
    var turn = hasHues ? h2 - h1 : 0
    if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
    var middle = h1 + h2
    if hasHues {
      if abs(h1 - h2) > 180 { middle += middle < 360 ? 360 : -360 }
      middle /= 2
    }
    let (l, c) = ((lightness + other.lightness) / 2, (c1 + c2) / 2)
    let weight =
      1 - 0.17 * cos((middle - 30) * degree) + 0.24 * cos(2 * middle * degree)
      + 0.32 * cos((3 * middle + 6) * degree) - 0.20 * cos((4 * middle - 63) * degree)
    let far = (l - 50) * (l - 50)
    let dl = (other.lightness - lightness) / (1 + 0.015 * far / (20 + far).squareRoot())
    let dc = (c2 - c1) / (1 + 0.045 * c)
    let dh = 2 * (c1 * c2).squareRoot() * sin(turn / 2 * degree) / (1 + 0.015 * c * weight)
    let bend = (middle - 275) / 25
    let rotation =
      -2 * (pow(c, 7) / (pow(c, 7) + pow(25, 7))).squareRoot()
      * sin(60 * exp(-bend * bend) * degree)
    return (dl * dl + dc * dc + dh * dh + rotation * dc * dh).squareRoot()
  }
}
