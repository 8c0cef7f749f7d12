extension Figure {
  /// A figure from boxes, and a second one for phones from the same boxes.
  ///
  /// The layout is asked twice: for 664 units, drawn 680 wide, and for 324, drawn 340 wide
  /// (``narrow``). What it returns may be wider than it was asked for, up to 944 units in the first
  /// case; where it does not fit 324 there is no narrow figure.
  ///
  /// ```swift
  /// let figure = try Figure.diagram(
  ///   "Two words", description: "The stands before pig.",
  ///   data: Table(["The", "pig"], columns: ["word"])
  /// ) { width in
  ///   .flow(["The", "pig"].map { Arrangement.text($0).padded(8).backed(.wash(.query)) }, width: width)
  /// }
  /// print(figure.width, figure.narrow?.width ?? 0)
  /// // Prints "680.0 340.0"
  /// ```
  /// - Parameters:
  ///   - title: what the figure is, in at most 90 characters.
  ///   - description: what it shows, with its numbers.
  ///   - data: the numbers it shows.
  ///   - layout: the boxes for a width in units.
  /// - Throws: ``FigureError/tooLarge(_:)`` for boxes wider than 944 units,
  ///   ``FigureError/badCoordinate(_:mark:)``, and what `layout` throws.
  public static func diagram(
    _ title: String, description: String, data: Table,
    layout: (_ width: Double) throws(FigureError) -> Arrangement
  ) throws(FigureError) -> Figure {
    let margin = 8.0
    func drawn(_ box: Arrangement, width: Double) throws(FigureError) -> Figure {
      let framed = box.framed(width: width - 2 * margin).padded(margin)
      return try Figure(
        title: title, description: description, width: framed.width,
        height: framed.height.rounded(.up), marks: framed.marks, data: data)
    }
    let wide = try layout(680 - 2 * margin)
    guard wide.width <= 960 - 2 * margin else {
      throw .tooLarge("'\(title)' is \(Int(min(wide.width, 1e6))) units wide, 944 is the limit")
    }
    var figure = try drawn(wide, width: wide.width > 680 - 2 * margin ? 960 : 680)
    let narrow = try layout(340 - 2 * margin)
    if narrow.width <= 340 - 2 * margin { figure.narrow = try drawn(narrow, width: 340) }
    return figure
  }
}

extension NumberFormat {
  /// The number as a diagram shows it: where the format needs more than nine characters, three
  /// significant digits and an exponent. A number is never clipped.
  package func short(_ number: Double) -> String {
    let text = display(number)
    return text.count <= 9 ? text : NumberFormat.minus(NumberFormat.scientific(2).plain(number))
  }
}
