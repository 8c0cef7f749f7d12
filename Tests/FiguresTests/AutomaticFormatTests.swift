import Testing

@testable import Figures

@Suite struct AutomaticFormatTests {
  @Test(arguments: [
    ([1, 0.1, 0.01, 0.001], 6, NumberFormat.fixed(3)),
    ([6.283185307, 62.83185307, 628.3185307], 6, .fixed(3)),
    ([1, 2, 300], 6, .fixed(0)), ([0, -0.0, Double.nan], 6, .fixed(0)), ([], 6, .fixed(0)),
    ([1, 1e-9], 6, .scientific(5)), ([4.4e-16, 2.2e-16], 2, .scientific(1)),
    ([1e300, 1], 3, .scientific(2)), ([1e-300], 3, .scientific(2)),
    ([0.0001, 0.0002], 3, .fixed(4)), ([0.00001234], 3, .fixed(7)),
    ([0.000001234], 3, .scientific(2)),
    ([1_234_567], 3, .fixed(0)), ([12_345_678], 3, .scientific(2)),
    ([0.1 + 0.2, Double.infinity], 6, .fixed(1)), ([5, 60], 1, .scientific(0)),
    ([5, 6], 1, .fixed(0)),
  ])
  func theRangeOfAColumnDecides(numbers: [Double], digits: Int, format: NumberFormat) {
    #expect(NumberFormat.automatic(digits).resolved(for: numbers) == format)
    #expect(NumberFormat.automatic(digits).resolved(for: numbers.reversed()) == format)
  }

  @Test func theLastBitDoesNotDecide() {
    for number in [1.0, 1e7, 1e-5, 9.9999999999, 0.1] {
      let formats = [number.nextDown, number, number.nextUp].map {
        NumberFormat.automatic(4).resolved(for: [$0, 3])
      }
      #expect(Set(formats).count == 1)
    }
  }

  @Test func aColumnIsPrintedInOneNotationAndAResidueApart() {
    let table = Table(
      [0.5, 12.25, 1e-15],
      columns: [Column("x", format: .residue(below: 1e-12, otherwise: .automatic(4)))])
    #expect(table.plainText == "      x\n   0.50\n  12.25\n< 1e-12\n")
    #expect(NumberFormat.automatic(3).plain(1234.5) == "1234")
    #expect(NumberFormat.automatic(3).plain(-0.0) == "0")
    #expect(NumberFormat.automatic(3).plain(.nan) == "NaN")
  }
}
