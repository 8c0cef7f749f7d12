import Figures
import SnapshotTesting
import Testing

@testable import RoPECells

/// Frequencies, and what rules for longer contexts make of them; numbers of the book's plan.
@Suite struct FrequencyComputationTests {
  @Test func wavelengthsCountThePairsThatDoNotComeRound() throws {
    let record = try record(
      "figure: line\nof: wavelengths\nhead dimension: 128\nbases: [10000, 500000]\n"
        + "lengths: [2048, 4096, 8192]")
    #expect(abs(try record.number("longest-wavelength") - 54_410.143) < 1e-3)
    #expect(record.value(named: "unfinished-4096") == 18)
    let figure = try record.figure()
    #expect(
      figure.description.hasSuffix(
        "of 64 pairs 23 do not come round within 2048 tokens, 18 within 4096, 14 within 8192."))
    #expect(figure.data.columns.map(\.name) == ["pair i", "b = 10000", "b = 500000"])
    expectSnapshot(figure.svg(label: "fig-waves", standalone: false), named: "wavelengths.svg")
    let llama = try self.llama()
    #expect(llama.value(named: "unfinished-8192") == 29)
  }

  private func llama() throws -> Record {
    try record(
      "figure: line\nof: wavelengths\nhead dimension: 128\nbases: [500000]\nlengths: [8192]")
  }

  @Test func anglesArePositionsTimesFrequencies() throws {
    let record = try record("table: angles\npositions: [0, 1, 4]\nhead dimension: 8")
    let table = try #require(record.tables.first)
    #expect(
      table.plainText == """
        position  pair 0 (rad)  pair 1 (rad)  pair 2 (rad)  pair 3 (rad)
               0             0           0            0            0
               1             1           0.1          0.01         0.001
               4             4           0.4          0.04         0.004

        """)
    #expect(try record.number("largest-angle") == 4)
    #expect(abs(try record.number("turns") - 0.6366197723675814) < 1e-15)
    let degrees = try self.degrees()
    #expect(abs(try degrees.number("largest-angle") - 229.1831180523293) < 1e-12)
  }

  private func degrees() throws -> Record {
    try record("table: angles\ntokens: [a, b]\npositions: [3, 4]\nhead dimension: 2\nunit: degrees")
  }

  @Test func theScalingTableIsTheBooks() throws {
    let record = try record(
      "table: scaling\nhead dimension: 128\nfactor: 8\noriginal length: 4096\n"
        + "pairs: [0, 32, 63]\nrules: [linear, ntk, ntk-by-parts, yarn]")
    let table = try #require(record.tables.first)
    let row = table.rows[1].compactMap(\.number)
    for (found, expected) in zip(row, [32, 0.01, 0.00125, 0.003477664, 0.00280778, 0.00596154]) {
      #expect(abs(found - expected) < 6e-6 * expected)
    }
    #expect(table.rows[0].compactMap(\.number) == [0, 1, 0.125, 1, 1, 1])
    for value in table.rows[2].compactMap(\.number).dropFirst(2) {
      #expect(abs(value - 0.0000144348) < 1e-9)
    }
    // Pairs up to 20 are kept, those from 46 on divided.
    #expect(record.value(named: "yarn-kept") == 21)
    #expect(record.value(named: "yarn-divided") == 18)
    #expect(record.value(named: "yarn-between") == 25)
  }

  @Test func llamasThreeBandsAreCounted() throws {
    let record = try record(
      "figure: line\nof: scaling\nhead dimension: 128\nbase: 500000\nfactor: 8\n"
        + "original length: 8192\nrules: [linear, ntk, dynamic-ntk, yarn, llama3]")
    #expect(record.value(named: "llama3-kept") == 29)
    #expect(record.value(named: "llama3-between") == 6)
    #expect(record.value(named: "llama3-divided") == 29)
    #expect(record.value(named: "linear-divided") == 64)
    #expect(record.value(named: "ntk-kept") == 1)
    #expect(record.value(named: "ntk-divided") == 1)
    let figure = try record.figure()
    #expect(
      figure.description.contains("Llama 3.1 keeps 29 of 64 frequencies and divides 29"))
    expectSnapshot(figure.svg(label: "fig-rules", standalone: false), named: "scaling.svg")
  }

  @Test func badRulesAreReportedWhereTheyStand() {
    let start = "figure: line\nof: scaling\nhead dimension: 8\n"
    #expect(
      complaints(start + "rules: [linear, pi]").first
        == "content/04-rope.md:34:17: error: 'rules' must be made of words among linear, ntk, "
        + "dynamic-ntk, ntk-by-parts, yarn, llama3, not 'pi' [wrong-value]")
    #expect(
      complaints(start + "rules: [ntk, ntk]") == [
        "content/04-rope.md:34:14: error: 'ntk' stands in 'rules' twice [wrong-value]"
      ])
    #expect(
      complaints(start + "factor: 0.5") == [
        "content/04-rope.md:34:9: error: 'factor' must be from 1 to 1000000, not 0.5 "
          + "[wrong-value]"
      ])
    #expect(
      complaints("table: scaling\nhead dimension: 8\nrules: []") == [
        "content/04-rope.md:33:8: error: 'rules' must not be empty [wrong-value]"
      ])
    #expect(
      complaints("table: scaling\nhead dimension: 2").first?.contains("from 4 to 1024") == true)
  }

  @Test func precisionErrorsAreThoseOfAnotherImplementation() throws {
    let record = try record(
      "table: precision\npositions: [1, 257, 4096, 131072]\nhead dimension: 128")
    let table = try #require(record.tables.first)
    // Python with the C library's cosf and sinf, and its own rounding to bfloat16.
    let expected = [
      [4.6879719e-08, 0.00258156119, 4.05002548e-08, 0.00252853336],
      [1.01035828e-05, 0.9592068, 3.11055346e-08, 0.00241138033],
      [0.000121756435, 1.93114761, 3.89983317e-08, 0.00252683608],
      [0.00389602711, 1.99841162, 3.7823938e-08, 0.00259018061],
    ]
    for (row, values) in zip(table.rows, expected) {
      for (found, value) in zip(row.dropFirst().compactMap(\.number), values) {
        #expect(abs(found - value) < 2e-8 + 1e-6 * value)
      }
    }
    let line = try self.line()
    #expect(abs(try line.number("float32-angle-last") - 0.00389602711) < 2e-8)
    #expect(line.figures[0].description.contains("0.0039 with Float angles"))
    expectSnapshot(
      line.figures[0].svg(label: "fig-precision", standalone: false), named: "precision.svg")
  }

  private func line() throws -> Record {
    try record(
      "figure: line\nof: precision\npositions: 1...131072\npoints: 30\nhead dimension: 128")
  }

  @Test func tooManyTurnsAreRefused() {
    #expect(
      complaints("table: precision\npositions: 0...999\nhead dimension: 1024") == [
        "content/04-rope.md:32:12: error: 'positions' asks for 512000 turns; the most is 131072 "
          + "[too-large]"
      ])
  }
}
