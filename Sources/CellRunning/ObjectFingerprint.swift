import BookModel
import PathKit

/// A hash of what an object file does, whoever compiled it in which folder.
///
/// For ELF it covers the sections that are loaded, their relocations and the symbols they define, so
/// a comment, a moved line or another folder changes nothing, and a changed constant does. Files of
/// other formats (Mach-O, for which this was never tried) are hashed whole: safe, but every change of
/// a comment runs the cells again.
enum ObjectFingerprint {
  static func of(_ bytes: [UInt8]) -> String {
    ELFObject(bytes).map { "elf-" + of($0) } ?? "bytes-" + ofBytes(bytes)
  }

  /// The fingerprint of an object, a program or a library.
  static func of(file path: Path) throws -> String { of([UInt8](try path.read())) }

  /// The hash of all bytes of a file.
  static func ofBytes(in path: Path) throws -> String { ofBytes([UInt8](try path.read())) }

  private static func ofBytes(_ bytes: [UInt8]) -> String {
    var hash = ContentHash()
    hash.combine(bytes[...])
    return hash.hexadecimal
  }

  private static func of(_ object: ELFObject) -> String {
    var hash = ContentHash()
    let targets = object.targets.map(identity)
    for section in object.sections {
      hash.combine(section.name)
      hash.combine(UInt64(section.kind))
      hash.combine(section.flags)
      hash.combine(section.size)
      hash.combine(object.bytes[section.contents])
      hash.combine(UInt64(section.relocations.count))
      for relocation in section.relocations {
        hash.combine(relocation.offset)
        hash.combine(UInt64(relocation.kind))
        hash.combine(UInt64(bitPattern: relocation.addend))
        hash.combine(relocation.target.map { targets[$0] } ?? 0)
      }
    }
    for symbol in object.symbols {
      hash.combine(symbol.name)
      hash.combine(UInt64(symbol.binding) << 8 | UInt64(symbol.visibility))
      hash.combine(symbol.section)
      hash.combine(UInt64(symbol.ordinal))
      hash.combine(symbol.offset)
    }
    return hash.hexadecimal
  }

  private static func identity(_ target: ELFObject.Target) -> UInt64 {
    var hash = ContentHash()
    switch target {
    case .nothing: return 1
    case .symbol(let name):
      hash.combine(name)
    case .place(let section, let ordinal, let offset):
      hash.combine(section)
      hash.combine(UInt64(ordinal))
      hash.combine(offset)
    }
    return hash.folded
  }
}
