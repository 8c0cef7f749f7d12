// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library resolves or builds it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Ropewalk", path: "..", traits: [])],
  targets: [
    .executableTarget(
      name: "RotationBenchmarks", dependencies: [.product(name: "RoPE", package: "Ropewalk")]),
    .executableTarget(
      name: "FigureBenchmarks", dependencies: [.product(name: "Figures", package: "Ropewalk")]),
  ],
  swiftLanguageModes: [.v6]
)
