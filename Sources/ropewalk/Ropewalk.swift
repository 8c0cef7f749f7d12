import ArgumentParser

@main
struct Ropewalk: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ropewalk",
    abstract: "Builds a static documentation site whose examples are executed.",
    discussion: """
      A book is a folder with content/book.yml and its chapters, content/NN-slug.md. Fences marked \
      {rope} describe a computation, fences marked {swift} are run; what they give is put on the page.
      """,
    version: "0.1.0",
    subcommands: [
      Build.self, Serve.self, Check.self, FiguresCommand.self, Test.self, Why.self, Clean.self,
    ])
}

extension ExitCode {
  /// The book has errors.
  static let bookHasErrors = ExitCode(1)
  /// The book is fine, but its results are not the committed ones.
  static let resultsDrifted = ExitCode(2)
  /// The tool itself failed.
  static let toolFailed = ExitCode(70)
}
