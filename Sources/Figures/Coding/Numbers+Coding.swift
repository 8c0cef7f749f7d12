// JSON has no word for a number that is not finite: such a number is coded as one of these texts.

extension Double {
  var codedText: String? {
    if isFinite { return nil }
    return isNaN ? "nan" : self < 0 ? "-inf" : "inf"
  }

  init?(codedText: String) {
    switch codedText {
    case "nan": self = .nan
    case "inf": self = .infinity
    case "-inf": self = -.infinity
    default: return nil
    }
  }
}

/// A number in a coded form that also holds what is not finite.
struct CodedNumber: Codable {
  let number: Double

  init(_ number: Double) {
    self.number = number
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self.number = number
      return
    }
    guard let number = Double(codedText: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a number, 'nan', 'inf' or '-inf' is needed")
    }
    self.number = number
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let text = number.codedText {
      try container.encode(text)
    } else {
      try container.encode(number)
    }
  }
}

extension KeyedEncodingContainer {
  mutating func encode(number: Double, forKey key: Key) throws {
    try encode(CodedNumber(number), forKey: key)
  }
}

extension KeyedDecodingContainer {
  func number(forKey key: Key) throws -> Double {
    try decode(CodedNumber.self, forKey: key).number
  }

  /// The error for a `kind` that this version does not know.
  func unknown(_ kind: String, forKey key: Key) -> DecodingError {
    .dataCorruptedError(forKey: key, in: self, debugDescription: "no kind is called '\(kind)'")
  }
}
