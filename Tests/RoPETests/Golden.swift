import Foundation
import Testing

/// One file of reference values, read as the numeric type its fields were written in.
struct Golden {
  private let data: Data

  init(_ name: String) throws {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden"))
    data = try Data(contentsOf: url)
  }

  /// The numbers of an array, nested to any depth, in row-major order.
  func values<Number: Decodable>(_ path: String..., as type: Number.Type) throws -> [Number] {
    try decode(Flat<Number>.self, at: path).numbers
  }

  /// The numbers of an array, cut into rows of equal width.
  func rows<Number: Decodable>(
    _ path: String..., width: Int, as type: Number.Type
  ) throws -> [[Number]] {
    let numbers = try decode(Flat<Number>.self, at: path).numbers
    return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
  }

  func object<Value: Decodable>(_ path: String..., as type: Value.Type) throws -> Value {
    try decode(type, at: path)
  }

  private func decode<Value: Decodable>(_ type: Value.Type, at path: [String]) throws -> Value {
    let decoder = JSONDecoder()
    decoder.userInfo[.path] = path
    return try decoder.decode(Located<Value>.self, from: data).value
  }
}

extension CodingUserInfoKey {
  fileprivate static let path = CodingUserInfoKey(rawValue: "path").unsafelyUnwrapped
}

private struct Located<Value: Decodable>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let path = decoder.userInfo[.path] as? [String] ?? []
    var container = try decoder.container(keyedBy: Key.self)
    for name in path.dropLast() {
      container = try container.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: name))
    }
    value = try container.decode(Value.self, forKey: Key(stringValue: path.last ?? ""))
  }
}

private struct Flat<Number: Decodable>: Decodable {
  var numbers: [Number] = []

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    while !container.isAtEnd {
      if let number = try? container.decode(Number.self) {
        numbers.append(number)
      } else {
        numbers += try container.decode(Flat.self).numbers
      }
    }
  }
}

private struct Key: CodingKey {
  let stringValue: String
  let intValue: Int? = nil

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
