/// The forms of the identifiers a work can have.
///
/// They are checked and not repaired: what stands in `references.yml` is what other tools that read
/// the file will see. `repaired` names what was probably meant.
enum IdentifierForm {
  case doi, arXiv, url, key

  func matches(_ text: String) -> Bool {
    switch self {
    case .doi: text.wholeMatch(of: /10\.[0-9]{4,9}(\.[0-9]+)*\/[^\s]+/) != nil
    case .arXiv: Self.isNewArXiv(text) || Self.isOldArXiv(text)
    case .url: text.wholeMatch(of: /https?:\/\/[^\s\/?#"<>]+[^\s"<>]*/) != nil
    case .key: !text.isEmpty && text.utf8.allSatisfy(\.isOfCitationKey)
    }
  }

  /// What a message says the text must be.
  var rule: String {
    switch self {
    case .doi: "a DOI such as 10.1162/coli_a_00445"
    case .arXiv: "an arXiv number such as 2104.09864, 2104.09864v5 or cs/9901001"
    case .url: "an address that starts with https:// or http://"
    case .key: "made of the letters a to z, A to Z, digits, and _ : . - /"
    }
  }

  /// The text without what people paste along with it, when that makes it right.
  func repaired(_ text: String) -> String? {
    let lowercased = text.lowercased()
    let found = prefixes.first { lowercased.hasPrefix($0) }
    var candidate = String(text.dropFirst(found?.count ?? 0))
    switch self {
    case .url where text.contains(".") && !text.contains(":"): candidate = "https://" + text
    case .arXiv where candidate.hasSuffix(".pdf"): candidate.removeLast(4)
    default: break
    }
    return candidate != text && matches(candidate) ? candidate : nil
  }

  private var prefixes: [String] {
    switch self {
    case .doi:
      [
        "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
        "doi.org/", "doi: ", "doi:",
      ]
    case .arXiv:
      [
        "https://arxiv.org/abs/", "http://arxiv.org/abs/", "https://arxiv.org/pdf/",
        "http://arxiv.org/pdf/", "arxiv.org/abs/", "arxiv: ", "arxiv:",
      ]
    case .url: []
    case .key: ["@"]
    }
  }

  /// Since April 2007: year and month, a number of four digits, or of five since 2015.
  private static func isNewArXiv(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /[0-9]{2}([0-9]{2})\.[0-9]{4,5}(v[1-9][0-9]*)?/),
      let month = Int(match.output.1)
    else { return false }
    return (1...12).contains(month)
  }

  /// Until March 2007: the archive, sometimes with its class (`math.GT/0309136`).
  private static func isOldArXiv(_ text: String) -> Bool {
    text.wholeMatch(of: /[a-z]+(-[a-z]+)*(\.[A-Z]{2})?\/[0-9]{7}(v[1-9][0-9]*)?/) != nil
  }
}

extension UInt8 {
  /// Whether the byte may stand in the name of a work. The name becomes an anchor of the page, so no
  /// letter that an address would have to encode is among them.
  var isOfCitationKey: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"),
      UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
