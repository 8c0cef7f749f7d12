import ArgumentParser

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site and serves it on this machine.",
    discussion: """
      Serves on 127.0.0.1 under the path of the book's base URL, so that links to the API reference \
      work as they will when the site is published.
      """)

  @OptionGroup var options: BuildOptions
  @OptionGroup var answers: CacheOptions

  @Option(help: ArgumentHelp("The port; the next free one when it is taken.", valueName: "number"))
  var port: UInt16 = 3000

  func run() async throws {
    try await withInterrupts {
      let outcome = try await answers.build(options)
      guard outcome.changes != nil else { throw ExitCode.bookHasErrors }
      let server = PreviewServer(folder: options.site, basePath: outcome.basePath, port: port)
      try await server.run { address in
        Terminal.say("Serving \(address) — stop with Control-C")
      }
    }
  }
}
