extension Double {
  /// A coordinate with at most two decimals, trailing zeros removed, never a negative zero.
  var coordinate: String {
    let hundredths = Int((self * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    var text = hundredths < 0 ? "-\(whole)" : "\(whole)"
    if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
    return text
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
    var writer = SVGWriter()
    let size = "\(width.coordinate) \(height.coordinate)"
    let id = SVGWriter.escaped(label)
    writer.text = "<svg"
    if standalone {
      writer.text += " xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width.coordinate)\""
      writer.text += " height=\"\(height.coordinate)\""
    }
    writer.text += " viewBox=\"0 0 \(size)\" role=\"img\""
    writer.text += " aria-labelledby=\"\(id)-t \(id)-d\">\n"
    writer.element("title", id: "\(label)-t", content: title)
    writer.element("desc", id: "\(label)-d", content: description)
    if standalone {
      writer.text += "<style>\n\(standaloneStyle())</style>\n"
      writer.write(.rect(origin: Point(0, 0), width: width, height: height, paint: .fill(.paper)))
    }
    for mark in marks { writer.write(mark) }
    return writer.text + "</svg>\n"
  }
}

/// Writes marks as SVG elements, one to a line, attributes in a fixed order.
struct SVGWriter {
  var text = ""

  mutating func element(_ name: String, id: String, content: String) {
    text += "<\(name) id=\"\(Self.escaped(id))\">\(Self.escaped(content))</\(name)>\n"
  }

  mutating func write(_ mark: Mark) {
    switch mark {
    case .line(let start, let end, let paint):
      let path = Outline([.move(start), .line(end)])
      text += "<path class=\"\(paint.className)\" d=\"\(path.svgData)\"/>\n"
    case .path(let path, let paint):
      text += "<path class=\"\(paint.className)\" d=\"\(path.svgData)\"/>\n"
    case .circle(let center, let radius, let paint):
      text += "<circle class=\"\(paint.className)\" cx=\"\(center.x.coordinate)\""
      text += " cy=\"\(center.y.coordinate)\" r=\"\(radius.coordinate)\"/>\n"
    case .rect(let origin, let width, let height, let paint):
      text += "<rect class=\"\(paint.className)\" x=\"\(origin.x.coordinate)\""
      text += " y=\"\(origin.y.coordinate)\" width=\"\(width.coordinate)\""
      text += " height=\"\(height.coordinate)\"/>\n"
    case .text(let label): write(label)
    case .group(let marks, let name):
      text += name.map { "<g class=\"\(Self.escaped($0))\">\n" } ?? "<g>\n"
      for mark in marks { write(mark) }
      text += "</g>\n"
    }
  }

  private mutating func write(_ label: Lettering) {
    let place = "\(label.position.x.coordinate) \(label.position.y.coordinate)"
    text += "<text class=\"\(label.className)\" x=\"\(label.position.x.coordinate)\""
    text += " y=\"\(label.position.y.coordinate)\""
    if label.anchor != .start { text += " text-anchor=\"\(label.anchor.rawValue)\"" }
    if label.turn != 0 { text += " transform=\"rotate(\(label.turn.coordinate) \(place))\"" }
    text += ">"
    for run in label.runs {
      let content = Self.escaped(run.text)
      text += run.isItalic ? "<tspan class=\"it\">\(content)</tspan>" : content
    }
    text += "</text>\n"
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
