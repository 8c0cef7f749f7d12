// swift-tools-version: 6.2
import PackageDescription

/// Everything but the library proper depends on packages that a user of `RoPE` must not inherit.
/// With `traits: []` a client resolves swift-numerics and nothing else.
let generator = TargetDependencyCondition.when(traits: ["Generator"])

func generatorProduct(_ name: String, package: String) -> Target.Dependency {
  .product(name: name, package: package, condition: generator)
}

let numerics: [Target.Dependency] = [
  .product(name: "RealModule", package: "swift-numerics"),
  .product(name: "ComplexModule", package: "swift-numerics"),
]

let package = Package(
  name: "Ropewalk",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "RoPE", targets: ["RoPE"]),
    .library(name: "Figures", targets: ["Figures"]),
    .library(name: "CellKit", targets: ["CellKit"]),
    .executable(name: "ropewalk", targets: ["ropewalk"]),
  ],
  traits: [
    .trait(name: "Generator", description: "The documentation generator and its dependencies."),
    .default(enabledTraits: ["Generator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/kylef/PathKit", from: "1.0.1"),
    .package(url: "https://github.com/stencilproject/Stencil", from: "0.15.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // The library.
    .target(name: "RoPE", dependencies: numerics),
    .target(name: "Exhibits", dependencies: ["RoPE"] + numerics),

    // The live figures for a browser: script/build-web compiles these as Embedded Swift. Here they are
    // built for their tests alone; no product has them.
    .target(name: "RoPEWeb", dependencies: ["Exhibits", "RoPEWebRuntime"]),
    .target(name: "RoPEWebMath"),
    .target(name: "RoPEWebRuntime"),

    // What a cell leaves behind, and how it is drawn.
    .target(name: "Figures"),
    .target(name: "CellKit", dependencies: ["Figures"]),

    // The nouns of the generator, then its stages, left to right.
    .target(name: "BookModel", dependencies: ["Figures"]),
    .systemLibrary(
      name: "CCMarkGFM",
      pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
        .brew(["cmark-gfm"]),
      ]),
    .target(name: "Bibliography", dependencies: ["BookModel"]),
    .target(
      name: "BookReading",
      dependencies: [
        "Bibliography", "BookModel", "CCMarkGFM",
        generatorProduct("PathKit", package: "PathKit"),
        generatorProduct("Yams", package: "Yams"),
      ]),
    .target(name: "RoPECells", dependencies: ["BookModel", "Exhibits", "Figures", "RoPE"]),
    .target(
      name: "CellRunning",
      dependencies: [
        "BookModel", "CellKit", "Figures",
        generatorProduct("PathKit", package: "PathKit"),
        generatorProduct("Subprocess", package: "swift-subprocess"),
        generatorProduct("SystemPackage", package: "swift-system"),
      ]),
    .target(
      name: "ExampleTesting",
      dependencies: [
        "BookModel", "BookReading", "CellRunning",
        generatorProduct("PathKit", package: "PathKit"),
      ]),
    .target(name: "Highlighting"),
    .target(name: "MathML", dependencies: ["BookModel"]),
    .target(name: "SearchIndexing"),
    .target(
      name: "PageRendering",
      dependencies: [
        "BookModel", "Figures", "Highlighting", "MathML",
        generatorProduct("Mustache", package: "swift-mustache"),
        generatorProduct("Stencil", package: "Stencil"),
      ]),
    .target(
      name: "DefaultTheme",
      path: "templates",
      exclude: ["README.md"],
      sources: ["DefaultTheme.swift"],
      resources: [
        .embedInCode("alert.mustache"),
        .embedInCode("base.stencil"),
        .embedInCode("cell.mustache"),
        .embedInCode("chapter.stencil"),
        .embedInCode("claim.mustache"),
        .embedInCode("claims.mustache"),
        .embedInCode("division.mustache"),
        .embedInCode("failure.mustache"),
        .embedInCode("figure.mustache"),
        .embedInCode("gallery.stencil"),
        .embedInCode("grid.mustache"),
        .embedInCode("icon.svg"),
        .embedInCode("index.stencil"),
        .embedInCode("live.js"),
        .embedInCode("live.mustache"),
        .embedInCode("lists.stencil"),
        .embedInCode("missing.stencil"),
        .embedInCode("navigation.stencil"),
        .embedInCode("output.mustache"),
        .embedInCode("page.js"),
        .embedInCode("prelude.stencil"),
        .embedInCode("print.stencil"),
        .embedInCode("references.stencil"),
        .embedInCode("search.js"),
        .embedInCode("steps.mustache"),
        .embedInCode("style.css"),
        .embedInCode("symbols.stencil"),
        .embedInCode("table.mustache"),
        .embedInCode("theme.js"),
      ]),
    .target(
      name: "SiteBuilding",
      dependencies: [
        "Bibliography", "BookModel", "BookReading", "CellRunning", "DefaultTheme", "Figures",
        "MathML", "PageRendering", "SearchIndexing",
        generatorProduct("PathKit", package: "PathKit"),
      ]),

    // The command. It depends on CellKit so that the modules cells import lie beside the tool.
    .executableTarget(
      name: "ropewalk",
      dependencies: [
        "BookModel", "CellKit", "CellRunning", "ExampleTesting", "RoPECells", "SiteBuilding",
        generatorProduct("ArgumentParser", package: "swift-argument-parser"),
        generatorProduct("FlyingFox", package: "FlyingFox"),
        generatorProduct("PathKit", package: "PathKit"),
      ]),

    // Tests.
    .testTarget(
      name: "RoPETests", dependencies: ["RoPE"] + numerics, resources: [.copy("Golden")]),
    .target(name: "SnapshotTesting", path: "Tests/SnapshotTesting"),
    .testTarget(name: "ExhibitsTests", dependencies: ["Exhibits", "RoPE"]),
    .testTarget(name: "RoPEWebTests", dependencies: ["Exhibits", "RoPEWeb", "RoPEWebRuntime"]),
    .testTarget(name: "RoPEWebMathTests", dependencies: ["RoPEWebMath"] + numerics),
    .testTarget(
      name: "FiguresTests", dependencies: ["Figures", "SnapshotTesting"],
      exclude: ["__Snapshots__"]),
    .testTarget(
      name: "RoPECellsTests",
      dependencies: ["BookModel", "Figures", "RoPECells", "SnapshotTesting"],
      exclude: ["__Snapshots__"]),
    .testTarget(name: "BibliographyTests", dependencies: ["Bibliography", "BookModel"]),
    .testTarget(name: "HighlightingTests", dependencies: ["Highlighting"]),
    .testTarget(name: "MathMLTests", dependencies: ["MathML"], exclude: ["Corpus"]),
    .testTarget(name: "SearchIndexingTests", dependencies: ["SearchIndexing"]),
    .testTarget(name: "BookModelTests", dependencies: ["BookModel"]),
    .testTarget(name: "BookReadingTests", dependencies: ["BookReading"]),
    .testTarget(
      name: "CellRunningTests", dependencies: ["BookReading", "CellKit", "CellRunning"]),
    .testTarget(
      name: "ExampleTestingTests",
      dependencies: ["BookModel", "CellRunning", "ExampleTesting"]),
    .testTarget(name: "CellKitTests", dependencies: ["CellKit"]),
    .testTarget(name: "DefaultThemeTests", dependencies: ["DefaultTheme"]),
    .testTarget(
      name: "PageRenderingTests", dependencies: ["BookModel", "Figures", "PageRendering"]),
    .testTarget(
      name: "SiteBuildingTests",
      dependencies: ["BookModel", "BookReading", "Figures", "SearchIndexing", "SiteBuilding"]),
    .testTarget(
      name: "ropewalkTests", dependencies: ["ropewalk"], exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
