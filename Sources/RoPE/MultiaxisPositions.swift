/// How many tokens a sequence may have: each takes a list of its own, 64 bytes with its length.
private let largestTokenCount = 1 << 24

/// The positions of a sequence of text, pictures and videos on the axes time, height and width.
///
/// A text token has the same coordinate on all axes. The patches of a picture or video count from
/// where they start on each axis for itself. What follows starts at one more than the largest
/// coordinate so far: a picture of many patches moves the text behind it by few positions.
///
/// ```swift
/// var positions = MultiaxisPositions()
/// try positions.appendText(tokens: 4)
/// try positions.appendGrid(frames: 1, rows: 16, columns: 24)
/// print(positions.positions.count, positions.next, positions.offset)
/// // Prints "388 28 -360"
/// ```
///
/// - Note: Source: Wang et al. 2024, arXiv:2409.12191, section 2.1.
public struct MultiaxisPositions: Sendable, Hashable {
  /// One position per token: time, height and width.
  public private(set) var positions: [[Int]] = []

  /// The coordinate at which the next text or grid starts.
  public private(set) var next = 0

  /// The positions of no tokens.
  public init() {}

  /// How far the next position is behind the number of tokens; 0 or below.
  ///
  /// A decoder with a cache must add it to the token count, or it goes on at a wrong position.
  public var offset: Int { next - positions.count }

  /// Appends text.
  ///
  /// - Parameter tokens: at least 0; the sequence may grow to 2^24 tokens.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  public mutating func appendText(tokens: Int) throws(RotaryError) {
    try check(tokens, isIn: 0...largestTokenCount - positions.count, as: .length)
    for _ in 0..<tokens {
      positions.append([next, next, next])
      next += 1
    }
  }

  /// Appends the patches of a picture or video, frame after frame and row after row.
  ///
  /// - Parameters:
  ///   - frames: at least 1; a picture has 1.
  ///   - rows: at least 1.
  ///   - columns: at least 1; the sequence may grow to 2^24 tokens.
  /// - Throws: ``RotaryError/invalidCount(of:_:allowed:)``.
  public mutating func appendGrid(frames: Int, rows: Int, columns: Int) throws(RotaryError) {
    let free = largestTokenCount - positions.count
    // Checked side by side with what the sides before leave, so that no product overflows.
    try check(frames, isIn: 1...max(1, free), as: .gridSize)
    try check(rows, isIn: 1...max(1, free / frames), as: .gridSize)
    try check(columns, isIn: 1...max(1, free / frames / rows), as: .gridSize)
    try check(frames * rows * columns, isIn: 0...free, as: .length)
    for frame in 0..<frames {
      for row in 0..<rows {
        for column in 0..<columns {
          positions.append([next + frame, next + row, next + column])
        }
      }
    }
    next += max(frames, rows, columns)
  }
}
