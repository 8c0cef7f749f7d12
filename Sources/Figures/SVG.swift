extension Double {
  /// A coordinate in hundredths of a unit, rounded; a negative zero becomes zero.
  var hundredths: Int { Int((self * 100).rounded()) }

  /// A coordinate with at most two decimals, trailing zeros removed, never a negative zero.
  var coordinate: String {
    var writer = SVGWriter()
    writer.add(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension Figure {
  /// The drawing as SVG.
  ///
  /// The inline form has neither style nor colour: ``styleSheet`` gives them. The standalone form
  /// carries its own, for light and dark. Ids come from the label alone.
  /// - Parameters:
  ///   - label: the figure's label, such as `fig-pig`; title and description get `fig-pig-t` and
  ///     `fig-pig-d`.
  ///   - standalone: whether the text is to be a file of its own.
  public func svg(label: String, standalone: Bool) -> String {
    var bytes: [UInt8] = []
    writeSVG(label: label, standalone: standalone, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the drawing as SVG in UTF-8, the same bytes as those of ``svg(label:standalone:)``.
  ///
  /// A buffer that is emptied and used again makes a thousand figures without a new allocation.
  ///
  /// ```swift
  /// let dot = try Figure(
  ///   title: "A dot", description: "It is round.", height: 20,
  ///   marks: [.circle(center: Point(10, 10), radius: 4, paint: .fill(.query))],
  ///   data: Table([10.0], columns: ["x"]))
  /// var buffer: [UInt8] = []
  /// dot.writeSVG(label: "fig-dot", standalone: false, to: &buffer)
  /// print(buffer.count == dot.svg(label: "fig-dot", standalone: false).utf8.count)
  /// // Prints "true"
  /// ```
  public func writeSVG(label: String, standalone: Bool, to buffer: inout [UInt8]) {
    var writer = SVGWriter()
    swap(&writer.bytes, &buffer)
    writer.add("<svg")
    if standalone {
      writer.add(" xmlns=\"http://www.w3.org/2000/svg\" width=\"")
      writer.add(width)
      writer.add("\" height=\"")
      writer.add(height)
      writer.add("\"")
    }
    writer.add(" viewBox=\"0 0 ")
    writer.add(width, height)
    writer.add("\" role=\"img\" aria-labelledby=\"")
    writer.addEscaped(label)
    writer.add("-t ")
    writer.addEscaped(label)
    writer.add("-d\">\n")
    writer.element("title", id: "\(label)-t", content: title)
    writer.element("desc", id: "\(label)-d", content: description)
    if standalone {
      writer.add("<style>\n")
      writer.add(standaloneStyle())
      writer.add("</style>\n")
      writer.write(.rect(origin: Point(0, 0), width: width, height: height, paint: .fill(.paper)))
    }
    for mark in marks { writer.write(mark) }
    writer.add("</svg>\n")
    swap(&writer.bytes, &buffer)
  }
}

/// Writes marks as SVG elements, one to a line, attributes in a fixed order.
///
/// It appends bytes to one buffer: a figure is tens of thousands of short pieces of text, and a
/// `String` for each of them would take ten times as long.
struct SVGWriter {
  var bytes: [UInt8] = []

  mutating func add(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// One coordinate.
  mutating func add(_ number: Double) {
    add(hundredths: number.hundredths)
  }

  /// Two coordinates with a space between them.
  mutating func add(_ x: Double, _ y: Double) {
    add(x)
    bytes.append(UInt8(ascii: " "))
    add(y)
  }

  /// A whole number of hundredths with at most two decimals, without trailing zeros.
  ///
  /// Digits are found from the last to the first, in room for all of an `Int`, and appended at once.
  mutating func add(hundredths: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { room in
      var start = room.count
      func put(_ byte: UInt8) {
        start -= 1
        room[start] = byte
      }
      var (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
      if rest > 0 {
        let (tens, ones) = rest.quotientAndRemainder(dividingBy: 10)
        if ones > 0 { put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: ones)) }
        put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: tens))
        put(UInt8(ascii: "."))
      }
      repeat {
        put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: whole % 10))
        whole /= 10
      } while whole > 0
      if hundredths < 0 { put(UInt8(ascii: "-")) }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: room[start...]))
    }
  }

  mutating func element(_ name: String, id: String, content: String) {
    add("<")
    add(name)
    add(" id=\"")
    addEscaped(id)
    add("\">")
    addEscaped(content)
    add("</")
    add(name)
    add(">\n")
  }

  mutating func write(_ mark: Mark) {
    switch mark {
    case .line(let start, let end, let paint):
      open("path", paint.className, " d=\"")
      add("M")
      add(start.x, start.y)
      segment(from: (start.x.hundredths, start.y.hundredths), to: end)
      add("\"/>\n")
    case .path(let path, let paint):
      open("path", paint.className, " d=\"")
      data(of: path)
      add("\"/>\n")
    case .circle(let center, let radius, let paint):
      open("circle", paint.className, " cx=\"")
      add(center.x)
      add("\" cy=\"")
      add(center.y)
      add("\" r=\"")
      add(radius)
      add("\"/>\n")
    case .rect(let origin, let width, let height, let paint):
      open("rect", paint.className, " x=\"")
      add(origin.x)
      add("\" y=\"")
      add(origin.y)
      add("\" width=\"")
      add(width)
      add("\" height=\"")
      add(height)
      add("\"/>\n")
    case .grid(let grid): write(grid)
    case .text(let label): write(label)
    case .group(let marks, let name):
      if let name {
        add("<g class=\"")
        addEscaped(name)
        add("\">\n")
      } else {
        add("<g>\n")
      }
      for mark in marks { write(mark) }
      add("</g>\n")
    }
  }

  /// The start of an element up to the quotation mark of its second attribute.
  private mutating func open(_ name: String, _ className: String, _ attribute: String) {
    add("<")
    add(name)
    add(" class=\"")
    add(className)
    add("\"")
    add(attribute)
  }

  private mutating func write(_ label: Lettering) {
    open("text", label.className, " x=\"")
    add(label.position.x)
    add("\" y=\"")
    add(label.position.y)
    add("\"")
    if label.anchor != .start { add(" text-anchor=\"\(label.anchor.rawValue)\"") }
    if label.turn != 0 {
      add(" transform=\"rotate(")
      add(label.turn, label.position.x)
      add(" ")
      add(label.position.y)
      add(")\"")
    }
    add(">")
    for run in label.runs {
      if run.isItalic { add("<tspan class=\"it\">") }
      addEscaped(run.text)
      if run.isItalic { add("</tspan>") }
    }
    add("</text>\n")
  }

  mutating func addEscaped(_ text: String) {
    // Most texts have nothing to escape: their bytes are taken as they are.
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != 0xEF && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<")
        && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "\"")
    }
    add(isPlain ? text : Self.escaped(text))
  }

  /// A text safe in content and in attributes; control characters that XML forbids are replaced.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Paint {
  /// The classes of the style sheet that paint a shape so.
  public var className: String {
    switch self {
    case .stroke(let role): role.rawValue
    case .thin(let role): "\(role.rawValue) thin"
    case .solid(let role): "\(role.rawValue) solid"
    case .fill(let role): "\(role.rawValue)-f"
    case .wash(let role): "\(role.rawValue)-w"
    case .diverging(let level): "h\(min(max(level, 0), 15))"
    case .sequential(let level): "s\(min(max(level, 0), 15))"
    }
  }
}

extension Lettering {
  /// The classes of the style sheet that set a text so.
  var className: String {
    if let ground { return "\(size.rawValue) \(ground.className)-t" }
    return role == .ink ? size.rawValue : "\(size.rawValue) \(role.rawValue)-f"
  }
}
