/// The parts of an ELF file that decide what its code does: the contents of the sections that are
/// loaded, what is relocated in them, and the symbols they define.
///
/// Reads 64-bit little-endian files. It is total: any bytes give a value or nil, in a time that grows
/// with their number alone.
///
/// Debug sections, notes (the build id among them) and `.swift_modhash` are left out: they hold
/// folders, lines and hashes of the source text. Sections of one name are told apart by their order
/// among those that are kept, so nothing here depends on numbers that debug information shifts.
struct ELFObject {
  struct Section {
    var name: String
    /// Its place among the kept sections of this name.
    var ordinal: Int
    var kind: UInt32
    var flags: UInt64
    var size: UInt64
    /// Where its bytes lie in the file; empty for a section of zeros such as `.bss`.
    var contents: Range<Int>
    var relocations: [Relocation] = []
  }

  struct Relocation: Hashable {
    var offset: UInt64
    var kind: UInt32
    var addend: Int64
    /// An index into `targets`, or nil for a relocation without one.
    var target: Int?
  }

  /// What a relocation points at.
  enum Target: Hashable {
    case symbol(String)
    /// A place in a kept section.
    case place(section: String, ordinal: Int, offset: UInt64)
    /// A place in a section that is left out, or nowhere.
    case nothing
  }

  struct Symbol: Hashable {
    var name: String
    var binding: UInt8
    var visibility: UInt8
    var section: String
    var ordinal: Int
    var offset: UInt64
  }

  let bytes: [UInt8]
  private(set) var sections: [Section] = []
  /// The targets of relocations, by index of the symbol in the file.
  private(set) var targets: [Target] = []
  /// Defined symbols that other files can see, by name.
  private(set) var symbols: [Symbol] = []
  /// Whether this is a linked program or library rather than an object.
  private(set) var isLinked = false
  /// How many bytes may still be read. In a real file sections do not overlap and names rarely do;
  /// a damaged one could make every name as long as the file.
  private var budget: Int

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    budget = 8 * bytes.count
    guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]), let type = number(16, UInt16.self),
      let headers = readHeaders()
    else { return nil }
    isLinked = type != 1
    var kept: [Int: Int] = [:]
    guard keepSections(of: headers, &kept), readSymbols(headers, kept),
      readRelocations(headers, kept)
    else { return nil }
    symbols.sort { ($0.name, $0.section, $0.offset) < ($1.name, $1.section, $1.offset) }
  }

  // MARK: Sections

  private struct Header {
    var name: Int
    var kind: UInt32
    var flags: UInt64
    var offset: UInt64
    var size: UInt64
    var link: Int
    var info: Int
  }

  private enum Kind {
    static let symbolTable: UInt32 = 2
    static let relocations: UInt32 = 4
    static let note: UInt32 = 7
    static let zeros: UInt32 = 8
    static let wideIndices: UInt32 = 18
  }

  private func readHeaders() -> [Header]? {
    guard let start = number(40, UInt64.self).flatMap({ Int(exactly: $0) }), start > 0,
      let size = number(58, UInt16.self).map(Int.init), size >= 64,
      let stated = number(60, UInt16.self).map(Int.init), let first = header(at: start)
    else { return nil }
    // A file of 65280 sections and more keeps their count in the first one.
    guard let count = stated > 0 ? stated : Int(exactly: first.size),
      count <= (bytes.count - start) / size
    else { return nil }
    var headers: [Header] = []
    for index in 0..<count {
      guard let header = header(at: start + index * size) else { return nil }
      headers.append(header)
    }
    return headers
  }

  private func header(at place: Int) -> Header? {
    guard place >= 0, place <= bytes.count - 64, let name = number(place, UInt32.self),
      let kind = number(place + 4, UInt32.self), let flags = number(place + 8, UInt64.self),
      let offset = number(place + 24, UInt64.self), let size = number(place + 32, UInt64.self),
      let link = number(place + 40, UInt32.self), let info = number(place + 44, UInt32.self)
    else { return nil }
    return Header(
      name: Int(name), kind: kind, flags: flags, offset: offset, size: size, link: Int(link),
      info: Int(info))
  }

  private mutating func keepSections(of headers: [Header], _ kept: inout [Int: Int]) -> Bool {
    guard let stated = number(62, UInt16.self).map(Int.init) else { return false }
    let names = stated == 0xffff ? headers.first?.link ?? 0 : stated
    guard headers.indices.contains(names), let strings = range(of: headers[names]) else {
      return false
    }
    var counts: [String: Int] = [:]
    for (index, header) in headers.enumerated() where header.flags & 2 != 0 {
      guard let name = text(at: header.name, in: strings) else { return false }
      if header.kind == Kind.note || name == ".swift_modhash" || name.hasPrefix(".debug")
        || name.hasPrefix(".zdebug") || name.hasPrefix(".note")
      {
        continue
      }
      let isZeros = header.kind == Kind.zeros
      guard let contents = isZeros ? 0..<0 : range(of: header), spend(contents.count) else {
        return false
      }
      let ordinal = counts[name, default: 0]
      counts[name] = ordinal + 1
      kept[index] = sections.count
      sections.append(
        Section(
          name: name, ordinal: ordinal, kind: header.kind, flags: header.flags, size: header.size,
          contents: contents))
    }
    return true
  }

  // MARK: Symbols and relocations

  private mutating func readSymbols(_ headers: [Header], _ kept: [Int: Int]) -> Bool {
    guard !isLinked, let table = headers.firstIndex(where: { $0.kind == Kind.symbolTable }) else {
      return true
    }
    let header = headers[table]
    guard let range = range(of: header), headers.indices.contains(header.link),
      let strings = self.range(of: headers[header.link])
    else { return false }
    let wide = headers.first { $0.kind == Kind.wideIndices && $0.link == table }
    let wideRange = wide.flatMap { self.range(of: $0) }
    for index in 0..<(range.count / 24) {
      let place = range.lowerBound + index * 24
      guard let word = number(place, UInt32.self), let info = number(place + 4, UInt8.self),
        let other = number(place + 5, UInt8.self),
        var section = number(place + 6, UInt16.self).map(Int.init),
        let value = number(place + 8, UInt64.self),
        let name = text(at: Int(word), in: strings)
      else { return false }
      if section == 0xffff, let wideRange, index < wideRange.count / 4,
        let index = number(wideRange.lowerBound + index * 4, UInt32.self)
      {
        section = Int(index)
      }
      let home = kept[section].map { sections[$0] }
      let binding = info >> 4
      if binding == 0 || name.isEmpty {
        // A local symbol: its name may be the compiler's own count, its place says all.
        targets.append(
          home.map { .place(section: $0.name, ordinal: $0.ordinal, offset: value) } ?? .nothing)
      } else {
        targets.append(.symbol(name))
        guard section != 0 else { continue }
        symbols.append(
          Symbol(
            name: name, binding: binding, visibility: other & 3, section: home?.name ?? "",
            ordinal: home?.ordinal ?? 0, offset: value))
      }
    }
    return true
  }

  private mutating func readRelocations(_ headers: [Header], _ kept: [Int: Int]) -> Bool {
    guard !isLinked else { return true }
    for header in headers where header.kind == Kind.relocations {
      guard let section = kept[header.info] else { continue }
      guard let range = range(of: header), spend(range.count) else { return false }
      for place in stride(from: range.lowerBound, through: range.upperBound - 24, by: 24) {
        guard let offset = number(place, UInt64.self), let info = number(place + 8, UInt64.self),
          let addend = number(place + 16, Int64.self)
        else { return false }
        let target = Int(info >> 32)
        sections[section].relocations.append(
          Relocation(
            offset: offset, kind: UInt32(truncatingIfNeeded: info), addend: addend,
            target: targets.indices.contains(target) ? target : nil))
      }
    }
    return true
  }

  // MARK: Bytes

  private func number<Number: FixedWidthInteger>(_ place: Int, _: Number.Type) -> Number? {
    let size = Number.bitWidth / 8
    guard place >= 0, place <= bytes.count - size else { return nil }
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self))
    }
  }

  private func range(of header: Header) -> Range<Int>? {
    guard let start = Int(exactly: header.offset), let size = Int(exactly: header.size),
      start <= bytes.count, size <= bytes.count - start
    else { return nil }
    return start..<(start + size)
  }

  private mutating func spend(_ count: Int) -> Bool {
    budget -= count
    return budget >= 0
  }

  /// The text that starts at a place of a string table and ends at its zero.
  private mutating func text(at place: Int, in table: Range<Int>) -> String? {
    guard place < table.count else { return nil }
    let rest = bytes[(table.lowerBound + place)..<table.upperBound]
    guard let end = rest.firstIndex(of: 0), spend(end - rest.startIndex) else { return nil }
    return String(decoding: rest[..<end], as: UTF8.self)
  }
}
