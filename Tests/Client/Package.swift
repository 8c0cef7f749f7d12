// swift-tools-version: 6.2
import PackageDescription

// What a user of the library alone writes. It must not inherit the generator's dependencies.
let package = Package(
  name: "client",
  dependencies: [.package(name: "Ropewalk", path: "../..", traits: [])],
  targets: [
    .executableTarget(
      name: "client", dependencies: [.product(name: "RoPE", package: "Ropewalk")])
  ],
  swiftLanguageModes: [.v6]
)
