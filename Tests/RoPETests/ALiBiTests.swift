import RoPE
import Testing

@Suite struct ALiBiTests {
  @Test func slopesEqualTheReferences() throws {
    let golden = try Golden("alibi")
    let authors = try golden.object(
      "outputs", "slopes_f64_press", as: [String: [Double]].self)
    let bloom = try golden.object("outputs", "slopes_f32_bloom", as: [String: [Float]].self)
    #expect(authors.count == 7 && bloom.count == 7)
    for (name, expected) in authors {
      let alibi = try ALiBi(heads: try #require(Int(name)))
      #expect(alibi.heads == expected.count)
      for (slope, reference) in zip(alibi.slopes, expected) {
        #expect(abs(slope / reference - 1) <= 1e-14)
      }
      let released = try #require(bloom[name])
      #expect(released.count == alibi.heads)
      for (slope, reference) in zip(alibi.slopes, released) {
        #expect(abs(slope / Double(reference) - 1) <= 1e-6)
      }
    }
  }

  @Test func eightHeadsHavePowersOfAHalf() throws {
    let slopes = try ALiBi(heads: 8).slopes
    #expect(slopes == [0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125, 0.00390625])
  }

  @Test func twelveHeadsFollowTheCodeAndNotThePaper() throws {
    let text = try Golden("alibi").values(
      "outputs", "paper_text_geometric_slopes_12_f64", as: Double.self)
    #expect(largestDifference(try ALiBi(heads: 12).slopes, text) > 0.1)
  }

  @Test(arguments: 1...70)
  func allSlopesDifferAndLieBelowOne(_ heads: Int) throws {
    let slopes = try ALiBi(heads: heads).slopes
    #expect(slopes.count == heads)
    #expect(Set(slopes).count == heads)
    #expect(slopes.allSatisfy { $0 > 0 && $0 < 1 })
  }

  /// BLOOM adds `slope * key`, which is the bias of a query at position 0. Masked keys count as 0.
  @Test func biasesEqualTheTensorOfBLOOM() throws {
    let golden = try Golden("alibi")
    let masks = try golden.rows("inputs", "attention_mask", width: 5, as: Int.self)
    let exact = try golden.rows("outputs", "bloom_alibi_tensor_f32", width: 5, as: Float.self)
    let narrow = try golden.rows("outputs", "bloom_alibi_tensor_bf16", width: 5, as: Float.self)
    let alibi = try ALiBi(heads: 12)
    #expect(exact.count == 24 && narrow.count == 24)
    for (batch, mask) in masks.enumerated() {
      var seen = 0
      for (column, visible) in mask.enumerated() {
        seen += visible
        let key = visible == 1 ? seen - 1 : 0
        for head in 0..<12 {
          let bias = alibi.bias(head: head, query: 0, key: key)
          let row = batch * 12 + head
          #expect(abs(bias - Double(exact[row][column])) <= 1e-6)
          #expect(abs(bias - Double(narrow[row][column])) <= bias * 0x1p-8)
        }
      }
    }
  }

  @Test func theBiasFallsWithTheDistanceAlone() throws {
    let alibi = try ALiBi(heads: 4)
    for head in 0..<4 {
      #expect(alibi.bias(head: head, query: 7, key: 7) == 0)
      #expect(alibi.bias(head: head, query: 9, key: 6) == -3 * alibi.slopes[head])
      #expect(alibi.bias(head: head, query: 109, key: 106) == -3 * alibi.slopes[head])
      #expect(alibi.bias(head: head, query: 6, key: 9) == 3 * alibi.slopes[head])
    }
    #expect(alibi.bias(head: 0, query: .max, key: .min) == -0x1p64 * alibi.slopes[0])
    #expect(alibi.bias(head: 4, query: 1, key: 0).isNaN)
    #expect(alibi.bias(head: -1, query: 1, key: 0).isNaN)
  }

  @Test(arguments: [Int.min, -1, 0, 1 << 27 + 1, .max])
  func refusesHeadsItCannotCount(_ heads: Int) {
    #expect(throws: RotaryError.invalidCount(of: .heads, heads, allowed: 1...1 << 27)) {
      try ALiBi(heads: heads)
    }
  }
}
