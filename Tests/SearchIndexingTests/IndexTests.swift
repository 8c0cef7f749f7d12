import SearchIndexing
import Testing

@Suite struct IndexTests {
  @Test func theScriptIsOneLineForEachEntryAndARepeatedPlaceIsWrittenOnce() {
    let index = SearchIndex(
      [
        SearchEntry(
          kind: .chapter, title: "One", place: "", address: "one/index.html",
          text: "A \"b\" \\theta"),
        SearchEntry(
          kind: .claim, title: "Claim 1.1", place: "One › Two", address: "one/index.html#c",
          text: " x\n\ty  z "),
        SearchEntry(
          kind: .symbol, title: "f(_:)", place: "One › Two", address: "r/", text: "\u{0}\u{2028}θ"),
      ], language: "en-GB")
    #expect(
      index.script == #"""
        window.ropewalkSearch={"language":"en-GB","entries":[
        [0,"One","","one/index.html","A \"b\" \\theta"],
        [2,"Claim 1.1","One › Two","one/index.html#c","x y z"],
        [6,"f(_:)",0,"r/","θ"]
        ]};

        """#)
  }

  @Test func aBookWithoutEntriesIsAScriptWithoutEntries() {
    #expect(
      SearchIndex([], language: "de").script
        == "window.ropewalkSearch={\"language\":\"de\",\"entries\":[\n]};\n")
  }
}
