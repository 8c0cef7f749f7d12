import BookModel
import CellRunning

/// Tries the examples of many documents, some of them at the same time.
package struct ExampleTest: Sendable {
  package var runner: ExampleRunner
  package var jobs: Int
  package var each: Bool
  /// The longest time an example may run, in seconds.
  package var timeLimit: Double

  package init(runner: ExampleRunner, jobs: Int, each: Bool = false, timeLimit: Double = 10) {
    self.runner = runner
    self.jobs = max(1, jobs)
    self.each = each
    self.timeLimit = timeLimit
  }

  /// - Returns: a report for every document, in their order, whatever the number of jobs.
  package func reports(on documents: [Document]) async -> [DocumentReport] {
    await withTaskGroup(of: (Int, DocumentReport).self) { group in
      var waiting = Array(documents.enumerated())[...]
      var reports: [Int: DocumentReport] = [:]
      func startNext() {
        guard let (number, document) = waiting.popFirst() else { return }
        let test = DocumentTest(document, runner: runner, each: each, timeLimit: timeLimit)
        group.addTask { (number, await test.report()) }
      }
      for _ in 0..<jobs { startNext() }
      for await (number, report) in group {
        reports[number] = report
        startNext()
      }
      return documents.indices.compactMap { reports[$0] }
    }
  }
}
