#if !hasFeature(Embedded) && (canImport(FoundationEssentials) || canImport(Foundation))
  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  extension HuggingFaceConfiguration {
    /// The configurations of published models have some kilobytes and four levels.
    static let largestByteCount = 1 << 22
    static let largestDepth = 64

    /// Reads the text of a `config.json`.
    init(json: [UInt8]) throws(RotaryError) {
      guard json.count <= Self.largestByteCount else {
        throw .invalidConfiguration(
          .tooLong(bytes: json.count, largest: Self.largestByteCount))
      }
      try Self.checkNesting(json)
      do {
        let outer = try JSONDecoder().decode(HuggingFaceConfiguration.self, from: Data(json))
        let inner =
          outer.describesHeads
          ? nil : try JSONDecoder().decode(MultimodalConfiguration.self, from: Data(json)).text
        self = inner ?? outer
      } catch let error as DecodingError {
        throw .invalidConfiguration(ConfigurationProblem(error))
      } catch {
        throw .invalidConfiguration(.notAnObject)
      }
    }

    /// Refuses deep nesting before a parser can follow it with its own stack, and the trailing
    /// commas and unknown escapes that `JSONDecoder` lets pass.
    ///
    /// The scan knows strings only as UTF-8 has them. In UTF-16 and UTF-32, which `JSONDecoder`
    /// would accept, every JSON text has bytes of 0, and UTF-8 has none.
    private static func checkNesting(_ json: [UInt8]) throws(RotaryError) {
      var depth = 0
      var isInString = false
      var isEscaped = false
      var isAfterComma = false
      for byte in json {
        if byte == 0 { throw .invalidConfiguration(.notAnObject) }
        if isInString {
          if isEscaped {
            guard escapes.contains(byte) else { throw .invalidConfiguration(.notAnObject) }
            isEscaped = false
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
          } else if byte == UInt8(ascii: "\"") {
            isInString = false
          }
          continue
        }
        switch byte {
        case UInt8(ascii: "\""):
          isInString = true
        case UInt8(ascii: "["), UInt8(ascii: "{"):
          depth += 1
          guard depth <= largestDepth else {
            throw .invalidConfiguration(.tooDeep(largest: largestDepth))
          }
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          guard !isAfterComma else { throw .invalidConfiguration(.notAnObject) }
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
          continue
        default:
          break
        }
        isAfterComma = byte == UInt8(ascii: ",")
      }
    }

    /// What may follow a backslash.
    private static let escapes = Array("\"\\/bfnrtu".utf8)
  }

  extension ConfigurationProblem {
    fileprivate init(_ error: DecodingError) {
      switch error {
      case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
        self.init(at: context.codingPath, expected: Self.phrase(for: type))
      case .dataCorrupted(let context):
        self.init(at: context.codingPath, expected: "a value in the range of its type")
      case .keyNotFound(let key, _):
        self = .missingKey(key.stringValue, ropeType: nil)
      @unknown default:
        self = .notAnObject
      }
    }

    private init(at path: [any CodingKey], expected: String) {
      guard !path.isEmpty else {
        self = .notAnObject
        return
      }
      let names = path.map { key in key.intValue.map { "\($0)" } ?? key.stringValue }
      self = .wrongValue(key: names.joined(separator: "."), expected: expected)
    }

    private static func phrase(for type: any Any.Type) -> String {
      switch type {
      case is Double.Type: "a number"
      case is Int.Type: "a whole number"
      case is String.Type: "a text"
      case is Bool.Type: "true or false"
      case is [Any].Type: "a list"
      default: "an object"
      }
    }
  }
#endif
