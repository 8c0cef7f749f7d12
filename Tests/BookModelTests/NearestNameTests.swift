import BookModel
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("rotaton", "rotation"), ("bse", "base"), ("rotatoin", "rotation"), ("heatmpa", "heatmap"),
    ("Rotation", "rotation"),
  ])
  func findsTheWordThatWasMeant(typed: String, meant: String) {
    let names = ["frequencies", "heatmap", "line", "rotation", "base"]
    #expect(nearestName(to: typed, in: names) == meant)
  }

  @Test func suggestsNothingForAWordThatIsFarFromAll() {
    #expect(nearestName(to: "xyzzy", in: ["rotation", "heatmap"]) == nil)
    #expect(nearestName(to: "", in: ["rotation"]) == nil)
    #expect(nearestName(to: "rotation", in: []) == nil)
  }

  @Test func tiesGoToTheFirstInAlphabeticalOrder() {
    #expect(nearestName(to: "cat", in: Set(["car", "bat", "cut"])) == "bat")
  }

  @Test func aSwapOfNeighboursIsOneMistake() {
    // Two replacements would be too far for a word of four letters; one swap is not.
    #expect(nearestName(to: "ab", in: ["ba"]) == "ba")
  }
}
