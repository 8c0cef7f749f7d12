import BookModel
import Foundation

/// The records that stand in a site: what an earlier build published.
///
/// Reading is total: whatever stands in the files, what comes of it is records and located errors.
package struct CommittedRecords: Sendable {
  /// In the order of their files' names.
  private(set) var chapters: [ChapterRecord] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The damaged files, for printing the lines that diagnostics point at.
  private(set) var sources: [String: SourceFile] = [:]
  /// What is wrong with the records that cannot be read, by the slug of their chapter.
  private(set) var damage: [String: DamagedRecord] = [:]
  /// Whether nothing is known of the records, not even which files they are.
  private(set) var isUnreadable = false
  /// Whether the site holds records at all.
  private(set) var isEmpty = true

  /// A record of a chapter is much smaller; a larger file is something else.
  private static let largestSize = 256 << 20

  /// Reads the records of the site in this folder.
  ///
  /// - Parameters:
  ///   - shownAs: what messages call the folder.
  ///   - fresh: files the site is about to be given; records that are already the same are left out.
  package init(site folder: String, shownAs name: String? = nil, besides fresh: [SiteFile] = []) {
    let name = name ?? folder
    let paths: Set<String>
    do {
      paths = try OldSite(folder).manifest.paths
    } catch {
      // Without the list nobody knows which files are records; whoever writes the site refuses too.
      diagnostics = [.error("damaged-record", at: nil, "\(error)")]
      (isEmpty, isUnreadable) = (false, true)
      return
    }
    let bytes = Dictionary(fresh.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
    for path in paths.sorted() {
      guard let slug = Self.slug(ofRecordAt: path) else { continue }
      let file = "\(folder)/\(path)"
      guard let status = SystemCalls.status(of: file) else { continue }
      isEmpty = false
      guard status.kind == .file, status.size <= Self.largestSize,
        let data = FileManager.default.contents(atPath: file)
      else {
        refuse(
          DamagedRecord(
            message: "this is no file that can be read, or too large for a record",
            location: SourceLocation(file: "\(name)/\(path)", line: 1)),
          of: slug)
        continue
      }
      if let new = bytes[path], data.elementsEqual(new) { continue }
      read(Array(data), of: slug, from: "\(name)/\(path)")
    }
  }

  /// Reads one record.
  ///
  /// - Returns: the record, or what is wrong with it and where.
  package static func read(
    _ bytes: [UInt8], of slug: String, from path: String
  ) -> Result<ChapterRecord, DamagedRecord> {
    do {
      let record = try JSONDecoder().decode(ChapterRecord.self, from: Data(bytes))
      guard record.chapter == slug else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: [RecordKey("chapter")],
            debugDescription: "the file is named for the chapter '\(slug)', "
              + "but the record is of '\(record.chapter)'"))
      }
      return .success(record)
    } catch let error as DecodingError {
      return .failure(DamagedRecord(error, in: bytes, path: path))
    } catch {
      let place = SourceLocation(file: path, line: 1)
      return .failure(DamagedRecord(message: "\(error)", location: place))
    }
  }

  private mutating func read(_ bytes: [UInt8], of slug: String, from path: String) {
    switch Self.read(bytes, of: slug, from: path) {
    case .success(let record): chapters.append(record)
    case .failure(let damage):
      refuse(damage, of: slug)
      sources[path] = SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
    }
  }

  private mutating func refuse(_ damage: DamagedRecord, of slug: String) {
    self.damage[slug] = damage
    diagnostics.append(damage.diagnostic)
  }

  private static func slug(ofRecordAt path: String) -> String? {
    guard path.hasPrefix("data/"), path.hasSuffix(".json") else { return nil }
    let slug = path.dropFirst(5).dropLast(5)
    return slug.isEmpty || slug.contains("/") ? nil : String(slug)
  }
}

/// Why a file is no record, and where in it.
package struct DamagedRecord: Error, Hashable, Sendable {
  package var message: String
  package var location: SourceLocation

  var diagnostic: Diagnostic {
    .error(
      "damaged-record", at: location, message,
      notes: ["this is a record of results; 'ropewalk build' writes it anew"])
  }

  init(message: String, location: SourceLocation) {
    self.message = message
    self.location = location
  }

  init(_ error: DecodingError, in bytes: [UInt8], path: String) {
    var (keys, problem): ([any CodingKey], String) = ([], "")
    switch error {
    case .keyNotFound(let key, let context):
      (keys, problem) = (context.codingPath, "the key '\(key.stringValue)' is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      (keys, problem) = (context.codingPath, context.debugDescription)
      if keys.isEmpty, let broken = DamagedRecord(noJSON: bytes, path: path) {
        self = broken
        return
      }
      if keys.isEmpty, context.debugDescription.contains("not valid JSON") {
        // The decoder's word for a number beyond its type's range; it does not say which.
        problem = "a number in this record does not fit its place"
      }
    @unknown default: problem = "\(error)"
    }
    let offset = JSONPlace.offset(of: keys, in: bytes)
    self.init(
      message: problem.trimmingEnd { $0 == "." },
      location: JSONPlace.location(of: offset, in: bytes, file: path))
  }

  /// What is wrong with a text that is no JSON; nil when it is one.
  ///
  /// The decoder does not say on every system, so the older reader is asked, which does.
  private init?(noJSON bytes: [UInt8], path: String) {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
      return nil
    } catch {
      let details = (error as NSError).userInfo
      let reason = details["NSDebugDescription"] as? String ?? ""
      let place = details["NSJSONSerializationErrorIndex"] as? Int ?? Self.place(in: reason)
      let isCutOff = reason.contains("end of file")
      self.init(
        message: "this is no JSON" + (isCutOff ? ": the end is missing" : ""),
        location: JSONPlace.location(
          of: place ?? (isCutOff ? bytes.count : 0), in: bytes, file: path))
    }
  }

  /// The offset in words like `Invalid value around character 13.`
  private static func place(in reason: String) -> Int? {
    guard let mark = reason.firstRange(of: "around character ") else { return nil }
    return Int(reason[mark.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }
}

/// A key of a record, named where no decoder is at hand.
private struct RecordKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(_ name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
