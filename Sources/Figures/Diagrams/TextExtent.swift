/// How much room a line of text takes, from a table and not from a font.
///
/// No font is known when a figure is made: the reader's system sets `system-ui`. The table holds
/// the advances of DejaVu Sans, the widest of the fonts that `system-ui` usually is (Segoe UI, San
/// Francisco and Roboto are 8 to 15 per cent narrower), so a text may come out narrower than
/// here, hardly ever wider.
struct TextExtent: Sendable, Hashable {
  /// Units across.
  let width: Double
  /// Units from the baseline up to the top of the tallest letter.
  let ascent: Double
  /// Units from the baseline down to the lowest one.
  let descent: Double

  init(_ text: String, size: Lettering.Size) {
    let units: Double = size == .name ? 14 : 12
    let thousandths = text.unicodeScalars.reduce(0) { $0 + Self.advance($1) }
    width = Double(thousandths) * units / 1000
    ascent = units * 0.78
    descent = units * 0.24
  }

  /// Thousandths of the font size from one letter to the next.
  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 32..<127: latin[Int(scalar.value) - 32]
    case 0x0300...0x036F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x00A0...0x024F: 780
    case 0x0370...0x03FF: scalar == "ω" ? 838 : 700
    case 0x0400...0x052F: 900
    case 0x0590...0x0DFF: 900
    case 0x2070...0x209F: 402
    case 0x2000...0x200A, 0x202F: 320
    case 0x1F000...: 1400
    default: 1000
    }
  }

  /// The advances of the characters 32 to 126.
  private static let latin: [Int] = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635, 611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
  ]

  /// The longest beginning of a text that fits, with an ellipsis where something was left out.
  static func clipped(_ text: String, size: Lettering.Size, to room: Double) -> String {
    guard TextExtent(text, size: size).width > room else { return text }
    let rest = room - TextExtent("…", size: size).width
    guard rest >= 0 else { return "" }
    var width = 0.0
    var kept = ""
    for character in text {
      width += TextExtent(String(character), size: size).width
      guard width <= rest else { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }
}

/// A rectangle of a figure.
struct Frame: Sendable, Hashable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var center: Point { Point((left + right) / 2, (top + bottom) / 2) }
  var width: Double { right - left }
  var height: Double { bottom - top }

  /// Whether the two have more than an edge in common.
  func overlaps(_ other: Frame) -> Bool {
    left < other.right - 0.01 && other.left < right - 0.01 && top < other.bottom - 0.01
      && other.top < bottom - 0.01
  }

  func contains(_ other: Frame) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }

  func moved(_ x: Double, _ y: Double) -> Frame {
    Frame(left: left + x, top: top + y, right: right + x, bottom: bottom + y)
  }
}

extension Lettering {
  /// The rectangle the text covers, by the table of widths.
  var frame: Frame {
    let extent = TextExtent(runs.map(\.text).joined(), size: size)
    let left =
      switch anchor {
      case .start: position.x
      case .middle: position.x - extent.width / 2
      case .end: position.x - extent.width
      }
    return Frame(
      left: left, top: position.y - extent.ascent, right: left + extent.width,
      bottom: position.y + extent.descent)
  }
}
