import RoPE

/// A sentence whose words a reader puts into another order: what each word's output was and is, in
/// attention that learns of positions in one of four ways, and the mean of all outputs.
///
/// - Note: Source: Vaswani et al. 2017, arXiv:1706.03762, sections 3.2.1 and 3.5; Su et al. 2021,
///   arXiv:2104.09864, section 3.2.2.
package struct LiveOrder: LiveExhibit, Equatable {
  /// How attention learns where a word stands.
  package enum Scheme: Int, Sendable, CaseIterable {
    /// Not at all.
    case none
    /// A vector of sines and cosines is added to the word before it is projected.
    case sinusoid
    /// Queries and keys are turned, in interleaved pairs.
    case rope
    /// Not at all, but a word sees only itself and those before it.
    case causal
  }

  /// What an order has done.
  package enum Finding: Int, Sendable, CaseIterable {
    /// The words stand as they were written.
    case asWritten
    /// Each word has taken its output along.
    case onlyMoved
    /// A word has another output, and the mean is what it was.
    case outputsChanged
    /// A word has another output, and so has the sentence.
    case meanChanged
  }

  /// What attention puts out, for the sentence as it was written and as it is ordered now.
  package struct Outputs: Sendable, Equatable {
    /// The output of each token, wherever it stands, and then the mean of them: shape
    /// `[tokens + 1, dimension]`, as ``now``.
    package var before: [[Double]]
    package var now: [[Double]]

    /// The largest change of a component of a token's output.
    package var largestChange: Double {
      var largest = 0.0
      for token in 0..<now.count - 1 { largest = max(largest, change(of: token)) }
      return largest
    }

    /// The largest change of a component of the mean.
    package var changeOfMean: Double { change(of: now.count - 1) }

    private func change(of row: Int) -> Double {
      var largest = 0.0
      for index in now[row].indices {
        largest = max(largest, (now[row][index] - before[row][index]).magnitude)
      }
      return largest
    }
  }

  package var scheme: Scheme
  /// The token at each place: each token once.
  package var order: [Int]
  /// Rows of one even length of 2 to 8, the dimension: a vector for each token, then the matrices that
  /// make queries, keys and values of them, each as many rows as the dimension.
  package var rows: [[Double]]

  /// How many tokens there can be.
  package static let tokenCounts = 2...8
  /// A number of a row is at most this in magnitude.
  package static let largestComponent = 1e6
  /// What rounding leaves of zero is below this.
  package static let rounding = 1e-12

  package init(scheme: Scheme, order: [Int], rows: [[Double]]) {
    self.scheme = scheme
    self.order = order
    self.rows = rows
  }

  /// Reads what ``numbers`` wrote; nil for a wrong count, and for an order that does not hold each
  /// token once.
  package init?(_ numbers: [Double]) {
    guard let (count, dimension) = Self.shape(ofCount: numbers.count),
      let scheme = Scheme(rawValue: whole(numbers[0], in: 0...3))
    else { return nil }
    var order: [Int] = []
    for place in 1...count {
      let token = whole(numbers[place], in: 0...count - 1)
      for earlier in order where earlier == token { return nil }
      guard Double(token) == numbers[place] else { return nil }
      order.append(token)
    }
    var rows: [[Double]] = []
    for start in stride(from: 1 + count, to: numbers.count, by: dimension) {
      var row = [Double](repeating: 0, count: dimension)
      for index in row.indices {
        row[index] = max(
          -Self.largestComponent, min(numbers[start + index], Self.largestComponent))
      }
      rows.append(row)
    }
    self.init(scheme: scheme, order: order, rows: rows)
  }

  /// The scheme and the order, then the rows.
  package var numbers: [Double] {
    var numbers = [Double(scheme.rawValue)]
    for token in order { numbers.append(Double(token)) }
    for row in rows {
      for number in row { numbers.append(number) }
    }
    return numbers
  }

  /// How many tokens and components stand in so many numbers; no two shapes have the same count.
  private static func shape(ofCount count: Int) -> (tokens: Int, dimension: Int)? {
    for pairs in 1...4 {
      let dimension = 2 * pairs
      let rest = count - 1 - 3 * dimension * dimension
      let tokens = rest / (dimension + 1)
      if rest == tokens * (dimension + 1), tokenCounts.contains(tokens) {
        return (tokens, dimension)
      }
    }
    return nil
  }

  /// How many components a token has.
  package var dimension: Int { rows[0].count }
}

extension LiveOrder {
  /// The outputs of the sentence as it was written, and as it is ordered now.
  ///
  /// - Throws: ``RotaryError`` for rows that do not fit each other.
  package func outputs() throws(RotaryError) -> Outputs {
    Outputs(before: try outputs(of: Array(order.indices)), now: try outputs(of: order))
  }

  /// What the order has done; what only rounding changes counts as unchanged.
  package func finding(in outputs: Outputs) -> Finding {
    guard outputs.changeOfMean < Self.rounding else { return .meanChanged }
    guard outputs.largestChange < Self.rounding else { return .outputsChanged }
    for (place, token) in order.enumerated() where place != token { return .onlyMoved }
    return .asWritten
  }

  /// What each token's output is in a sentence of this order, by token, and their mean.
  private func outputs(of order: [Int]) throws(RotaryError) -> [[Double]] {
    var words: [[Double]] = []
    for (place, token) in order.enumerated() {
      words.append(scheme == .sinusoid ? try placed(token, at: place) : rows[token])
    }
    var queries = projected(words, by: 0)
    var keys = projected(words, by: 1)
    if scheme == .rope {
      // Rows of another length are left for attention to refuse.
      for place in order.indices where words[place].count == dimension {
        queries[place] = try turned(
          queries[place], ofHead: dimension, at: place, base: 10_000)
        keys[place] = try turned(keys[place], ofHead: dimension, at: place, base: 10_000)
      }
    }
    let found = try Attention(mask: scheme == .causal ? .causal : .none).output(
      queries: queries, keys: keys, values: projected(words, by: 2))
    var outputs = found
    var mean = [Double](repeating: 0, count: dimension)
    for (place, token) in order.enumerated() {
      outputs[token] = found[place]
      for index in mean.indices { mean[index] += found[place][index] / Double(order.count) }
    }
    outputs.append(mean)
    return outputs
  }

  /// A token's vector and the vector of a place.
  private func placed(_ token: Int, at place: Int) throws(RotaryError) -> [Double] {
    var vector = try sinusoid(at: place, dimension: dimension, base: 10_000)
    for index in vector.indices { vector[index] += rows[token][index] }
    return vector
  }

  /// Each vector times one of the three matrices.
  @inline(never)
  private func projected(_ words: [[Double]], by matrix: Int) -> [[Double]] {
    var vectors: [[Double]] = []
    for word in words { vectors.append(projected(word, by: matrix)) }
    return vectors
  }

  @inline(never)
  private func projected(_ word: [Double], by matrix: Int) -> [Double] {
    let first = order.count + matrix * dimension
    var vector = word
    for index in 0..<dimension { vector[index] = dot(rows[first + index], word) }
    return vector
  }

  /// Between what numbers all outputs lie, zero included, whatever scheme and order are chosen.
  ///
  /// An output is a weighted mean of values, so it lies between the least and the largest of them.
  ///
  /// - Throws: ``RotaryError`` as ``outputs()``.
  package func range() throws(RotaryError) -> (low: Double, high: Double) {
    var (low, high) = (0.0, 0.0)
    for token in order.indices {
      // The last of these places stands for none.
      for place in 0...order.count {
        let word = place < order.count ? try placed(token, at: place) : rows[token]
        for component in projected(word, by: 2) {
          low = min(low, component)
          high = max(high, component)
        }
      }
    }
    return (low, high > low ? high : low + 1)
  }
}

extension LiveOrder {
  /// The upper ends of the tiles of the sentence as it was written, and of those as it is ordered.
  package static let upper = 26.0
  package static let lower = 152.0
  /// The upper ends of the bars below them, and of those of the mean.
  package static let upperBars = 52.0
  package static let lowerBars = 178.0
  package static let meanBars = 258.0
  /// The height of a tile and of a row of bars.
  package static let tileHeight = 24.0
  package static let barHeight = 72.0
  /// Where the mean's bars begin.
  package static let meanStart = 112.0
  /// What is free at both sides.
  package static let margin = 6.0

  /// How much room a token has across.
  package var room: Double { (340 - 2 * Self.margin) / Double(order.count) }

  /// The middle of a place across.
  package func center(ofPlace place: Int) -> Double {
    Self.margin + room * (Double(place) + 0.5)
  }

  /// Where the values of bars lie whose upper end is given.
  package static func side(_ range: (low: Double, high: Double), from top: Double) -> Frame.Side {
    Frame.Side(low: range.low, high: range.high, start: top + barHeight, end: top)
  }

  /// Values: the largest change of a word's output and of the mean, then the number of a ``Finding``.
  /// Marks, for each token: its bars above, its tile below with its bars and where each of them ended
  /// above, the line from tile to tile, its label; then the mean's bars before, and those now.
  ///
  /// - Throws: ``RotaryError`` as ``outputs()``.
  package func marks() throws(RotaryError) -> LiveMarks {
    let outputs = try outputs()
    let range = try range()
    let above = Self.side(range, from: Self.upperBars)
    let below = Self.side(range, from: Self.lowerBars)
    let last = Self.side(range, from: Self.meanBars)
    let (count, room) = (order.count, room)
    let width = min(10, (room - 8) / Double(dimension))
    var marks = LiveMarks()
    marks.read(outputs.largestChange)
    marks.read(outputs.changeOfMean)
    marks.read(Double(finding(in: outputs).rawValue))
    for token in 0..<count {
      var place = 0
      while order[place] != token { place += 1 }
      let (from, to) = (center(ofPlace: token), center(ofPlace: place))
      // From the middle of a place to the left end of its bars.
      let start = width * Double(dimension) / 2
      bars(&marks, outputs.before[token], from: from - start, step: width, above)
      marks.bar(
        x: to - room / 2 + 2, width: room - 4, from: Self.lower, to: Self.lower + Self.tileHeight)
      bars(&marks, outputs.now[token], from: to - start, step: width, below)
      var x = to - start
      for value in outputs.before[token] {
        let y = below.place(value)
        marks.line(Coordinate(x, y), Coordinate(x + 0.9 * width, y))
        x += width
      }
      marks.line(
        Coordinate(from, Self.upperBars + Self.barHeight + 4), Coordinate(to, Self.lower - 2))
      marks.label(at: Coordinate(to, Self.lower + 16))
    }
    // The bars of one component stand side by side.
    let step = min(50, (334 - Self.meanStart) / Double(dimension))
    bars(&marks, outputs.before[count], from: Self.meanStart, step: step, share: 0.4, last)
    bars(
      &marks, outputs.now[count], from: Self.meanStart + 0.42 * step, step: step, share: 0.4, last)
    return marks
  }

  /// A bar for each component of a vector, one step apart; the rest of a step is free.
  @inline(never)
  private func bars(
    _ marks: inout LiveMarks, _ vector: [Double], from start: Double, step: Double,
    share: Double = 0.9, _ side: Frame.Side
  ) {
    var x = start
    for value in vector {
      marks.bar(x: x, width: share * step, from: side.place(0), to: side.place(value))
      x += step
    }
  }
}
