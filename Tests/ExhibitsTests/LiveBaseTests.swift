import RoPE
import Testing

@testable import Exhibits

/// The numbers behind the figure in which the base of a head is moved.
@Suite struct LiveBaseTests {
  private func marks(_ numbers: [Double]) throws -> LiveMarks {
    try #require(LiveFigure.base.marks(numbers))
  }

  /// The marks in their order, each with its kind in front.
  private func split(_ marks: LiveMarks) -> [[Double]] {
    var found: [[Double]] = []
    var rest = marks.stream[...]
    while let kind = rest.first {
      let count =
        switch kind {
        case 2: 2 + 2 * Int(rest.dropFirst().first ?? 0)
        case 4: 4
        default: 5
        }
      found.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return found
  }

  @Test func theNumbersOfTheBookAreReadOut() throws {
    let values = try marks([10_000, 128, 4096]).values
    #expect(values[0] == 10_000 && values[1] == 18)
    #expect(abs(values[2] - 54_410.143) < 5e-4)
    #expect(values[3] == 1707 && values[4] == 1)
  }

  // First negative means of table 6.2 and of the bases that the plan picks; unfinished pairs of
  // table 6.3.
  @Test(arguments: [
    (500.0, 4096.0, 0.0, 171.0), (1000, 4096, 3, 361), (10_000, 2048, 23, 1707),
    (100_000, 4096, 27, 7757), (500_000, 8192, 29, 8192), (1_000_000, 32_768, 24, 8192),
  ])
  func pairsAndFirstDistancesAreThoseOfTheBook(
    base: Double, length: Double, unfinished: Double, first: Double
  ) throws {
    let values = try marks([base, 128, length]).values
    // Pair i is unfinished where 2π b^(2i/128) > L, so those after 64 log_b(L / 2π) are.
    let finished = (64 * Double.log(length / (2 * .pi)) / Double.log(base)).rounded(.up)
    #expect(values[1] == max(0, 64 - finished))
    #expect(values[1] == unfinished)
    #expect(values[3] == first && values[4] == (first < 8192 ? 1 : 0))
  }

  @Test func theBandCoversThePairsAboveTheLength() throws {
    let exhibit = LiveBase(base: 10_000, headDimension: 128, length: 4096)
    let found = split(try exhibit.marks())
    let band = found[0]
    let curve = stride(from: 2, to: found[2].count, by: 2).map { Array(found[2][$0...$0 + 1]) }
    #expect(curve.count == 64)
    // Smaller y is a longer wavelength.
    let line = exhibit.wavelengthFrame.down.place(4096)
    for (pair, point) in curve.enumerated() {
      #expect((point[1] < line) == (pair >= 46))
      #expect((point[0] > band[1]) == (pair >= 46))
    }
    #expect(abs(band[1] + band[3] - LiveBase.right) < 1e-12)
    #expect(band[2] == LiveBase.top && band[2] + band[4] < line)
    #expect(split(try marks([500, 128, 4096]))[0][3] == 0)
    #expect(split(try marks([500, 128, 1]))[0][1] == LiveBase.left)
  }

  @Test func theMeanIsThatOfThePlanAtItsDistances() throws {
    let exhibit = LiveBase(base: 10_000, headDimension: 128, length: 4096)
    let curve = split(try exhibit.marks())[3]
    #expect(curve[1] == 257)
    let means = [
      (0, 1), (64, 0.4768759220016166), (512, 0.21942437256010494), (1024, 0.2044414192545537),
      (4096, -0.05285334257004176),
    ]
    for (distance, mean) in means {
      let place = LiveBase.meanFrame.place(Double(distance), mean)
      let index = 2 + 2 * (distance / 32)
      #expect(abs(curve[index] - place.x) < 1e-9 && abs(curve[index + 1] - place.y) < 1e-9)
    }
  }

  @Test func theDotStandsOnZeroAndVanishesWhereNoMeanIsNegative() throws {
    let zero = LiveBase.meanFrame.down.place(0)
    let shown = split(try marks([10_000, 128, 4096]))
    #expect(abs(shown[5][1] - LiveBase.meanFrame.across.place(1707)) < 1e-9)
    #expect(shown[5][2] == zero && shown[5][3] == 5)
    #expect(shown[6][1] == 1707 && shown[6][2] == 0)
    // Below the dot a stem leads to the number.
    #expect(shown[4][1] + shown[4][3] / 2 == shown[5][1] && shown[4][2] == zero)
    let hidden = split(try marks([1_000_000, 128, 4096]))
    #expect(hidden[4][3] == 0 && hidden[5][3] == 0 && hidden[6][2] == -1)
  }

  @Test func everythingStaysInThePicture() throws {
    for dimension in [64.0, 128] {
      for base in [500.0, 1010, 4115, 5313, 10_000, 1e6] {
        for mark in split(try marks([base, dimension, 4096])) where mark[0] == 2 {
          for index in stride(from: 2, to: mark.count, by: 2) {
            #expect(mark[index] >= LiveBase.left && mark[index] <= LiveBase.right)
            #expect(mark[index + 1] >= LiveBase.top && mark[index + 1] <= LiveBase.lowerBottom)
          }
        }
      }
    }
  }

  @Test func marksAreOfTheSameKindsForAllBases() throws {
    for base in [500, 10_000, 123_000, 1e6] {
      let kinds = split(try marks([base, 128, 4096])).map { $0[0] }
      #expect(kinds == [3, 6, 2, 2, 3, 4, 6])
    }
  }

  @Test(arguments: [
    ([0.0, 128, 4096], [500.0, 128, 4096]), ([-1e300, 128, 4096], [500, 128, 4096]),
    ([1e300, 128, 4096], [1e6, 128, 4096]), ([10_000, 0, 4096], [10_000, 64, 4096]),
    ([10_000, 1e300, 4096], [10_000, 128, 4096]), ([10_000, 101, 4096], [10_000, 100, 4096]),
    ([10_000, 128, -1], [10_000, 128, 1]), ([10_000, 128, 1e300], [10_000, 128, 1e6]),
  ])
  func whatIsOutOfRangeIsTakenIntoIt(numbers: [Double], taken: [Double]) throws {
    #expect(try marks(numbers) == marks(taken))
    #expect(try #require(LiveBase(numbers)).numbers == taken)
  }

  @Test func whatIsNoParameterSetIsRefused() {
    let wrong: [[Double]] = [
      [], [10_000], [10_000, 128], [10_000, 128, 4096, 0], [.nan, 128, 4096],
      [10_000, .infinity, 4096], [10_000, 128, -.infinity], [Double](repeating: 1e3, count: 65_536),
    ]
    for numbers in wrong { #expect(LiveFigure.base.marks(numbers) == nil, "\(numbers.count)") }
  }
}
