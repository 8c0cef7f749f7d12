import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory that candidates share, so that none pays for page faults or for being first.
final class Buffer<Number> {
  var numbers: [Number]

  init(_ number: Number, count: Int) { numbers = Array(repeating: number, count: count) }
}

/// The limit for work in place: each number read, multiplied and written back.
///
/// Its factor leaves the numbers as they are, which the compiler cannot know.
func scaleInPlace(_ numbers: inout [Float], by factor: Float) {
  numbers.withUnsafeMutableBufferPointer { numbers in
    for index in numbers.indices { numbers[index] *= factor }
  }
}

/// The limit for two threads: half of the numbers each.
func scaleInPlaceByTwo(_ numbers: inout [Float], by factor: Float) {
  numbers.withUnsafeMutableBufferPointer { numbers in
    nonisolated(unsafe) let numbers = numbers
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      let half = numbers.count / 2
      for index in part * half..<(part + 1) * half { numbers[index] *= factor }
    }
  }
}

/// What work from one buffer to another can reach with ordinary stores.
///
/// A store of that kind reads the line that it writes to, which `memcpy` can avoid.
func scale(_ numbers: [Float], into target: inout [Float], by factor: Float) {
  numbers.withUnsafeBufferPointer { numbers in
    target.withUnsafeMutableBufferPointer { target in
      for index in 0..<min(numbers.count, target.count) { target[index] = numbers[index] * factor }
    }
  }
}

/// The limit for work from one buffer to another.
func copy<Number>(_ source: [Number], into target: inout [Number]) {
  let bytes = source.count * MemoryLayout<Number>.stride
  source.withUnsafeBytes { source in
    target.withUnsafeMutableBytes { target in
      if let from = source.baseAddress, let to = target.baseAddress { memcpy(to, from, bytes) }
    }
  }
}
