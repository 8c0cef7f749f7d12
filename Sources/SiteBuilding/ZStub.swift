package struct SiteFile: Sendable, Hashable { package var path: String; package var bytes: [UInt8]; package init(path: String, bytes: [UInt8]) { self.path = path; self.bytes = bytes } }
package struct SiteChanges: Sendable { package var written: [String] = []; package var unchanged: [String] = []; package var removed: [String] = [] }
package struct SiteWriter { package init(to: String) {}; package func write(_ f: [SiteFile], reference: String?) throws -> SiteChanges { SiteChanges() } }
