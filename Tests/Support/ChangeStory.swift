package import Incidents

/// Changes as a watch might decide them, drawn from a seed: few alerts and incidents, so that they collide.
package struct ChangeStory: Sendable {
    private var random: SplitMix64
    private var entries: [Int: Int] = [:]
    private var seq: Int64 = 0
    package private(set) var now = Timestamp.start

    package init(seed: UInt64) { random = SplitMix64(seed: seed) }

    package mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    /// The next batch, of one to some changes.
    package mutating func batch(changesMax: Int = 8) -> ChangeBatch {
        seq += 1
        now = now + .seconds(Int64(number(1...60)))
        let count = number(1...changesMax)
        return ChangeBatch(seq: seq, at: now, changes: (0..<count).map { _ in change() })
    }

    private mutating func change() -> Change {
        let alert = Alert.sample("A\(number(1...6))", startsAt: now)
        let (incident, other) = (IncidentNumber(number(1...5)), IncidentNumber(number(1...5)))
        let group = GroupID(UInt64(number(1...3)))
        switch number(0...19) {
        case 0...2: return .alertStarted(alert, group: group, incident: number(0...3) == 0 ? nil : incident)
        case 3: return .alertJoined(alert.fingerprint, incident)
        case 4: return .alertAnnotated(alert.fingerprint, AlertText(annotations: ["n": "\(number(0...9))"]), at: now)
        case 5, 6:
            return .alertEnded(alert.fingerprint, number(0...1) == 0 ? .resolved : .expired, endsAt: now, at: now)
        case 7: return .alertMuted(alert.fingerprint, number(0...1) == 0 ? nil : Mute(by: "kim"), at: now)
        case 8, 9:
            return .alertsMoved(
                from: incident, to: other, groups: number(0...1) == 0 ? [group] : [1, 2, 3].map { GroupID($0) })
        case 10:
            return .incident(
                .sample(incident.value, openedAt: now, phase: number(0...1) == 0 ? .triggered : .resolved(at: now)))
        case 11:
            let ordinal = entries[incident.value, default: 0]
            entries[incident.value] = ordinal + 1
            return .timeline(.sample(incident.value, ordinal, SafeText("entry \(ordinal)")))
        case 12:
            let states: [Page.State] = [.queued, .sent(at: now, reached: 1), .dropped(at: now)]
            return .page(
                Page(
                    id: PageID(incident: incident, ordinal: number(0...3)), at: now, severity: .sev2,
                    reason: "it rings",
                    state: states[number(0...2)]))
        case 14: return .silence(silence())
        case 15: return number(0...1) == 0 ? .groupStarted(dispatch, first: now) : .groupEnded(dispatch)
        case 16, 17: return .notified(notification())
        case 18: return .configured(LoadedConfiguration(at: now, text: "route: \(number(0...9))"))
        default:
            guard let id = RequestID("r\(number(0...9))") else {
                return .alertMuted(alert.fingerprint, nil, at: .start)
            }
            return .served(id, .done(Receipt(incident: incident)), at: now)
        }
    }

    private var dispatch: DispatchID { mutating get { DispatchID(UInt64(number(0...3)) &- 1) } }

    private mutating func silence() -> Silence {
        Silence(
            id: SilenceID(high: UInt64(number(0...2)) &- 1, low: UInt64(number(0...2))),
            matchers: [SilenceMatcher(name: "alertname", value: "A\(number(1...6))")], startsAt: now,
            endsAt: now + .minutes(Int64(number(0...90))), updatedAt: now, createdBy: "kim", comment: "")
    }

    /// Of few alerts or of very many; outcomes do not become known in the order in which they are kept.
    private mutating func notification() -> Notification {
        let alerts = (1...6).map { Alert.sample("A\($0)").fingerprint }.filter { _ in number(0...2) == 0 }
        let many = number(0...5) == 0 ? (1...700).map { Fingerprint(UInt64($0) << 50) } : []
        let outcomes: [NotificationOutcome] = [.sent, .withheld, .failed("no route to host")]
        return Notification(
            key: NotificationKey(UInt64(number(0...3)) &- 1), groupKey: "{}:{}", receiver: "ops",
            integration: "webhook[0]", decidedAt: now, at: now - .seconds(Int64(number(0...90))),
            firing: (alerts.dropFirst() + many).sorted(), resolved: Array(alerts.prefix(1)),
            outcome: outcomes[number(0...2)])
    }
}
