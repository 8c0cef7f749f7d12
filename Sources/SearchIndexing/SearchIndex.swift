/// The data behind the search box: a classic script, because a page opened as a file may load a script
/// but not fetch.
///
/// The script holds the entries and their texts, not an inverted index. The texts are needed for
/// excerpts anyway, an index beside them would double what is sent, and the browser numbers the words of
/// a book in a few milliseconds. So letters are folded and words cut in one place only, `search.js`.
/// One line per entry keeps the difference between two builds readable.
package struct SearchIndex: Sendable {
  /// The contents of `assets/search-index.js`; the same bytes for the same entries.
  package let script: String

  /// - Parameters:
  ///   - entries: In the order of the book, which decides between results of equal rank.
  ///   - language: The BCP 47 tag of the texts, for the voice that reads them.
  package init(_ entries: [SearchEntry], language: String) {
    var writer = ScriptWriter()
    writer.write(#"window.ropewalkSearch={"language":"#)
    writer.write(literal: language)
    writer.write(#","entries":["#)
    var place: String?
    for (number, entry) in entries.enumerated() {
      writer.write(number == 0 ? "\n[" : ",\n[")
      writer.write(String(entry.kind.rawValue))
      writer.write(",")
      writer.write(literal: entry.title)
      writer.write(",")
      // Neighbours often share a place; 0 says "as before".
      if entry.place == place {
        writer.write("0")
      } else {
        writer.write(literal: entry.place)
        place = entry.place
      }
      writer.write(",")
      writer.write(literal: entry.address)
      writer.write(",")
      writer.write(literal: entry.text)
      writer.write("]")
    }
    writer.write("\n]};\n")
    script = String(decoding: writer.bytes, as: UTF8.self)
  }
}
