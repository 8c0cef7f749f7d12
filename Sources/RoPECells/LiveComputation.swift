import Exhibits
import Figures

/// A computation whose figure a reader can move.
protocol LiveComputation: Computation {
  associatedtype Exhibit: LiveExhibit

  static var program: LiveFigure { get }
  var exhibit: Exhibit { get }
  var movement: Movement { get }

  /// What is said of the result.
  var sentence: [Live.Piece] { get }

  /// What prose may quote.
  ///
  /// - Parameter values: what the exhibit reads out.
  func published(_ values: [Double]) throws -> [Record.Item]

  /// What the figure of these parameters consists of besides the marks of its exhibit.
  ///
  /// - Parameter values: what the exhibit reads out.
  func picture(of exhibit: Exhibit, values: [Double]) throws -> LivePicture
}

/// What a live figure consists of besides the marks that its program gives.
struct LivePicture {
  var title: String
  var height: Double
  /// What does not move. Nothing in it depends on what does.
  var still: [Mark]
  /// How each mark of the program looks, in their order.
  var looks: [LiveLook]
  var data: Table

  static let width = 340.0
}

extension LiveComputation {
  func record() throws -> Record {
    let marks = try exhibit.marks()
    return Record([.figure(try figure(marks))] + (try published(marks.values)))
  }

  /// The figure at rest, with what moves it where `live:` asked for that.
  private func figure(_ marks: LiveMarks) throws -> Figure {
    var live = Live(
      program: "\(Self.program)", numbers: exhibit.numbers, controls: movement.controls,
      lock: movement.lock, sentence: sentence, values: marks.values)
    var figure = try drawn(exhibit, marks, live, at: nil)
    guard !movement.controls.isEmpty else { return figure }
    live.states = try movement.states(from: exhibit.numbers).map { numbers in
      guard let exhibit = Exhibit(numbers) else { throw LiveFailure.refused(numbers) }
      return Live.State(
        numbers: numbers,
        figure: try drawn(exhibit, exhibit.marks(), live, at: movement.place(numbers)))
    }
    figure.live = live
    return figure
  }

  /// - Parameter place: what a state is called; nil for the figure at rest.
  private func drawn(
    _ exhibit: Exhibit, _ marks: LiveMarks, _ live: Live, at place: String?
  ) throws -> Figure {
    let picture = try picture(of: exhibit, values: marks.values)
    let drawing = LiveDrawing(marks, looks: picture.looks)
    let moving =
      place == nil ? Mark.group(drawing.marks, name: Live.groupName) : .group(drawing.visible)
    return try Figure(
      title: place ?? picture.title, description: live.said(of: marks.values),
      width: LivePicture.width, height: picture.height, marks: picture.still + [moving],
      data: place == nil ? picture.data : Table(columns: [], rows: []))
  }
}

/// Why a figure cannot be drawn at a place that `states` asks for.
private enum LiveFailure: Error, CustomStringConvertible {
  case refused([Double])

  var description: String {
    switch self {
    case .refused(let numbers): "the figure refuses the numbers \(numbers)"
    }
  }
}
