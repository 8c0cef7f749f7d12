import Testing

@testable import Figures

/// Value, then Python's `'%.0f'`, `'%.6f'`, `'%.12f'`, `'%.0e'` and `'%.6e'` of it (signs of zero
/// and padding of exponents removed); nothing where the text would be longer than a line.
private let python = """
  0.0|0|0.000000|0.000000000000|0e0|0.000000e0
  1.0|1|1.000000|1.000000000000|1e0|1.000000e0
  -1.0|-1|-1.000000|-1.000000000000|-1e0|-1.000000e0
  0.5|0|0.500000|0.500000000000|5e-1|5.000000e-1
  1.5|2|1.500000|1.500000000000|2e0|1.500000e0
  2.5|2|2.500000|2.500000000000|2e0|2.500000e0
  0.125|0|0.125000|0.125000000000|1e-1|1.250000e-1
  0.375|0|0.375000|0.375000000000|4e-1|3.750000e-1
  -0.125|0|-0.125000|-0.125000000000|-1e-1|-1.250000e-1
  1e-300|0|0.000000|0.000000000000|1e-300|1.000000e-300
  1e+300||||1e300|1.000000e300
  1.7976931348623157e+308||||2e308|1.797693e308
  5e-324|0|0.000000|0.000000000000|5e-324|4.940656e-324
  2.2250738585072014e-308|0|0.000000|0.000000000000|2e-308|2.225074e-308
  1e+22||||1e22|1.000000e22
  1e+23||||1e23|1.000000e23
  123456789.12345679|123456789|123456789.123457|123456789.123456791043|1e8|1.234568e8
  0.1|0|0.100000|0.100000000000|1e-1|1.000000e-1
  0.2|0|0.200000|0.200000000000|2e-1|2.000000e-1
  0.3|0|0.300000|0.300000000000|3e-1|3.000000e-1
  0.30000000000000004|0|0.300000|0.300000000000|3e-1|3.000000e-1
  0.6666666666666666|1|0.666667|0.666666666667|7e-1|6.666667e-1
  9.9999995|10|9.999999|9.999999500000|1e1|9.999999e0
  9.999999499999|10|9.999999|9.999999499999|1e1|9.999999e0
  999999.9999995|1000000|999999.999999|999999.999999499996|1e6|1.000000e6
  5e-07|0|0.000000|0.000000500000|5e-7|5.000000e-7
  4.9999999999999e-07|0|0.000000|0.000000500000|5e-7|5.000000e-7
  -1e-07|0|0.000000|-0.000000100000|-1e-7|-1.000000e-7
  -1e-320|0|0.000000|0.000000000000|-1e-320|-9.999889e-321
  4.440892098500626e-16|0|0.000000|0.000000000000|4e-16|4.440892e-16
  57.29577951308232|57|57.295780|57.295779513082|6e1|5.729578e1
  114.59155902616465|115|114.591559|114.591559026165|1e2|1.145916e2
  171.88733853924697|172|171.887339|171.887338539247|2e2|1.718873e2
  229.1831180523293|229|229.183118|229.183118052329|2e2|2.291831e2
  6.283185307179586|6|6.283185|6.283185307180|6e0|6.283185e0
  6283.185307179586|6283|6283.185307|6283.185307179586|6e3|6.283185e3
  54410.143|54410|54410.143000|54410.142999999996|5e4|5.441014e4
  1e-07|0|0.000000|0.000000100000|1e-7|1.000000e-7
  1e-05|0|0.000010|0.000010000000|1e-5|1.000000e-5
  1.005|1|1.005000|1.005000000000|1e0|1.005000e0
  2.675|3|2.675000|2.675000000000|3e0|2.675000e0
  1e+16|10000000000000000|10000000000000000.000000|10000000000000000.000000000000|1e16|1.000000e16
  0.015625|0|0.015625|0.015625000000|2e-2|1.562500e-2
  1234567.0|1234567|1234567.000000|1234567.000000000000|1e6|1.234567e6
  0.9999999999995|1|1.000000|0.999999999999|1e0|1.000000e0
  -0.866363464|-1|-0.866363|-0.866363464000|-9e-1|-8.663635e-1
  1e-12|0|0.000000|0.000000000001|1e-12|1.000000e-12
  9.5|10|9.500000|9.500000000000|1e1|9.500000e0
  10.5|10|10.500000|10.500000000000|1e1|1.050000e1
  0.95|1|0.950000|0.950000000000|9e-1|9.500000e-1
  0.25|0|0.250000|0.250000000000|2e-1|2.500000e-1
  0.75|1|0.750000|0.750000000000|8e-1|7.500000e-1
  94786.53606090632|94787|94786.536061|94786.536060906321|9e4|9.478654e4
  -3.6568891691258556e-18|0|0.000000|0.000000000000|-4e-18|-3.656889e-18
  6.985542357461894e-17|0|0.000000|0.000000000000|7e-17|6.985542e-17
  -9.474497007074874e+19||||-9e19|-9.474497e19
  -9.762551055929202e-19|0|0.000000|0.000000000000|-1e-18|-9.762551e-19
  3.6158235594456636e-06|0|0.000004|0.000003615824|4e-6|3.615824e-6
  6.089590190364036e-17|0|0.000000|0.000000000000|6e-17|6.089590e-17
  15198453466.050476|15198453466|15198453466.050476|15198453466.050476074219|2e10|1.519845e10
  34.01223621911955|34|34.012236|34.012236219120|3e1|3.401224e1
  -0.0008399677805125414|0|-0.000840|-0.000839967781|-8e-4|-8.399678e-4
  -0.07311593346408905|0|-0.073116|-0.073115933464|-7e-2|-7.311593e-2
  22562928.055588573|22562928|22562928.055589|22562928.055588573217|2e7|2.256293e7
  0.000589544193313104|0|0.000590|0.000589544193|6e-4|5.895442e-4
  91681622618.00615|91681622618|91681622618.006149|91681622618.006149291992|9e10|9.168162e10
  """

@Suite struct NumberFormatTests {
  @Test func roundsAsPythonDoes() throws {
    for line in python.split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      let number = try #require(Double(fields[0]))
      let formats: [NumberFormat] = [
        .fixed(0), .fixed(6), .fixed(12), .scientific(0), .scientific(6),
      ]
      for (format, expected) in zip(formats, fields.dropFirst()) where !expected.isEmpty {
        #expect(format.plain(number) == expected, "\(format) of \(number)")
      }
    }
  }

  @Test func printsTheWholeExpansionOfALargeNumber() {
    #expect(
      NumberFormat.fixed(2).plain(1e300).hasPrefix("10000000000000000525047602552044202487"))
    #expect(NumberFormat.fixed(2).plain(1e300).count == 304)
    #expect(NumberFormat.integer.plain(9_007_199_254_740_992) == "9007199254740992")
  }

  @Test(arguments: [-0.0, -1e-9, -4.9e-7, 0.0])
  func neverPrintsANegativeZero(number: Double) {
    #expect(NumberFormat.fixed(6).display(number) == "0.000000")
    #expect(NumberFormat.fixed(6).plain(number) == "0.000000")
    #expect(NumberFormat.integer.plain(number) == "0")
    #expect(number.coordinate == "0")
  }

  @Test func showsATrueMinusSignAndWritesAHyphen() {
    #expect(NumberFormat.fixed(6).display(-0.8663634) == "\u{2212}0.866363")
    #expect(NumberFormat.fixed(6).plain(-0.8663634) == "-0.866363")
    #expect(NumberFormat.scientific(1).display(-4.44e-16) == "\u{2212}4.4e\u{2212}16")
    #expect(Value.integer(-3).display() == "\u{2212}3")
    #expect(Value.integer(-3).plain() == "-3")
  }

  @Test func namesWhatIsNotFinite() {
    for format in [NumberFormat.fixed(6), .scientific(2), .significant(3), .integer] {
      #expect(format.display(.nan) == "NaN")
      #expect(format.display(.infinity) == "∞")
      #expect(format.display(-.infinity) == "\u{2212}∞")
    }
  }

  @Test func significantDigitsLoseTrailingZeros() {
    let format = NumberFormat.significant(6)
    #expect(format.plain(1) == "1")
    #expect(format.plain(0.1) == "0.1")
    #expect(format.plain(0.001) == "0.001")
    #expect(format.plain(6.283185307179586) == "6.28319")
    #expect(format.plain(54410.143) == "54410.1")
    #expect(format.plain(0.0000144348) == "0.0000144348")
    #expect(format.plain(1e-7) == "1e-7")
    #expect(format.plain(1_234_567) == "1.23457e6")
    #expect(format.plain(0) == "0")
    #expect(NumberFormat.significant(2).plain(12345) == "12000")
  }

  @Test func aResidueIsPrintedAsItsBoundAndZeroAsZero() {
    let format = NumberFormat.residue(below: 1e-12)
    #expect(format.plain(4.44e-16) == "< 1e-12")
    #expect(format.display(4.44e-16) == "< 1e\u{2212}12")
    #expect(format.plain(-4.44e-16) == "> -1e-12")
    #expect(format.plain(0) == "0.000000")
    #expect(format.plain(1e-12) == "0.000000")
    #expect(format.plain(0.906705) == "0.906705")
    #expect(
      NumberFormat.residue(below: 1e-12, otherwise: .scientific(1)).plain(1e-11) == "1.0e-11")
  }

  @Test func quantizingKeepsTwelveSignificantDigits() {
    #expect(0.1234567890123456.quantized == 0.123456789012)
    #expect((0.1 + 0.2).quantized == 0.3)
    #expect((-54410.14306449999).quantized == -54410.1430645)
    #expect(4.440892098500626e-16.quantized == 4.4408920985e-16)
    #expect(Double.infinity.quantized == .infinity)
    #expect(Double.nan.quantized.isNaN)
    #expect((-0.0).quantized.sign == .minus)
  }

  @Test func coordinatesHaveAtMostTwoDecimals() {
    let expected: [(Double, String)] = [
      (1, "1"), (1.5, "1.5"), (1.25, "1.25"), (1.005, "1"), (1.006, "1.01"), (-1.5, "-1.5"),
      (-0.001, "0"), (-0.5, "-0.5"), (100.1, "100.1"), (0.05, "0.05"), (999_999, "999999"),
    ]
    for (number, text) in expected { #expect(number.coordinate == text) }
  }
}
