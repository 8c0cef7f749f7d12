import Foundation

/// The colours of the book's default theme, for pages that do not load its style sheet.
struct ReferenceColours {
  struct Pair: Encodable, Hashable {
    var light: String
    var dark: String
  }

  /// By the names they have in the style sheet.
  static let pairs: [(name: String, pair: Pair)] = [
    ("paper", Pair(light: "#fffdf8", dark: "#15171c")),
    ("raised", Pair(light: "#f6f3ea", dark: "#1f222a")),
    ("ink", Pair(light: "#1b1d22", dark: "#e8e6e1")),
    ("muted", Pair(light: "#5a5f69", dark: "#a3a8b3")),
    ("line", Pair(light: "#d9d6cd", dark: "#343842")),
    ("link", Pair(light: "#005a8c", dark: "#7cc4f0")),
    ("code-keyword", Pair(light: "#88165f", dark: "#e0a3c4")),
    ("code-type", Pair(light: "#005a8c", dark: "#7cc4f0")),
    ("code-text", Pair(light: "#045432", dark: "#8fc48e")),
    ("code-number", Pair(light: "#7a4f0c", dark: "#fec374")),
    ("code-comment", Pair(light: "#5a5f69", dark: "#a3a8b3")),
  ]

  /// The colours as CSS variables, but for those of code.
  static func variables(_ shade: KeyPath<Pair, String>) -> String {
    pairs.filter { !$0.name.hasPrefix("code-") }
      .map { "--\($0.name):\($0.pair[keyPath: shade])" }.joined(separator: ";")
  }

  // MARK: DocC's own pages

  /// `theme-settings.json`, by which DocC's renderer takes its colours.
  static var themeSettings: [UInt8] {
    let known = Dictionary(uniqueKeysWithValues: pairs.map { ($0.name, $0.pair) })
    let colours = roles.flatMap { name, keys in keys.map { ($0, known[name]) } }
    let settings = Settings(
      theme: .init(color: Dictionary(uniqueKeysWithValues: colours).compactMapValues { $0 }))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let json = try? encoder.encode(settings) else { return [] }
    return Array(json) + Array("\n".utf8)
  }

  private struct Settings: Encodable {
    struct Theme: Encodable { var color: [String: Pair] }

    var meta: [String: String] = [:]
    var theme: Theme
    var features: [String: String] = [:]
  }

  /// DocC's names for what each colour is used for. Those that are not named follow these.
  private static let roles: [(colour: String, keys: [String])] = [
    ("paper", ["fill", "button-text", "nav-solid-background", "nav-stuck", "nav-uiblur-stuck"]),
    (
      "raised",
      [
        "fill-secondary", "fill-tertiary", "fill-gray-secondary", "fill-gray-tertiary",
        "fill-gray-quaternary", "documentation-intro-fill", "standard-gray",
      ]
    ),
    (
      "ink",
      [
        "figure-gray", "documentation-intro-title", "documentation-intro-figure", "header-text",
        "syntax-plain-text",
        "syntax-param-internal-name", "nav-color", "nav-current-link",
      ]
    ),
    (
      "muted",
      [
        "figure-gray-secondary", "figure-gray-secondary-alt", "figure-gray-tertiary",
        "figure-light-gray", "documentation-intro-eyebrow", "svg-icon",
      ]
    ),
    ("line", ["fill-gray", "documentation-intro-accent"]),
    (
      "link",
      [
        "link", "fill-blue", "figure-blue", "focus-border-color", "focus-color", "nav-link-color",
        "nav-link-color-hover",
      ]
    ),
    ("code-keyword", ["syntax-keywords", "syntax-attributes"]),
    (
      "code-type",
      [
        "syntax-type-declarations", "syntax-other-type-names", "syntax-project-type-names",
        "syntax-other-class-names", "syntax-project-class-names", "syntax-other-declarations",
      ]
    ),
    ("code-text", ["syntax-strings"]),
    ("code-number", ["syntax-numbers", "syntax-characters"]),
    ("code-comment", ["syntax-comments"]),
  ]
}
