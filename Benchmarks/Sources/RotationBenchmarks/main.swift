import RoPE

let options = Options(CommandLine.arguments.dropFirst())
let report = Report(build: options.build)
if options.keepsMemory {
  try report.tables(rounds: options.rounds, memory: "kept", atLeast: 8)
} else {
  try report.rotation(rounds: options.rounds)
  try report.decode(rounds: options.rounds)
  try report.tables(rounds: options.rounds, memory: "fresh", atLeast: nil)
}

struct Options {
  var rounds = 15
  var build = "plain"
  /// Whether freed memory stays with the process, which whoever starts it has to see to.
  var keepsMemory = false

  init(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let name = rest.popFirst(), let value = rest.popFirst() {
      switch name {
      case "--rounds": rounds = max(7, Int(value) ?? rounds)
      case "--build": build = value
      case "--memory": keepsMemory = value == "kept"
      default: print("unknown option \(name)")
      }
    }
  }
}
