package import Incidents
import Logging
import Watchkeeping

/// Sends the pages that were committed, and reports back how many people each reached. It has no policy of its own.
///
/// A page rings every attached console, which hears of it through the feed, and the terminals of those logged in. A
/// crash between commit and report sends it again: pages are at least once, with a stable id.
struct Courier: Sendable {
    let keeper: Watchkeeper
    let bells: any Bells
    /// Whether anybody is told now.
    let paging: @Sendable () -> Paging
    let log: Logger

    /// Sends what was queued before the last stop, then what the feed brings, until the feed ends.
    func run(_ items: AsyncStream<Publication>) async {
        for page in await keeper.view().watch.queuedPages.values.sorted(by: { $0.id < $1.id }) { deliver(page) }
        for await item in items {
            guard case .batch(let batch) = item else { continue }
            for case .page(let page) in batch.changes where page.state == .queued { deliver(page) }
        }
    }

    private func deliver(_ page: Page) {
        let consoles = keeper.feed.consoles
        let isOn = paging() == .on
        let terminals = isOn ? bells.ring(CourierMessage.text(of: page)) : 0
        let reached = consoles + terminals
        keeper.metrics.sentPage(reached: reached, isWithheld: !isOn)
        if reached == 0, isOn {
            log.error(
                "a page reached NOBODY: no console is attached and no terminal is logged in",
                metadata: ["incident": "\(page.id.incident.value)", "severity": "\(page.severity.name)"])
        }
        keeper.submit(.pageSent(page.id, reached: reached))
    }
}

/// The words that ring a terminal: fixed ones, a number and a severity; nothing that came from outside.
enum CourierMessage {
    static func text(of page: Page) -> SafeText {
        let number = page.id.incident.value
        return SafeText("MIDWATCH #\(number) \(page.severity.name) needs an acknowledge: midwatch ack \(number)")
    }
}

/// What can ring the terminals of people who are logged in.
package protocol Bells: Sendable {
    /// Writes one line and a bell to each terminal. Answers how many it reached; never waits for one.
    func ring(_ text: SafeText) -> Int
}

/// Rings nothing: for a demo and for tests, which must not touch real terminals.
package struct SilentBells: Bells {
    package init() {}

    package func ring(_ text: SafeText) -> Int { 0 }
}
