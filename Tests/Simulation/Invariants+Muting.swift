import Incidents
import Routing
import Watchkeeping

/// Who is muted, found out by asking every silence, every rule and every interval about every alert.
extension Invariants {
    /// Every alert is in exactly one state: ended; or muted by a named cause, which is the one that muting by the book
    /// comes to; or in an incident; or routed to nobody.
    static func alertsAreAccountedFor(_ watch: Watch, at now: Timestamp) throws {
        // What is due is not done yet, after a restart or a reload.
        if let next = watch.nextDeadline, next <= now { return }
        let book = try MutingBook(watch, at: now)
        let view = watch.alertView
        for watched in view.filter({ _ in true }) {
            let fingerprint = watched.alert.fingerprint
            let mute = view.mute(of: fingerprint)
            guard watched.alert.isFiring else {
                if mute != nil { throw Broken("\(fingerprint) has ended, and is muted") }
                continue
            }
            let expected = book.mute(of: watched.alert.labels)
            guard mute?.cause == expected.mute?.cause, mute?.by == expected.mute?.by else {
                throw Broken("\(fingerprint) is muted by \(mute.map { "\($0)" } ?? "nothing"), not \(expected)")
            }
            guard view.silencedBy(of: fingerprint) == expected.silences,
                view.inhibitedBy(of: fingerprint) == expected.inhibitors
            else { throw Broken("\(fingerprint) names other silences or inhibitors than \(expected)") }
            if mute == nil, watched.incident == nil, watch.routing.incidentRoute(for: watched.alert.labels) != nil {
                throw Broken("\(fingerprint) fires, is muted by nothing, and is in no incident")
            }
        }
        for id in watch.queuedPages.keys where watch.incidents[id.incident]?.mute != nil {
            throw Broken("page \(id) waits, and all its alerts are muted")
        }
    }
}

/// Muting as it is defined, without any index.
private struct MutingBook {
    struct Answer {
        var mute: Mute?
        var silences: [SilenceID] = []
        var inhibitors: [Fingerprint] = []
    }

    private var silences: [(silence: Silence, matchers: [Matcher])] = []
    private let firing: [LabelSet]
    private let watch: Watch
    private let now: Timestamp

    init(_ watch: Watch, at now: Timestamp) throws {
        (self.watch, self.now) = (watch, now)
        firing = watch.alertView.filter(\.alert.isFiring).map(\.alert.labels)
        for silence in watch.silences.values where silence.state(at: now) == .active {
            silences.append((silence, try silence.matchers.compiled()))
        }
    }

    func mute(of labels: LabelSet) -> Answer {
        let silencing = silences.filter { $0.matchers.matches(labels) }.map(\.silence).sorted { $0.id < $1.id }
        let inhibitor = watch.rules.inhibitRules.compactMap { self.inhibitor(of: labels, by: $0) }.min()
        var answer = Answer(silences: silencing.map(\.id), inhibitors: inhibitor.map { [$0] } ?? [])
        if let last = silencing.map(\.endsAt).max(), let silence = silencing.first(where: { $0.endsAt == last }) {
            let owner = silence.createdBy.isEmpty ? "a silence" : silence.createdBy
            answer.mute = Mute(
                by: owner, until: silence.endsWithAlerts ? nil : last, cause: .silence(silence.id))
        } else if let inhibitor {
            let name = watch.alerts[inhibitor]?.alert.labels["alertname"] ?? .empty
            answer.mute = Mute(by: SafeText("inhibiting ") + name, cause: .inhibition(by: inhibitor))
        } else if let route = watch.routing.incidentRoute(for: labels) {
            switch watch.routing.quiet(route, at: now) {
            case .muted(let name)?:
                answer.mute = Mute(by: SafeText("interval \(name)"), cause: .interval(SafeText(name)))
            case .inactive(let names)?:
                let name = names.joined(separator: ", ")
                answer.mute = Mute(by: SafeText("the time outside \(name)"), cause: .interval(SafeText(name)))
            case nil: break
            }
        }
        return answer
    }

    private func inhibitor(of labels: LabelSet, by rule: InhibitRule) -> Fingerprint? {
        guard rule.targetMatchers.matches(labels) else { return nil }
        let isSource = rule.sourceMatchers.matches(labels)
        let sources = firing.filter { source in
            rule.sourceMatchers.matches(source) && !(isSource && rule.targetMatchers.matches(source))
                && rule.equal.allSatisfy { (source[raw: $0] ?? "") == (labels[raw: $0] ?? "") }
        }
        return sources.map(\.fingerprint).min()
    }
}
