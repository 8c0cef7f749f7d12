import RoPE
import Testing

@Suite struct T5RelativeBiasTests {
  @Test func bucketsEqualTheReference() throws {
    let buckets = try Golden("t5_buckets").object(
      "outputs", "buckets", as: [String: [Int]].self)
    #expect(buckets.count == 5)
    for (name, expected) in buckets {
      let parts = name.split(separator: "_")
      try #require(parts.count == 3 && expected.count == 601)
      let bias = try T5RelativeBias(
        heads: 1, buckets: try #require(Int(parts[1])), maxDistance: try #require(Int(parts[2])),
        bidirectional: parts[0] == "bidirectional")
      #expect((-300...300).map { bias.bucket($0) } == expected, "\(name)")
    }
  }

  @Test func edgesAreWholeNumbersWhereALogarithmWouldRound() throws {
    let encoder = try T5RelativeBias(heads: 1, bidirectional: true)
    #expect(encoder.edges == [8, 12, 16, 23, 32, 46, 64, 91])
    let decoder = try T5RelativeBias(heads: 1, bidirectional: false)
    #expect(decoder.edges.first == 16)
    #expect(decoder.edges.count == 16)
    #expect(encoder.bucket(-12) == 9)
    #expect(encoder.bucket(12) == 25)
    for (distance, bucket) in [(15, 9), (16, 10), (31, 11), (32, 12), (63, 13), (64, 14)] {
      #expect(encoder.bucket(-distance) == bucket)
      #expect(encoder.bucket(distance) == bucket + 16)
    }
  }

  /// `bucket >= e + t` is `n^steps >= end^t * e^(steps - t)`, in 128 bits for the sizes here.
  ///
  /// With 10 buckets up to 160 the edges are 5, 10, 20, 40, 80, and a power in `Double` gives 81.
  @Test(arguments: [(8, 5, 9), (12, 40, 60), (10, 160, 200), (10, 1215, 1300), (6, 7, 300)])
  func edgesAreTheSmallestDistancesOfTheirBucket(_ buckets: Int, _ max: Int, _ reach: Int) throws {
    let bias = try T5RelativeBias(
      heads: 1, buckets: buckets, maxDistance: max, bidirectional: false)
    let exact = buckets / 2
    let steps = buckets - exact
    func power(_ base: Int, _ exponent: Int) -> UInt128 {
      (0..<exponent).reduce(1) { product, _ in product * UInt128(base) }
    }
    for distance in exact...reach {
      let step = (0..<steps).last {
        power(distance, steps) >= power(max, $0) * power(exact, steps - $0)
      }
      #expect(bias.bucket(-distance) == exact + (step ?? -1))
    }
  }

  @Test func oneBucketOfABidirectionalTableIsNeverUsed() throws {
    let encoder = try T5RelativeBias(heads: 1, bidirectional: true)
    #expect(encoder.reachableBuckets == Array(0..<16) + Array(17..<32))
    let decoder = try T5RelativeBias(heads: 1, bidirectional: false)
    #expect(decoder.reachableBuckets == Array(0..<32))
    // Distances 5, 6 … leap over buckets when the last distance is so near.
    let steep = try T5RelativeBias(heads: 1, buckets: 32, maxDistance: 18, bidirectional: false)
    let found = Set((0...100).map { steep.bucket(-$0) }).sorted()
    #expect(steep.reachableBuckets == found)
    #expect(found.count < 32)
  }

  @Test(arguments: [true, false])
  func bucketsRiseWithTheDistanceAndStayInTheTable(_ bidirectional: Bool) throws {
    for (buckets, max) in [(4, 3), (5, 100), (32, 128), (1024, Int(Int32.max))] {
      let bias = try T5RelativeBias(
        heads: 1, buckets: buckets, maxDistance: max, bidirectional: bidirectional)
      var last = 0
      for distance in Array(0...600) + [10_000, 1 << 30, .max - 1, .max] {
        let bucket = bias.bucket(-distance)
        #expect(bucket >= last && bucket < buckets)
        last = bucket
        let ahead = bias.bucket(distance)
        let offset = distance > 0 ? buckets / 2 : 0
        #expect(ahead == (bidirectional ? bucket + offset : 0))
      }
      #expect(bias.bucket(.min) == last)
      #expect(last == (bidirectional ? buckets / 2 : buckets) - 1)
    }
  }

  @Test func theBiasIsTheNumberOfBucketAndHead() throws {
    let table = (0..<32).map { bucket in (0..<3).map { head in Double(100 * head + bucket) } }
    let bias = try T5RelativeBias(table: table, bidirectional: true)
    #expect(bias.heads == 3 && bias.buckets == 32)
    #expect(try bias.bias(head: 0, query: 20, key: 8) == 9)
    #expect(try bias.bias(head: 2, query: 8, key: 20) == 225)
    #expect(try bias.bias(head: 1, query: .min, key: .max) == 131)
    #expect(try bias.bias(head: 1, query: .max, key: .min) == 115)
    let untrained = try T5RelativeBias(heads: 2, bidirectional: true)
    #expect(try untrained.bias(head: 1, query: 3, key: 9) == 0)
    for head in [Int.min, -1, 3, .max] {
      #expect(throws: RotaryError.headOutOfRange(head: head, heads: 3)) {
        try bias.bias(head: head, query: 0, key: 0)
      }
    }
  }

  @Test func refusesTablesWithoutBuckets() {
    func make(
      heads: Int = 1, buckets: Int = 32, maxDistance: Int = 128, bidirectional: Bool = true
    ) throws(RotaryError) {
      _ = try T5RelativeBias(
        heads: heads, buckets: buckets, maxDistance: maxDistance, bidirectional: bidirectional)
    }
    for buckets in [Int.min, 0, 3, 1025, .max] {
      let expected = RotaryError.invalidCount(of: .buckets, buckets, allowed: 4...1024)
      #expect(throws: expected) { try make(buckets: buckets) }
    }
    #expect(throws: RotaryError.invalidCount(of: .buckets, 1, allowed: 2...1024)) {
      try make(buckets: 1, bidirectional: false)
    }
    for heads in [Int.min, 0, 1 << 22 + 1, .max] {
      let expected = RotaryError.invalidCount(of: .heads, heads, allowed: 1...1 << 22)
      #expect(throws: expected) { try make(heads: heads) }
    }
    for maxDistance in [Int.min, 0, 8, 1 << 31, .max] {
      let expected = RotaryError.invalidCount(
        of: .maxDistance, maxDistance, allowed: 9...Int(Int32.max))
      #expect(throws: expected) { try make(maxDistance: maxDistance) }
    }
    #expect(throws: RotaryError.invalidCount(of: .buckets, 0, allowed: 1...1 << 27)) {
      try T5RelativeBias(table: [], bidirectional: true)
    }
    #expect(throws: RotaryError.raggedRow(row: 1, expected: 2, found: 1)) {
      try T5RelativeBias(table: [[1, 2], [3], [1, 2], [1, 2]], bidirectional: true)
    }
  }
}
