import RoPE
import Testing

@testable import Exhibits

@Suite struct RotationTests {
  private let pig = RotationDials(
    positions: Array(0..<5), pairs: Array(0..<4), headDimension: 8, base: 10_000)

  @Test func thePigDialsTurnByTheirPosition() throws {
    let dials = try pig.dials()
    #expect(dials.count == 20)
    for dial in dials {
      let rate = [1, 0.1, 0.01, 0.001][dial.pair]
      #expect(isNear(dial.angle, Double(dial.position) * rate))
    }
    // (1, 0) turned by 0 to 4 radians, to six digits.
    let expected = [
      (1, 0), (0.540302, 0.841471), (-0.416147, 0.909297), (-0.989992, 0.141120),
      (-0.653644, -0.756802),
    ]
    for (dial, tip) in zip(dials, expected) {
      #expect(isNear(dial.cosine, tip.0, 5e-7) && isNear(dial.sine, tip.1, 5e-7))
    }
  }

  @Test func handsEndOnTheirCircleAndDialsKeepTheirDistance() throws {
    for dial in try pig.dials() {
      let x = dial.tip.x - dial.center.x
      let y = dial.tip.y - dial.center.y
      #expect(isNear((x * x + y * y).squareRoot(), 34))
      #expect(dial.center.x == 140 + 120 * Double(dial.position))
      #expect(dial.center.y == 82 + 112 * Double(dial.pair))
    }
    // A quarter turn points up, which is towards smaller y.
    let up = try RotationDials(positions: [1], pairs: [0], headDimension: 2, base: 1).dials()[0]
    #expect(up.tip.y < up.center.y)
  }

  @Test func theTableTurnsAnyVector() throws {
    let table = RotationTable(
      positions: [0, 3, 1_000_000], pairs: [0, 1, 3], x: 3, y: -4, headDimension: 8,
      base: 10_000)
    let rows = try table.rows()
    #expect(rows.map(\.count) == [3, 3, 3])
    for entry in rows.joined() {
      #expect(isNear((entry.x * entry.x + entry.y * entry.y).squareRoot(), 5))
      #expect(isNear(entry.degrees, entry.angle * 57.29577951308232, 1e-12 * entry.degrees))
    }
    #expect(rows[0].allSatisfy { $0.x == 3 && $0.y == -4 })
    // 3 cos 3 + 4 sin 3 and 3 sin 3 - 4 cos 3, from Python.
    #expect(isNear(rows[1][0].x, -2.405497457562133))
    #expect(isNear(rows[1][0].y, 4.383330010581383))
  }

  @Test func frequenciesAreThoseOfTheReference() throws {
    let rows = try FrequencyTable(headDimension: 128, base: 10_000).rows()
    #expect(rows.count == 64)
    #expect(rows[0].frequency == 1)
    #expect(isNear(rows[1].frequency, 0.8659643233600653, 1e-15))
    #expect(isNear(rows[17].frequency, 0.08659643233600654, 1e-16))
    #expect(isNear(rows[63].frequency, 0.00011547819846894582, 1e-18))
    #expect(isNear(rows[63].wavelength, 54_410.143, 1e-3))
    for row in rows { #expect(isNear(row.frequency * row.wavelength, 2 * .pi)) }
  }

  @Test func badParametersAreThrown() {
    #expect(throws: RotaryError.oddDimension(7)) {
      try FrequencyTable(headDimension: 7, base: 10_000).rows()
    }
    #expect(throws: RotaryError.invalidBase(.nan)) {
      try RotationDials(positions: [0], pairs: [0], headDimension: 2, base: .nan).dials()
    }
    #expect(throws: RotaryError.self) {
      try RotationTable(
        positions: [.max], pairs: [0], x: 1, y: 0, headDimension: 2, base: 10_000
      ).rows()
    }
  }
}
