import Foundation

package struct SiteFile: Sendable, Hashable {
  package var path: String; package var bytes: [UInt8];
  package init(path: String, bytes: [UInt8]) { self.path = path; self.bytes = bytes }
}
package struct SiteChanges: Sendable {
  package var written: [String] = []; package var unchanged: [String] = [];
  package var removed: [String] = []
}
package struct SiteWriter {
  var to: String; package init(to: String) { self.to = to };
  package func write(_ f: [SiteFile], reference: String?) throws -> SiteChanges {
    for x in f {
      let u = URL(fileURLWithPath: to).appendingPathComponent(x.path);
      try FileManager.default.createDirectory(
        at: u.deletingLastPathComponent(), withIntermediateDirectories: true);
      try Data(x.bytes).write(to: u)
    }
    return SiteChanges(written: f.map(\.path))
  }
}
