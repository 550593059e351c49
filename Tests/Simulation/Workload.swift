import Incidents
import Support

/// What senders and people do, drawn from a seed: few labels, so that everything collides with everything.
struct Workload {
    private static let names = ["Down", "Slow", "Full", "Flap"]
    private static let severities = ["critical", "error", "warning", "info", "none"]
    private static let services = ["shop", "search", "ledger"]
    private static let people = [Actor.person("sam"), .person("kim"), .person("lee")]
    private static let origins = ["http://prometheus.example:9090", "http://other.example:9090", ""]

    private var random: SplitMix64
    private var requests = 0
    private var sent: [RequestID] = []
    private var silences: UInt64 = 0
    /// The silences that were asked for last, to be sent again with another end or review.
    private var drafts: [SilenceDraft] = []

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &random) == 0 }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    /// A batch of events that arrive together, at a moment, with so many incidents given out.
    mutating func batch(at now: Timestamp, incidents: Int) -> [Event] {
        (0..<number(1...6)).map { _ in event(at: now, incidents: incidents) }
    }

    private mutating func event(at now: Timestamp, incidents: Int) -> Event {
        switch number(0...99) {
        case 0..<50: return .alertPosted(alert(at: now, isFiring: true))
        case 50..<65: return .alertPosted(alert(at: now, isFiring: false))
        case 65..<69: return silence(at: now)
        case 69..<72: return .silenceExpired(anySilence(), by: pick(Self.people), request: request())
        case 72..<73: return .clockJumped(by: .seconds(number(-600...600)))
        default: return act(at: now, incidents: incidents)
        }
    }

    private mutating func labels() -> LabelSet {
        LabelSet([
            "alertname": pick(Self.names), "severity": pick(Self.severities), "service": pick(Self.services),
            "instance": pick(["a", "b"]),
        ])
    }

    private mutating func alert(at now: Timestamp, isFiring: Bool) -> PostedAlert {
        let origin = pick(Self.origins)
        let text = AlertText(
            annotations: ["summary": "something, take \(number(0...2))"],
            generatorURL: origin.isEmpty ? "" : origin + "/graph")
        let startsAt: Timestamp? = chance(3) ? nil : now - .seconds(number(0...600))
        if isFiring {
            return PostedAlert(
                labels: labels(), text: text, startsAt: startsAt,
                endsAt: chance(3) ? nil : now + .seconds(number(1...900)))
        }
        return PostedAlert(labels: labels(), text: text, startsAt: startsAt.map { min($0, now) }, endsAt: now)
    }

    private mutating func act(at now: Timestamp, incidents: Int) -> Event {
        let number = IncidentNumber(number(max(1, incidents - 8)...max(1, incidents + 1)))
        let other = IncidentNumber(self.number(max(1, incidents - 8)...max(1, incidents)))
        let verbs: [Act.Verb] = [
            .acknowledge, .acknowledge, .unacknowledge, .take, .snooze(until: now + .seconds(self.number(-10...3600))),
            .mitigate, .resolve, .reopen, .note("hm"), .severity(pick(Severity.allCases)), .merge(into: other),
            .unmerge,
            .undo, .undo,
        ]
        return .acted(Act(pick(verbs), number), by: pick(Self.people), request: request())
    }

    private mutating func request() -> RequestID? {
        requests += 1
        // Now and then a client sends an old request again.
        let id = chance(10) && !sent.isEmpty ? pick(sent) : RequestID("r-\(requests)")
        if let id { sent.append(id) }
        return id
    }

    private mutating func anySilence() -> SilenceID { SilenceID(high: 0, low: UInt64(number(1...Int(silences) + 1))) }

    /// A new silence, or another word about one: some that are refused, and some that end before they begin.
    private mutating func silence(at now: Timestamp) -> Event {
        if !drafts.isEmpty, chance(3) { return changedSilence(at: now) }
        let id: SilenceID? = chance(3) ? anySilence() : nil
        let matchers: [SilenceMatcher] = pick([
            [SilenceMatcher(name: "service", value: pick(Self.services))],
            [SilenceMatcher(name: "alertname", value: pick(Self.names)), SilenceMatcher(name: "instance", value: "a")],
            [SilenceMatcher(name: "alertname", value: "S.*|F.+", isRegex: true)],
            [SilenceMatcher(name: "severity", value: "critical", isEqual: false)],
            [SilenceMatcher(name: "instance", value: "a|b", isRegex: true)],
        ])
        let startsAt = now + .seconds(pick([-60, 0, 0, 0, 30, 300]))
        silences += 1
        let draft = SilenceDraft(
            id: id, matchers: matchers, startsAt: startsAt, endsAt: startsAt + .seconds(number(-5...1200)),
            createdBy: pick(["kim", "sam", ""]), comment: pick(["", "a reboot"]),
            reviewAt: chance(4) ? now + .seconds(number(-10...600)) : nil, endsWithAlerts: chance(4),
            isAlertmanagers: chance(4))
        drafts.append(draft)
        drafts[drafts.count - 1].id = draft.id ?? SilenceID(high: 0, low: silences)
        if drafts.count > 8 { drafts.removeFirst() }
        return .silenceSet(
            draft, newID: SilenceID(high: 0, low: silences), by: pick(Self.people), request: request())
    }

    /// A silence that was asked for, once more: longer or shorter, with another review or the same, by a client that
    /// knows of reviews or not. Mostly it changes in place.
    private mutating func changedSilence(at now: Timestamp) -> Event {
        let place = number(0...drafts.count - 1)
        var draft = drafts[place]
        draft.endsAt = now + .seconds(number(-5...1200))
        if chance(2) { draft.reviewAt = chance(3) ? nil : now + .seconds(number(-10...600)) }
        draft.isAlertmanagers = chance(4)
        if draft.isAlertmanagers { draft.reviewAt = nil }
        drafts[place] = draft
        silences += 1
        return .silenceSet(
            draft, newID: SilenceID(high: 0, low: silences), by: pick(Self.people), request: request())
    }
}
