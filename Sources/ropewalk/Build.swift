import ArgumentParser

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site.",
    discussion: """
      Errors are printed as file:line:column and nothing is written while there is one; the site \
      stays as it was. Exit codes: 0 fine, 1 the book has errors, 64 wrong usage, 70 the tool failed.
      """)

  @OptionGroup var options: BuildOptions
  @OptionGroup var answers: CacheOptions

  @Flag(help: "Write into the comments '// Prints' what was printed, then build again.")
  var fixPrints = false

  func validate() throws {
    guard !fixPrints || !answers.noExecute else {
      throw ValidationError("--fix-prints has to run the cells; leave out --no-execute.")
    }
  }

  func run() async throws {
    let outcome = try await withInterrupts {
      try await answers.build(options, fixesPrints: fixPrints)
    }
    guard outcome.changes != nil else { throw ExitCode.bookHasErrors }
  }
}
