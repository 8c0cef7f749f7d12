import BookModel
import PathKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was found out about files, remembered under their stamps in one small file.
///
/// A memo only saves time: a missing or damaged one is as good as none, and one that cannot be
/// written is no error.
struct FileMemo {
  /// Raised when what is remembered changes its meaning.
  private static let version = "1"

  /// What the memo is about; there is one file for each subject.
  let subject: String
  /// The files whose contents decide.
  let files: [String]
  private let folder: Path
  private let stamps: String
  private let isFresh: Bool
  /// What an earlier build kept, by name, whether or not the files are still the same.
  private(set) var kept: [String: String] = [:]
  /// Whether the files are the ones the kept values are about.
  private(set) var isValid = false

  init(in folder: String, about subject: String, files: [String]) {
    self.subject = subject
    self.files = files
    self.folder = Path(folder)
    (stamps, isFresh) = Self.stamps(of: files, subject)
    guard let text: String = try? path.read() else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // The last line tells that the file is whole.
    guard lines.count > 1, lines.count.isMultiple(of: 2), lines.last == "." else { return }
    for place in stride(from: 1, to: lines.count - 1, by: 2) {
      kept[lines[place]] = lines[place + 1]
    }
    isValid = lines[0] == stamps
  }

  private var path: Path { folder + "memo-\(StableHash.of(subject))" }

  private static func stamps(of files: [String], _ subject: String) -> (String, isFresh: Bool) {
    let stamps = files.map { FileStamp($0) }
    let lines = zip(files, stamps).map { "\($0) \($1?.text ?? "none")" }
    return (
      StableHash.of(([version, subject] + lines).joined(separator: "\n")),
      stamps.contains { $0?.isFresh ?? true }
    )
  }

  /// Keeps values of one line each, unless the files were written only just now or have changed since
  /// the memo was opened.
  func keep(_ values: [String: String]) {
    guard !isFresh, Self.stamps(of: files, subject).0 == stamps else { return }
    let lines = values.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    let text = ([stamps] + lines + ["."]).joined(separator: "\n")
    let draft = folder + "\(path.lastComponent)-\(UInt64.random(in: 0...UInt64.max))"
    try? folder.mkpath()
    guard (try? draft.write(text)) != nil, rename(draft.string, path.string) != 0 else { return }
    try? draft.delete()
  }
}
