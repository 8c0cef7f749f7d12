import Exhibits
import RoPE

// What script/test-web asks of the module and of the library: the same calls, in the same order, in two
// programs. Nothing here depends on the width of `Int`.

/// One call of a figure: the numbers written before it, and how many of them it is told of.
struct Call {
  var figure: LiveFigure
  var numbers: [Double]
  var count: Int32
  /// Whether this is what a page would ask.
  var isProper = false
}

/// How many sets of random numbers each figure is given.
let properCalls = 200

/// How many numbers the border has room for.
let borderCapacity: Int32 = 65_536

/// How many calls of each figure must leave memory at the size it had.
let repeatedCalls = 10_000

/// Numbers a page could ask for. A new figure has its case here.
private func properNumbers(of figure: LiveFigure, _ random: inout SplitMix64) -> [Double] {
  switch figure {
  case .score:
    let pairs = random.whole(in: 1...8)
    return [
      Double(random.whole(in: 0...LiveScore.reach)), Double(random.whole(in: 0...LiveScore.reach)),
      random.number(in: 2...1e6),
    ] + random.vector(4 * pairs)
  case .error:
    return [
      Double(random.whole(in: 1...LiveError.farthest)), Double(random.whole(in: 0...3)),
      Double(2 * random.whole(in: 1...64)), random.number(in: 2...1e6),
    ]
  case .order:
    let (tokens, dimension) = (random.whole(in: 2...8), 2 * random.whole(in: 1...4))
    var order: [Double] = []
    for token in 0..<tokens { order.insert(Double(token), at: random.whole(in: 0...token)) }
    return [Double(random.whole(in: 0...3))] + order
      + random.vector(tokens * dimension + 3 * dimension * dimension)
  case .turn:
    return [
      random.number(in: -2...2), random.number(in: -2...2),
      Double(random.whole(in: 0...LiveTurn.lastPosition)), Double(random.whole(in: 0...1)),
      random.number(in: 2...1e6), random.number(in: -5...5), random.number(in: -5...5),
    ]
  case .scheme:
    return [
      Double(random.whole(in: 0...3)), Double(random.whole(in: LiveScheme.lengths)),
      Double(random.whole(in: LiveScheme.clips)),
    ]
  case .range:
    let pairs = random.whole(in: 2...64)
    return [
      Double(random.whole(in: 0...4)), Double(random.whole(in: LiveRange.factors)),
      Double(random.whole(in: 0...pairs - 1)), Double(2 * pairs), random.number(in: 2...1e6),
      Double(random.whole(in: 1...8192)),
    ]
  case .sinusoid:
    return [
      Double(random.whole(in: 0...LiveSinusoid.lastPosition)), random.number(in: 2...1e6),
      2 * Double(random.whole(in: 1...4)),
    ]
  case .base:
    return [
      random.number(in: 500...1e6), 2 * Double(random.whole(in: 32...64)),
      Double(random.whole(in: LiveBase.lengths)),
    ]
  }
}

/// The calls of a figure: proper ones, each with what may go wrong with it.
func calls(of figure: LiveFigure) -> [Call] {
  var random = SplitMix64(seed: UInt64(figure.rawValue), place: 0)
  var calls: [Call] = []
  for _ in 0..<properCalls {
    let numbers = properNumbers(of: figure, &random)
    let count = Int32(numbers.count)
    calls.append(Call(figure: figure, numbers: numbers, count: count, isProper: true))
    // A number that is none, anywhere.
    for bad in [Double.nan, .infinity, -.infinity] {
      var broken = numbers
      broken[random.whole(in: 0...numbers.count - 1)] = bad
      calls.append(Call(figure: figure, numbers: broken, count: count))
    }
    // Any bits at all, of which one in two thousand is not finite.
    let garbage = numbers.map { _ in Double(bitPattern: random.next()) }
    calls.append(Call(figure: figure, numbers: garbage, count: count))
    // Proper numbers but one, which is huge, tiny, or has another sign.
    var strange = numbers
    strange[random.whole(in: 0...numbers.count - 1)] =
      [1e300, -1e300, 1e-300, -1e10, 1e10, 0x1p31, 0x1p63, -0.0][random.whole(in: 0...7)]
    calls.append(Call(figure: figure, numbers: strange, count: count))
    // Too few, too many.
    calls.append(
      Call(figure: figure, numbers: numbers, count: Int32(random.whole(in: 0...numbers.count - 1))))
    let more = numbers + random.vector(random.whole(in: 1...100))
    calls.append(Call(figure: figure, numbers: more, count: Int32(more.count)))
  }
  for count in [0, 1, 1000, borderCapacity - 1, borderCapacity] {
    calls.append(Call(figure: figure, numbers: random.vector(Int(count)), count: count))
  }
  for count in [Int32.min, -1, borderCapacity + 1, .max] {
    calls.append(Call(figure: figure, numbers: [], count: count))
  }
  return calls
}

extension SplitMix64 {
  fileprivate mutating func whole(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(truncatingIfNeeded: next() >> 40) % range.count
  }

  fileprivate mutating func number(in range: ClosedRange<Double>) -> Double {
    let share = (nextSymmetric() + 1) / 2
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  fileprivate mutating func vector(_ count: Int) -> [Double] {
    var numbers: [Double] = []
    for _ in 0..<count { numbers.append(nextSymmetric()) }
    return numbers
  }
}
