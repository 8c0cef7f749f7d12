import ArgumentParser

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site.",
    discussion: """
      Errors are printed as file:line:column and nothing is written while there is one; the site \
      stays as it was. Exit codes: 0 fine, 1 the book has errors, 64 wrong usage, 70 the tool failed.
      """)

  @OptionGroup var options: BuildOptions

  func run() async throws {
    guard try await options.build().changes != nil else { throw ExitCode.bookHasErrors }
  }
}
