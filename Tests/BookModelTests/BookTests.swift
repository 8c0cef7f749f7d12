import BookModel
import Testing

@Suite struct BookTests {
  @Test(arguments: [
    (nil, "/"), ("https://example.org", "/"), ("https://example.org/", "/"),
    ("https://example.org/book/", "/book/"), ("https://example.org/a/b", "/a/b/"),
  ])
  func theBasePathIsThePathOfTheBaseURL(url: String?, path: String) {
    var configuration = BookConfiguration()
    configuration.baseURL = url
    #expect(configuration.basePath == path)
  }

  @Test func linesOfASourceCountFromOne() {
    let file = SourceFile(path: "a.md", text: "one\r\ntwo\n\nfour")
    #expect(file.line(1) == "one")
    #expect(file.line(2) == "two")
    #expect(file.line(3) == "")
    #expect(file.line(4) == "four")
    #expect(file.line(0) == nil)
    #expect(file.line(5) == nil)
  }

  @Test(arguments: ["fig-pig", "a", "tbl_x-2"])
  func labelsAreLettersDigitsHyphensAndUnderscores(name: String) {
    #expect(Label.isWellFormed(name))
  }

  @Test(arguments: ["", "2a", "-a", "fig pig", "fig.pig", "fíg", "../x"])
  func otherNamesAreNoLabels(name: String) {
    #expect(!Label.isWellFormed(name))
  }
}
