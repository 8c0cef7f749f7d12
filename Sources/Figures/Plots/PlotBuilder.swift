/// Collects the elements of a ``Plot``: loops and conditions are allowed.
@resultBuilder public enum PlotBuilder {
  /// One element.
  public static func buildExpression(_ element: some PlotElement) -> [any PlotElement] {
    [element]
  }

  /// Elements that were made elsewhere.
  public static func buildExpression(_ elements: [any PlotElement]) -> [any PlotElement] {
    elements
  }

  /// The elements in the order in which they stand.
  public static func buildBlock(_ parts: [any PlotElement]...) -> [any PlotElement] {
    parts.flatMap(\.self)
  }

  /// An element that may be left out.
  public static func buildOptional(_ part: [any PlotElement]?) -> [any PlotElement] { part ?? [] }

  /// The first branch of a condition.
  public static func buildEither(first part: [any PlotElement]) -> [any PlotElement] { part }

  /// The second branch of a condition.
  public static func buildEither(second part: [any PlotElement]) -> [any PlotElement] { part }

  /// The elements of a loop.
  public static func buildArray(_ parts: [[any PlotElement]]) -> [any PlotElement] {
    parts.flatMap(\.self)
  }
}
