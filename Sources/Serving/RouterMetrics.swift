import Incidents
import Synchronization
import Watchkeeping

/// What the router counts about itself, for `/metrics`. Counters only grow; everything is since the start.
final class RouterMetrics: Sendable {
    private struct State {
        var alertsReceived = 0
        var alertsRefused = 0
        var events = 0
        var commits = 0
        var commitFailures = 0
        var changes = 0
        var pagesSent = 0
        var pagesToNobody = 0
        var clockJumps = 0
        var readersCutOff = 0
        var commitSeconds = Histogram(bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5])
        var requests: [String: Int] = [:]
        var lastCommit = Duration.zero
    }

    let notifications = NotificationMetrics()
    private let state = Mutex(State())

    init() {}

    func received(alerts: Int, refused: Int) {
        state.withLock { state in
            state.alertsReceived += alerts
            state.alertsRefused += refused
        }
    }

    func handled(events: Int) { state.withLock { $0.events += events } }

    /// - Parameters:
    ///   - span: how long deciding and committing took.
    ///   - end: when it was done, by the steady clock.
    func committed(_ batch: ChangeBatch, in span: Duration, at end: Duration) {
        state.withLock { state in
            state.lastCommit = end
            state.commits += 1
            state.changes += batch.changes.count
            state.commitSeconds.observe(Double(span.components.attoseconds) / 1e18 + Double(span.components.seconds))
        }
    }

    /// When the last batch was committed, by the steady clock.
    var lastCommit: Duration { state.withLock { $0.lastCommit } }

    func commitFailed() { state.withLock { $0.commitFailures += 1 } }
    func clockJumped() { state.withLock { $0.clockJumps += 1 } }

    func sentPage(reached: Int, isWithheld: Bool = false) {
        state.withLock { state in
            state.pagesSent += 1
            if reached == 0, !isWithheld { state.pagesToNobody += 1 }
        }
    }

    func answered(status: Int) { state.withLock { $0.requests["\(status)", default: 0] += 1 } }

    /// What is measured at the moment of asking, rather than counted.
    struct Gauges {
        var incidents: IncidentTable
        var alerts: Int
        var queueLetters: Int
        var queueBytes: Int
        var feedReaders: Int
        var consoles: Int
        var storeBytes: Int64
        var isDegraded: Bool
        var seq: Int64
        var version: String
        var lastReload: RouterState.Reload
    }

    /// The text format 0.0.4 of Prometheus.
    func exposition(_ gauges: Gauges) -> String {
        var text = ExpositionText()
        state.withLock { state in
            text.counter("midwatch_alerts_received_total", "Alerts that senders posted.", state.alertsReceived)
            text.counter("midwatch_alerts_refused_total", "Posted alerts that were refused.", state.alertsRefused)
            text.counter("midwatch_events_total", "Events that the watch handled.", state.events)
            text.counter("midwatch_changes_total", "Changes made durable.", state.changes)
            text.counter("midwatch_commits_total", "Batches made durable.", state.commits)
            text.counter("midwatch_commit_failures_total", "Batches that the store refused.", state.commitFailures)
            text.counter("midwatch_pages_sent_total", "Pages sent.", state.pagesSent)
            text.counter("midwatch_pages_to_nobody_total", "Pages that reached nobody.", state.pagesToNobody)
            text.counter("midwatch_clock_jumps_total", "Times that the wall clock was set.", state.clockJumps)
            text.histogram("midwatch_commit_seconds", "Time to decide and commit a batch.", state.commitSeconds)
            text.family("midwatch_http_answers_total", "Answers by status.", "counter")
            for (status, count) in state.requests.sorted(by: { $0.key < $1.key }) {
                text.sample("midwatch_http_answers_total", [("code", status)], Double(count))
            }
        }
        notifications.write(to: &text)
        text.gauge("midwatch_alerts", "Alerts in memory.", gauges.alerts)
        text.gauge("midwatch_queue_requests", "Requests that wait for the loop.", gauges.queueLetters)
        text.gauge("midwatch_queue_bytes", "Bytes of requests that wait for the loop.", gauges.queueBytes)
        text.gauge("midwatch_feed_readers", "Clients that follow the feed.", gauges.feedReaders)
        text.gauge("midwatch_consoles", "Consoles that follow the feed.", gauges.consoles)
        text.gauge("midwatch_store_bytes", "Size of the store.", Int(gauges.storeBytes))
        text.gauge("midwatch_store_writable", "1 while the store can be written.", gauges.isDegraded ? 0 : 1)
        // Whoever watched an Alertmanager's reloads watches these names.
        text.gauge(
            "alertmanager_config_last_reload_successful", "1 when the last reload of the configuration was taken.",
            gauges.lastReload.fault == nil ? 1 : 0)
        text.gauge(
            "alertmanager_config_last_reload_success_timestamp_seconds", "When the configuration was taken.",
            Int(gauges.lastReload.takenAt.milliseconds / 1000))
        text.gauge("midwatch_sequence", "The last committed sequence number.", Int(gauges.seq))
        text.family("midwatch_open_incidents", "Open incidents by phase and severity.", "gauge")
        var open: [PhaseName: [Severity: Int]] = [:]
        gauges.incidents.forEach { open[PhaseName($0.phase), default: [:]][$0.severity, default: 0] += 1 }
        for phase in PhaseName.allCases where phase != .resolved {
            for severity in Severity.allCases {
                text.sample(
                    "midwatch_open_incidents", [("phase", phase.rawValue), ("severity", severity.name)],
                    Double(open[phase]?[severity] ?? 0))
            }
        }
        text.family("midwatch_build_info", "The version that runs.", "gauge")
        text.sample("midwatch_build_info", [("version", gauges.version)], 1)
        return text.text
    }
}

/// Counts of observations by upper bound, in seconds.
struct Histogram {
    let bounds: [Double]
    private(set) var counts: [Int]
    private(set) var sum = 0.0
    private(set) var count = 0

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count)
    }

    mutating func observe(_ value: Double) {
        count += 1
        sum += value
        for (index, bound) in bounds.enumerated() where value <= bound { counts[index] += 1 }
    }
}

/// Writes the text format of Prometheus, family by family.
struct ExpositionText {
    private(set) var text = ""

    mutating func family(_ name: String, _ help: String, _ type: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
        let pairs = labels.map { "\($0.0)=\"\(ExpositionText.escaped($0.1))\"" }.joined(separator: ",")
        let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
        text += pairs.isEmpty ? "\(name) \(number)\n" : "\(name){\(pairs)} \(number)\n"
    }

    mutating func counter(_ name: String, _ help: String, _ value: Int) {
        family(name, help, "counter")
        sample(name, [], Double(value))
    }

    mutating func gauge(_ name: String, _ help: String, _ value: Int) {
        family(name, help, "gauge")
        sample(name, [], Double(value))
    }

    mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram) {
        family(name, help, "histogram")
        self.histogram(name, [], histogram)
    }

    /// One histogram of a family.
    mutating func histogram(_ name: String, _ labels: [(String, String)], _ histogram: Histogram) {
        for (bound, count) in zip(histogram.bounds, histogram.counts) {
            sample("\(name)_bucket", labels + [("le", "\(bound)")], Double(count))
        }
        sample("\(name)_bucket", labels + [("le", "+Inf")], Double(histogram.count))
        sample("\(name)_sum", labels, histogram.sum)
        sample("\(name)_count", labels, Double(histogram.count))
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
