/// What becomes a figure once its finding is put in words: a ``Plot``, a ``HeatMap``, each diagram.
public protocol Drawable: Sendable {
  /// Draws the figure.
  ///
  /// - Parameter description: what it shows, in one to three sentences with its numbers.
  /// - Throws: ``FigureError`` where the data cannot be drawn.
  func figure(description: String) throws(FigureError) -> Figure
}

extension Plot: Drawable {}
extension HeatMap: Drawable {}
extension DialGrid: Drawable {}
extension TokenStrip: Drawable {}
extension Lanes: Drawable {}
extension LayoutMap: Drawable {}
extension PositionRuler: Drawable {}
extension CacheStrip: Drawable {}
extension MatrixDiagram: Drawable {}
extension ToeplitzMatrix: Drawable {}
extension VectorPlane: Drawable {}
extension ComplexPlane: Drawable {}
