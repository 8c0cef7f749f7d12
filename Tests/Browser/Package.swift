// swift-tools-version: 6.2
import PackageDescription

/// The browser tests live in a package of their own, so that a plain `swift test` of the book
/// needs no browser.
let package = Package(
  name: "Browser",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "WebDriver"),
    .testTarget(name: "WebDriverTests", dependencies: ["WebDriver"]),
    .testTarget(
      name: "BookTests",
      dependencies: ["WebDriver"],
      resources: [
        .embedInCode("Fixtures/folding.json"),
        .embedInCode("Probes/addresses.js"),
        .embedInCode("Probes/axe.js"),
        .embedInCode("Probes/contrast.js"),
        .embedInCode("Probes/figures.js"),
        .embedInCode("Probes/focus.js"),
        .embedInCode("Probes/links.js"),
        .embedInCode("Probes/outline.js"),
        .embedInCode("Probes/overflow.js"),
        .embedInCode("Probes/pictures.js"),
        .embedInCode("Probes/table.js"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
