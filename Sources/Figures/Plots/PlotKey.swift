/// The names of a plot's layers above it, each beside a sample of its line.
///
/// On a phone the names at the right end would take half of the width.
struct PlotKey {
  private let layers: [PlotLayer]

  static let lineHeight = 20.0

  init(_ layers: [PlotLayer]) {
    self.layers = layers.filter { !($0.name ?? "").isEmpty }
  }

  var height: Double { Double(layers.count) * Self.lineHeight }

  func marks(width: Double) -> [Mark] {
    let lines = layers.enumerated().flatMap { index, layer in
      let middle = 14 + Double(index) * Self.lineHeight
      let name = TextExtent.clipped(layer.name ?? "", size: .name, to: width - 52)
      return sample(of: layer, at: middle) + [
        .text(name, at: Point(44, middle + 5), role: layer.role)
      ]
    }
    return lines.isEmpty ? [] : [.group(lines, name: "key")]
  }

  private func sample(of layer: PlotLayer, at middle: Double) -> [Mark] {
    let line = (from: Point(8, middle), to: Point(34, middle))
    let box = Outline([.rect(origin: Point(12, middle - 6), width: 18, height: 12)])
    switch layer {
    case .series(let series):
      switch series.style {
      case .line, .steps:
        return [
          .line(from: line.from, to: line.to, paint: .stroke(series.role)),
          .marker(series.role, at: line.to),
        ]
      case .dots, .stems: return [.marker(series.role, at: Point(21, middle))]
      case .bars:
        return [.path(box, paint: .wash(series.role)), .path(box, paint: .stroke(series.role))]
      }
    case .area(let area):
      return [.path(box, paint: .wash(area.role)), .path(box, paint: .thin(area.role))]
    case .rule, .broken: return []
    }
  }
}

extension PlotLayer {
  /// The colour it is drawn in.
  fileprivate var role: Role {
    switch self {
    case .series(let series): series.role
    case .area(let area): area.role
    case .rule, .broken: .axis
    }
  }
}
