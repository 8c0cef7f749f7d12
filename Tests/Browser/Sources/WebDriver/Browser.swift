import Foundation

/// The one driver of a test process, and the tabs that tests share.
///
/// Opening a browser takes over a second, a page a tenth of that: so tabs are used again, and
/// every test finds its tab as if it were new.
public actor Browser {
  public static let shared = Browser()

  /// How many tabs work at once. More than the processors there are would only wait.
  private static let places = min(4, max(2, ProcessInfo.processInfo.activeProcessorCount))
  private var free = Browser.places
  private var waiting: [(places: Int, continuation: CheckedContinuation<Void, Never>)] = []
  private var idle: [Tab] = []
  private var driver: Task<Driver, any Error>?

  /// Lends a tab, one borrower at a time.
  ///
  /// - Parameters:
  ///   - seconds: how long the work may take, waiting for a free tab not counted.
  ///   - alone: whether no other tab may work meanwhile, because time is measured.
  ///   - work: what to do in the tab.
  /// - Throws: what the work throws; the tab is then closed for good.
  public func withTab<Value: Sendable>(
    seconds: Int = 60, alone: Bool = false, _ work: @escaping @Sendable (Tab) async throws -> Value
  ) async throws -> Value {
    let places = alone ? Browser.places : 1
    await take(places)
    defer { give(places) }
    let tab: Tab
    if let last = idle.popLast() { tab = last } else { tab = try await Tab(driver: started()) }
    do {
      let value = try await within(seconds: seconds) {
        let value = try await work(tab)
        try await tab.forgetEverything()
        return value
      }
      idle.append(tab)
      return value
    } catch {
      // A task of its own: this one may be cancelled, and the browser has to end all the same.
      Task { try? await tab.close() }
      throw error
    }
  }

  private func started() async throws -> Driver {
    let task = driver ?? Task { try await Driver.start() }
    driver = task
    return try await task.value
  }

  private func take(_ places: Int) async {
    if waiting.isEmpty, free >= places {
      free -= places
    } else {
      await withCheckedContinuation { waiting.append((places, $0)) }
    }
  }

  private func give(_ places: Int) {
    free += places
    // Who came first goes first, however many places are asked for: else the greedy waited for ever.
    while let first = waiting.first, free >= first.places {
      free -= first.places
      waiting.removeFirst().continuation.resume()
    }
  }
}
