import Incidents
import Routing
import Testing
import Watchkeeping

/// A watch, a clock that only the test moves, and the changes so far: what a story is told with.
struct WatchStory {
    var watch: Watch
    var now = Timestamp(milliseconds: 1_763_867_220_000)
    var changes: [Change] = []
    private var requests = 0
    private var silences: UInt64 = 0

    static let sam = Actor.person("sam")
    static let kim = Actor.person("kim")

    init(groupWait: Duration = .zero, inhibiting rules: [InhibitRule]) {
        var all = WatchRules.standard
        all.inhibitRules = rules
        self.init(groupWait: groupWait, rules: all)
    }

    init(groupWait: Duration = .zero, rules: WatchRules = .standard) {
        let root = Route(
            receiver: "default", groupBy: .labels(["alertname", "cluster", "service", "job"]), groupWait: groupWait,
            groupInterval: .minutes(1))
        watch = Watch(rules: rules, routing: RoutingTree(root: root))
    }

    /// Opens an incident with one alert, and answers its number.
    mutating func open(_ name: String = "Down", severity: String = "warning") -> IncidentNumber {
        fire(name, severity: severity)
        return IncidentNumber(watch.lastNumber)
    }

    @discardableResult
    mutating func handle(_ event: Event) -> Outcome {
        var batch: [Change] = []
        let outcome = watch.handle([event], at: now, into: &batch)[0]
        changes += batch
        return outcome
    }

    /// Lets time go by, doing what is due when it is due, as the timer would.
    mutating func pass(_ span: Duration) {
        let end = now + span
        while let next = watch.nextDeadline, next <= end {
            now = max(now, next)
            handle(.timePassed)
        }
        now = end
        handle(.timePassed)
    }

    static func labels(
        _ name: String, severity: String = "warning", instance: String = "a", service: String = "shop"
    ) -> LabelSet {
        LabelSet(["alertname": name, "severity": severity, "instance": instance, "service": service])
    }

    mutating func fire(
        _ name: String = "Down", severity: String = "warning", instance: String = "a", service: String = "shop",
        generator: String = "http://prometheus.example:9090/graph", startedAgo: Duration = .zero,
        lasting: Duration = .hours(24)
    ) {
        let labels = WatchStory.labels(name, severity: severity, instance: instance, service: service)
        handle(
            .alertPosted(
                PostedAlert(
                    labels: labels, text: AlertText(generatorURL: generator), startsAt: now - startedAgo,
                    endsAt: now + lasting)))
    }

    /// The alert ends, and begins anew for four minutes: a later end that was given is not taken back by an earlier one.
    mutating func fireShortly() {
        clear()
        fire(lasting: .minutes(4))
    }

    mutating func clear(
        _ name: String = "Down", severity: String = "warning", instance: String = "a", service: String = "shop"
    ) {
        let labels = WatchStory.labels(name, severity: severity, instance: instance, service: service)
        handle(.alertPosted(PostedAlert(labels: labels, startsAt: now - .seconds(1), endsAt: now)))
    }

    @discardableResult
    mutating func act(_ verb: Act.Verb, _ number: IncidentNumber, by actor: Actor = sam) -> Outcome {
        requests += 1
        return handle(.acted(Act(verb, number), by: actor, request: RequestID("test-\(requests)")))
    }

    /// The last silence that was set.
    var lastSilence: SilenceID { SilenceID(high: 0, low: silences) }

    /// Silences alerts, those of `Down` unless something else is said.
    @discardableResult
    mutating func silence(
        _ matchers: [SilenceMatcher] = [SilenceMatcher(name: "alertname", value: "Down")], id: SilenceID? = nil,
        from start: Timestamp? = nil, for span: Duration = .hours(24), by owner: SafeText = "kim",
        comment: SafeText = "a planned reboot", reviewAt: Timestamp? = nil, endsWithAlerts: Bool = false
    ) -> Outcome {
        let start = start ?? now
        silences += 1
        let draft = SilenceDraft(
            id: id, matchers: matchers, startsAt: start, endsAt: start + span, createdBy: owner, comment: comment,
            reviewAt: reviewAt, endsWithAlerts: endsWithAlerts)
        return handle(.silenceSet(draft, newID: lastSilence, by: WatchStory.kim, request: nil))
    }

    /// Ends a silence, the last one unless another is said.
    @discardableResult
    mutating func expire(_ id: SilenceID? = nil) -> Outcome {
        handle(.silenceExpired(id ?? lastSilence, by: WatchStory.kim, request: nil))
    }

    /// What mutes an alert, in one word each time that changed; nothing for unmuted.
    func mutes(_ fingerprint: Fingerprint) -> [String] {
        changes.compactMap {
            if case .alertMuted(fingerprint, let mute, _) = $0 { mute?.by.shown ?? "" } else { nil }
        }
    }

    func incident(_ number: IncidentNumber) throws -> Incident { try #require(watch.incidents[number]) }

    func shown(_ number: IncidentNumber) throws -> ShownState { IncidentSummary(try incident(number)).shown }

    /// How many pages were queued for an incident.
    func pages(_ number: IncidentNumber) -> Int {
        changes.count {
            if case .page(let page) = $0 { page.id.incident == number && page.state == .queued } else { false }
        }
    }

    /// Why each page of an incident was queued.
    func reasons(_ number: IncidentNumber) -> [String] {
        changes.compactMap {
            if case .page(let page) = $0, page.id.incident == number, page.state == .queued {
                page.reason.shown
            } else {
                nil
            }
        }
    }

    func timeline(_ number: IncidentNumber) -> [TimelineEntry] {
        changes.compactMap { if case .timeline(let entry) = $0, entry.incident == number { entry } else { nil } }
    }

    func kinds(_ number: IncidentNumber) -> [TimelineEntry.Kind] { timeline(number).map(\.kind) }
}

extension Outcome {
    var refusal: Refusal.Code? { if case .refused(let refusal) = self { refusal.code } else { nil } }
    var said: String {
        switch self {
        case .done(let receipt): receipt.said.shown
        case .refused(let refusal): refusal.said.shown
        }
    }
}
