/// The colours of figures, for light and for dark paper.
///
/// The four series colours keep a difference of at least 15 (CIEDE2000) under normal sight and
/// three simulated colour blindnesses; level colours are even steps in OKLab.
struct Palette {
  /// Name, colour on light paper, colour on dark paper.
  typealias Entry = (name: String, light: String, dark: String)

  static let roles: [Entry] = [
    ("q", "#107ba9", "#5cc0fa"),
    ("k", "#9c6a19", "#fec374"),
    ("pos", "#045432", "#639362"),
    ("acc", "#88165f", "#b7739a"),
    ("ink", "#1b1d22", "#e8e6e1"),
    ("mut", "#5a5f69", "#a3a8b3"),
    ("axis", "#767b86", "#8b919d"),
    ("grid", "#d9d6cd", "#343842"),
    ("paper", "#fffdf8", "#15171c"),
  ]

  /// Faint fills: the role's colour mixed into the paper, opaque so that they print.
  static let washes: [Entry] = [
    ("q-w", "#e1ebed", "#263746"),
    ("k-w", "#f1e8da", "#413830"),
    ("pos-w", "#dce4da", "#252f2b"),
    ("acc-w", "#f1dde1", "#352a35"),
    ("ink-w", "#dbdad6", "#3c3e42"),
    ("mut-w", "#e6e5e3", "#303339"),
    ("axis-w", "#ebeae7", "#2c2f35"),
    ("grid-w", "#faf7f2", "#1b1e24"),
    ("paper-w", "#fffdf8", "#15171c"),
  ]

  static let levels: [Entry] =
    named(
      "h",
      "0072b2 3883bb 5894c3 76a5cb 92b6d2 aec7d9 cad8e0 e6e9e7",
      "f1e6dc ead0c0 e2baa4 daa488 d18e6d c77850 bd6232 b24a00",
      "56b4e9 509fcd 4a8bb2 447798 3e647f 365166 2f404e 272e38",
      "2f2e31 473d39 614d41 7c5e47 986e4e b48054 d29159 f0a35e")
    + named(
      "s",
      "f4f1ea e6e9e7 d8e0e4 cad8e0 bccfdd aec7d9 a0bed6 92b6d2",
      "84aece 76a5cb 679dc7 5894c3 498cbf 3883bb 247bb6 0072b2",
      "23262d 272e38 2b3743 2f404e 33485a 365166 3a5b72 3e647f",
      "416e8b 447798 4781a5 4a8bb2 4d95c0 509fcd 53aadb 56b4e9")

  /// Text on a level: black or white, whichever has the higher contrast (at least 4.58).
  static let levelTexts: [Entry] =
    texts("h", whiteOnLight: [0, 15], whiteOnDark: Array(3...11))
    + texts("s", whiteOnLight: [15], whiteOnDark: Array(0...9))

  private static func named(
    _ prefix: String, _ lightLow: String, _ lightHigh: String, _ darkLow: String,
    _ darkHigh: String
  ) -> [Entry] {
    let light = (lightLow + " " + lightHigh).split(separator: " ")
    let dark = (darkLow + " " + darkHigh).split(separator: " ")
    return zip(light, dark).enumerated().map { level, colors in
      ("\(prefix)\(level)", "#\(colors.0)", "#\(colors.1)")
    }
  }

  private static func texts(
    _ prefix: String, whiteOnLight: [Int], whiteOnDark: [Int]
  ) -> [Entry] {
    (0..<16).map { level in
      (
        "\(prefix)\(level)-t",
        whiteOnLight.contains(level) ? "#ffffff" : "#000000",
        whiteOnDark.contains(level) ? "#ffffff" : "#000000"
      )
    }
  }
}
