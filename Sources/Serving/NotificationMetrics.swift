import Incidents
import Synchronization

/// What the router counts about telling receivers: under names of its own, and under those that dashboards for
/// Alertmanager ask for.
final class NotificationMetrics: Sendable {
    private struct Series: Hashable, Comparable {
        var receiver: String
        var integration: String
        var outcome: String

        static func < (a: Series, b: Series) -> Bool {
            (a.receiver, a.integration, a.outcome) < (b.receiver, b.integration, b.outcome)
        }
    }

    private struct Kind {
        var told = 0
        var failed = 0
        var tries = 0
        var failedTries = 0
        var seconds = Histogram(bounds: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 15, 20, 60])
    }

    private struct State {
        var outcomes: [Series: Int] = [:]
        /// A kind that is spoken is there from the start, so that a rate of it can be asked for before the first one.
        var kinds: [String: Kind] = ["webhook": Kind()]
    }

    /// How many series are kept: more than a file of the largest size can name receivers for.
    private static let seriesMax = 65_536

    private let state = Mutex(State())

    init() {}

    /// One try was made.
    func tried(kind: String, failed: Bool) {
        state.withLock { state in
            state.kinds[kind, default: Kind()].tries += 1
            if failed { state.kinds[kind, default: Kind()].failedTries += 1 }
        }
    }

    /// One notification came to its end.
    func ended(receiver: String, integration: String, kind: String, _ outcome: NotificationOutcome, in span: Duration) {
        state.withLock { state in
            let series = Series(receiver: receiver, integration: integration, outcome: outcome.word)
            if state.outcomes[series] != nil || state.outcomes.count < Self.seriesMax {
                state.outcomes[series, default: 0] += 1
            }
            guard outcome != .withheld else { return }
            state.kinds[kind, default: Kind()].told += 1
            if outcome != .sent { state.kinds[kind, default: Kind()].failed += 1 }
            let (seconds, attoseconds) = span.components
            state.kinds[kind, default: Kind()].seconds.observe(Double(attoseconds) / 1e18 + Double(seconds))
        }
    }

    func write(to text: inout ExpositionText) {
        let state = state.withLock { $0 }
        text.family("midwatch_notifications_total", "Notifications by what came of them.", "counter")
        for (series, count) in state.outcomes.sorted(by: { $0.key < $1.key }) {
            text.sample(
                "midwatch_notifications_total",
                [
                    ("receiver", series.receiver), ("integration", series.integration), ("outcome", series.outcome),
                ], Double(count))
        }
        let kinds = state.kinds.sorted { $0.key < $1.key }
        text.family("midwatch_notification_seconds", "From taking a notification up to its end.", "histogram")
        for (kind, counts) in kinds {
            text.histogram("midwatch_notification_seconds", [("integration", kind)], counts.seconds)
        }
        let counters: [(String, String, KeyPath<Kind, Int>)] = [
            ("alertmanager_notifications_total", "Notifications, as Alertmanager counts them.", \.told),
            ("alertmanager_notifications_failed_total", "Notifications that failed.", \.failed),
            ("alertmanager_notification_requests_total", "Tries of notifications.", \.tries),
            ("alertmanager_notification_requests_failed_total", "Tries that failed.", \.failedTries),
        ]
        for (name, help, count) in counters {
            text.family(name, help, "counter")
            for (kind, counts) in kinds { text.sample(name, [("integration", kind)], Double(counts[keyPath: count])) }
        }
        text.family("alertmanager_notification_latency_seconds", "The same time as above.", "histogram")
        for (kind, counts) in kinds {
            text.histogram("alertmanager_notification_latency_seconds", [("integration", kind)], counts.seconds)
        }
    }
}

extension NotificationOutcome {
    /// The outcome as a label says it.
    fileprivate var word: String {
        switch self {
        case .sent: "sent"
        case .withheld: "withheld"
        case .failed: "failed"
        }
    }
}
