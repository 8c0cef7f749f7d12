/// FNV-1a over words of eight bytes: `StableHash` for megabytes.
struct ContentHash {
  private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

  private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

  mutating func combine(_ word: UInt64) {
    state = (state ^ UInt128(word)) &* Self.prime
    // A product carries differences upwards only, and words are added at the lower end.
    state ^= state >> 67
  }

  /// Adds bytes and their number.
  mutating func combine(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { combine($0) }
  }

  mutating func combine(_ text: String) {
    var text = text
    text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
  }

  private mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    combine(UInt64(bytes.count))
    let whole = bytes.count / 8 * 8
    for place in stride(from: 0, to: whole, by: 8) {
      combine(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
    }
    guard whole < bytes.count else { return }
    var last: UInt64 = 0
    for place in whole..<bytes.count { last = last << 8 | UInt64(bytes[place]) }
    combine(last)
  }

  var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  var folded: UInt64 {
    UInt64(truncatingIfNeeded: state) ^ UInt64(truncatingIfNeeded: state >> 64)
  }
}
