import Foundation
import Testing

/// A reference file of the library's tests, as its JSON says it.
func goldenOutputs(_ name: String, filePath: String = #filePath) throws -> [String: Any] {
  let file = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("RoPETests/Golden/\(name).json")
  let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
  return try #require(object?["outputs"] as? [String: Any])
}
