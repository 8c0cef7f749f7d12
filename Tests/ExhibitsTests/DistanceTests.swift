import RoPE
import Testing

@testable import Exhibits

/// Means of cosines and what is asked of bases; numbers from NumPy and of the book's plan.
@Suite struct MeanCosineTests {
  @Test func onePairIsACosineWhosePartialSumHasLengthOne() throws {
    let values = try MeanCosine(headDimension: 2, base: 10_000).values(within: 3)
    let cosines = [1, 0.5403023058681398, -0.4161468365471424, -0.9899924966004454]
    #expect(values.count == 4)
    for (value, cosine) in zip(values, cosines) {
      #expect(isNear(value.mean, cosine) && isNear(value.sum, 1))
    }
    #expect(try MeanCosine(headDimension: 2, base: 10_000).firstNegative(within: 9) == 2)
  }

  @Test func valuesAreThoseOfThePlan() throws {
    let values = try MeanCosine(headDimension: 128, base: 10_000).values(within: 8192)
    let means = [
      (0, 1), (1, 0.9702138094651191), (8, 0.7143830322966829), (64, 0.4768759220016166),
      (512, 0.21942437256010494), (1024, 0.2044414192545537), (4096, -0.05285334257004176),
    ]
    for (distance, mean) in means { #expect(isNear(values[distance].mean, mean)) }
    let sums = [
      (0, 32.5), (1, 31.538166142658085), (10, 17.954137137084835), (50, 12.629452488319242),
      (100, 10.227329948505133), (250, 6.548179031941601),
    ]
    for (distance, sum) in sums { #expect(isNear(values[distance].sum, sum, 1e-11)) }
    #expect(countOfRises(in: values[1...256].map(\.sum)) == 115)
    #expect(MeanCosine.rescaledBelow(values) == 1544)
    #expect(values.firstIndex { $0.mean < 0 } == 1707)
    #expect(MeanCosine.rescaledBelow([]) == 0)
  }

  @Test func meansAtEveryEighthDistanceAreThoseOfThePlan() throws {
    let means = try MeanCosine(headDimension: 128, base: 10_000).means(within: 519, by: 8)
    #expect(means.count == 65)
    let expected = [
      (0, 1), (8, 0.7143830322966829), (64, 0.4768759220016166), (512, 0.21942437256010494),
    ]
    for (distance, mean) in expected { #expect(isNear(means[distance / 8], mean)) }
    #expect(try MeanCosine(headDimension: 2, base: 10_000).means(within: -1, by: 8) == [1])
  }

  @Test(arguments: [
    (128, 500.0, 171), (128, 1000, 361), (128, 10_000, 1707), (128, 100_000, 7757), (8, 10_000, 91),
    (128, 4300, 1077), (128, 4500, 963), (128, 6000, 903), (128, 6100, 1185),
  ])
  func theRecurrenceFindsTheFirstNegativeMean(dimension: Int, base: Double, first: Int) throws {
    let mean = MeanCosine(headDimension: dimension, base: base)
    #expect(try mean.firstNegative(within: 8192) == first)
    #expect(try mean.firstNegative(within: first) == first)
    #expect(try mean.firstNegative(within: first - 1) == nil)
  }

  @Test func aBaseThatIsNoneIsThrown() {
    for base in [0, -1, Double.nan, .infinity] {
      let mean = MeanCosine(headDimension: 8, base: base)
      #expect(throws: RotaryError.self) { try mean.values(within: 1) }
      #expect(throws: RotaryError.self) { try mean.means(within: 1, by: 1) }
      #expect(throws: RotaryError.self) { try mean.firstNegative(within: 1) }
    }
    #expect(throws: RotaryError.self) {
      try MeanCosine(headDimension: 3, base: 10_000).values(within: 1)
    }
  }
}

@Suite struct BaseSearchTests {
  private func search(_ low: Double, _ high: Double, _ count: Int, log: Bool) -> BaseSearch {
    BaseSearch(
      headDimension: 128, smallestBase: low, largestBase: high, count: count, isLogarithmic: log,
      reach: 1023)
  }

  @Test func basesReachFromEndToEnd() {
    #expect(search(4000, 10_000, 4, log: false).bases == [4000, 6000, 8000, 10_000])
    for (base, expected) in zip(search(1, 1000, 4, log: true).bases, [1.0, 10, 100, 1000]) {
      #expect(isNear(base, expected, 1e-12 * expected))
    }
    #expect(search(5, 7, 1, log: false).bases == [5])
  }

  @Test func base539OfThePlansGridIsTheFirstToPassFor1024Tokens() throws {
    let search = search(300, 4294.838567719646, 540, log: true)
    let firsts = try search.firstNegatives()
    #expect(firsts.count == 540)
    #expect(firsts.firstIndex { BaseSearch.passes($0, within: 1024) } == 539)
    #expect(firsts.last == .some(nil))
  }

  @Test func passingIsNoThreshold() throws {
    let firsts = try search(4000, 6500, 26, log: false).firstNegatives()
    let passing = firsts.indices.filter { BaseSearch.passes(firsts[$0], within: 1024) }
    // 4300; then 6100 to 6500.
    #expect(passing == [3, 21, 22, 23, 24, 25])
    #expect(BaseSearch.passes(1024, within: 1024) && !BaseSearch.passes(1023, within: 1024))
  }
}

@Suite struct ScoreDeviationsTests {
  @Test func scatterIsThatOfThePlanAndDoesNotFall() throws {
    let scores = ScoreDeviations(
      headDimension: 128, base: 10_000, distances: [0, 1, 10, 100, 1000, 10_000], samples: 20_000,
      seed: 42)
    let expected = [
      3.7647399285358176, 3.7613194568734407, 3.7613250265200953, 3.7770619130083616,
      3.755555129676528, 3.7565591635576077,
    ]
    for (a, b) in zip(try scores.deviations(), expected) { #expect(isNear(a, b)) }
    #expect(isNear(scores.expected, 3.771236166328254))
  }

  @Test func oneSampleDoesNotScatter() throws {
    let scores = ScoreDeviations(
      headDimension: 8, base: 10_000, distances: [0, 7], samples: 1, seed: 1)
    #expect(try scores.deviations().allSatisfy { $0 < 1e-7 })
  }

  @Test func turningByNothingLeavesTheProducts() throws {
    // SplitMix64(42): the first four numbers are a query and its key, the next four the second pair.
    let scores = ScoreDeviations(
      headDimension: 2, base: 10_000, distances: [0], samples: 2, seed: 42)
    var numbers = SplitMix64(seed: 42, place: 0)
    let drawn = (0..<8).map { _ in numbers.nextSymmetric() }
    let first = drawn[0] * drawn[2] + drawn[1] * drawn[3]
    let second = drawn[4] * drawn[6] + drawn[5] * drawn[7]
    // Two values lie half their difference from their mean.
    #expect(isNear(try scores.deviations()[0], (first - second).magnitude / 2))
  }
}
