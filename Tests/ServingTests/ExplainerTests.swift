import Incidents
import Routing
@testable import Serving
import Storing
import Support
import Testing
import Watchkeeping
import Wire

@Suite("Why, as the router says it")
struct ExplainerTests {
    private let store = MemoryStore()
    private let source = LabelSet(["alertname": "NodeDown", "severity": "critical", "cluster": "a"])
    private let target = LabelSet(["alertname": "Slow", "severity": "warning", "cluster": "a"])
    private let tree = RoutingTree(root: Route(receiver: "ops", groupBy: .labels(["cluster"])))

    private func rule(_ equal: String...) throws -> InhibitRule {
        InhibitRule(
            sourceMatchers: [try Matcher("severity", .equal, "critical")],
            targetMatchers: [try Matcher("severity", .equal, "warning")], equal: equal)
    }

    private func after(_ minutes: Int64) -> Timestamp { .start + .minutes(minutes) }

    private func alert(_ labels: LabelSet) -> Alert {
        Alert(labels: labels, startsAt: .start, endsAt: after(900), updatedAt: .start)
    }

    /// One alert inhibits another after a minute.
    private func inhibit(_ configurations: LoadedConfiguration...) throws {
        let source = source.fingerprint
        try store.commit(
            ChangeBatch(
                seq: 1, at: .start,
                changes: configurations.map { .configured($0) } + [
                    .alertStarted(alert(self.source), group: GroupID(1), incident: nil),
                    .alertStarted(alert(target), group: GroupID(1), incident: nil),
                    .alertMuted(
                        target.fingerprint, Mute(by: "inhibiting NodeDown", cause: .inhibition(by: source)),
                        at: after(1)),
                ]))
    }

    /// - Parameter turns: nil for a moment that is past.
    private func explain(
        at minute: Int64, loaded rules: [InhibitRule] = [], turns: [Fingerprint: [RoutingTree.Index: NextTurn]]? = nil,
        paging: Paging = .on, read: @escaping (String) -> KeptRouting? = { _ in nil }
    ) throws -> Explanation {
        var loaded = RouterConfiguration(routing: tree, rendered: "now")
        (loaded.rules.inhibitRules, loaded.inhibitLines) = (rules, rules.indices.map { 14 + 4 * $0 })
        loaded.inhibitNames = rules.indices.map { "rule \($0)" }
        (loaded.rules.paging, loaded.rules.unspoken) = (paging, ["ops": ["sns"]])
        var explainer = try Explainer(
            store: store, moment: after(minute), isPresent: turns != nil, loaded: loaded, tree: tree,
            turns: turns ?? [:], routing: read)
        let alerts = try store.alertRecords(of: target.fingerprint)
        return try explainer.explanation(of: Explainer.Asked(incident: nil, alerts: alerts, alertCount: 1))
    }

    private func named(_ explanation: Explanation) -> [ExplainedInhibitRule] { explanation.alerts[0].mutes[0].rules }

    @Test("An inhibition names its rule by the configuration of then, and its line where it is loaded now")
    func rule() throws {
        try inhibit(LoadedConfiguration(at: .start, text: "then", paging: .on))
        let (then, other) = (try rule("cluster"), try rule("zone", "node"))
        let kept = KeptRouting(tree: tree, inhibitRules: [try rule("cluster", "alertname"), then])

        let past = named(try explain(at: 2, loaded: [other, then]) { $0 == "then" ? kept : nil })
        #expect(past.map(\.equal) == [["cluster"]], "the other rule of then asks for the same name")
        #expect(past.map(\.line) == [18])
        #expect(past.map(\.isOfThatTime) == [true])
        #expect(past.map(\.sourceMatchers) == [["severity=\"critical\""]])
        #expect(past.map(\.targetMatchers) == [["severity=\"warning\""]])
        #expect(past.map(\.name) == ["rule 1"])
        let gone = named(try explain(at: 2, loaded: [other]) { _ in kept })
        #expect(gone.map(\.line) == [nil])
        #expect(gone.map(\.name) == [nil])
    }

    @Test("Where no configuration of then is kept, it is a rule of now, and says so")
    func ruleOfNow() throws {
        try inhibit()
        let found = named(try explain(at: 2, loaded: [try rule("cluster")]))
        #expect(found.map(\.isOfThatTime) == [false])
        #expect(found.map(\.line) == [14])
        let loaded = LoadedConfiguration(at: .start, text: "then")
        try store.commit(ChangeBatch(seq: 2, at: .start, changes: [.configured(loaded)]))
        let unreadable = try explain(at: 2, loaded: [try rule("cluster")])
        #expect(named(unreadable).map(\.isOfThatTime) == [false])
        #expect(unreadable.configuration == ExplainedConfiguration(since: nil, isLoaded: true, paging: nil))
    }

    @Test("A rule that came with a configuration a moment later is found in that")
    func laterRule() throws {
        try inhibit(
            LoadedConfiguration(at: .start, text: "before", paging: .on),
            LoadedConfiguration(at: after(1) + .milliseconds(1), text: "now", paging: .on))
        let kept = KeptRouting(tree: tree, inhibitRules: [])
        let found = named(try explain(at: 2, loaded: [try rule("cluster")]) { _ in kept })
        #expect(found.map(\.line) == [14])
        #expect(found.map(\.isOfThatTime) == [true])
    }

    @Test("A rule of another time than the mute's is not said to be the one", arguments: [nil, "zone"] as [String?])
    func uncertainRule(equal: String?) throws {
        // The configuration of the mute is unreadable, or has no such rule; one that came much later has.
        try inhibit(
            LoadedConfiguration(at: .start, text: "then", paging: .on),
            LoadedConfiguration(at: after(5), text: "later", paging: .on))
        let then = try equal.map { KeptRouting(tree: tree, inhibitRules: [try rule($0, "alertname")]) }
        let later = KeptRouting(tree: tree, inhibitRules: [try rule("cluster")])
        let found = named(try explain(at: 6, loaded: [try rule()]) { $0 == "then" ? then : later })
        #expect(found.map(\.isOfThatTime) == (equal == nil ? [false] : []))
        #expect(found.map(\.equal) == (equal == nil ? [[]] : []), "one of now, where that of then cannot be read")
    }

    @Test("However much came later, the mutes and notifications up to a moment are named")
    func busy() throws {
        try inhibit()
        func told(_ minute: Int64) -> Change {
            .notified(
                Notification(
                    key: NotificationKey(1), groupKey: "", receiver: "ops", integration: "webhook[0]",
                    decidedAt: after(minute), at: after(minute), firing: [target.fingerprint], resolved: [],
                    outcome: .sent))
        }
        let silence = Mute(by: "kim", cause: .silence(SilenceID(high: 1, low: 1)))
        let flaps = (10..<200).map { minute in
            Change.alertMuted(target.fingerprint, minute.isMultiple(of: 2) ? nil : silence, at: after(minute))
        }
        try store.commit(ChangeBatch(seq: 2, at: .start, changes: flaps + [told(2)] + (10..<200).map(told)))
        let found = try explain(at: 3).alerts[0]
        #expect(found.mutes.map(\.at) == [after(1)])
        #expect(found.notifications.map(\.at) == [after(2)])
    }

    @Test("A storm asks the store for each configuration once")
    func configurationsOnce() throws {
        let loaded = (0..<3).map { LoadedConfiguration(at: after(20 * $0), text: "\($0)", paging: .on) }
        let mute = Mute(by: "inhibiting NodeDown", cause: .inhibition(by: source.fingerprint))
        let mutes = (0..<50).map { Change.alertMuted(target.fingerprint, mute, at: after($0)) }
        try inhibit(loaded[0], loaded[1], loaded[2])
        try store.commit(ChangeBatch(seq: 2, at: .start, changes: mutes))
        var texts: [String] = []
        let kept = KeptRouting(tree: tree, inhibitRules: [try rule("cluster")])
        var history = ConfigurationHistory(store: store, loaded: ("now", kept)) { text in
            texts.append(text)
            return kept
        }
        try history.lookUp((0..<50).map { after($0) })
        #expect(texts == ["2", "1", "0"])
        #expect(history.spans.map(\.loaded) == loaded.reversed())
        let (known, none) = (try history.place(at: after(19)), try history.place(at: after(-1)))
        #expect(known == 2)
        #expect(none == nil)
        let rules = try explain(at: 60, loaded: []) { _ in kept }.alerts[0].mutes.map(\.rules.count)
        #expect(rules == Array(repeating: 1, count: 50))
    }

    @Test("The present: groups, paging and what is not spoken are those of the router itself")
    func present() throws {
        try inhibit(LoadedConfiguration(at: .start, text: "then", paging: .on))
        let found = try explain(
            at: 2, turns: [target.fingerprint: [0: NextTurn(at: after(5), outSince: after(1))]], paging: .shadow)
        #expect(found.configuration == ExplainedConfiguration(since: nil, isLoaded: true, paging: .shadow))
        #expect(found.alerts[0].routes.map(\.nextFlush) == [after(5)])
        #expect(found.alerts[0].routes.map(\.outSince) == [after(1)])
        #expect(found.alerts[0].routes.map(\.unspoken) == [["sns"]])
    }

    @Test("The past: paging and what was not spoken, as they were kept")
    func past() throws {
        try inhibit(
            LoadedConfiguration(at: .start, text: "now", paging: .off, unspoken: ["ops": ["opsgenie"]]),
            LoadedConfiguration(at: after(5), text: "now"))
        let first = try explain(at: 4)
        #expect(first.configuration == ExplainedConfiguration(since: .start, isLoaded: true, paging: .off))
        #expect(first.alerts[0].routes.map(\.unspoken) == [["opsgenie"]])
        #expect(first.alerts[0].routes.map(\.nextFlush) == [nil])
        #expect(first.alerts[0].routes.map(\.hasNobody) == [false], "it has one that is not spoken")
        let second = try explain(at: 6)
        #expect(second.configuration == ExplainedConfiguration(since: after(5), isLoaded: true, paging: nil))
        #expect(second.alerts[0].routes.map(\.unspoken) == [["sns"]], "an earlier version did not keep it")
    }

    @Test("The next turn of a group of the past is told by what was decided of it then")
    func pastTurns() throws {
        try inhibit()
        try store.commit(
            ChangeBatch(
                seq: 2, at: .start,
                changes: [
                    .notified(
                        Notification(
                            key: NotificationKey(1), groupKey: "", receiver: "ops", integration: "webhook[0]",
                            decidedAt: after(3), at: after(3), firing: [target.fingerprint], resolved: [],
                            outcome: .sent))
                ]))
        #expect(try explain(at: 4).alerts[0].routes.map(\.nextFlush) == [after(8)])
        #expect(try explain(at: 2).alerts[0].routes.map(\.nextFlush) == [after(3)], "the turn that was to come")
        #expect(try explain(at: 2).alerts[0].routes.map(\.isFirstFlush) == [false])
    }

    @Test("Within the first wait of its group, an alert waits for a turn that is named")
    func firstWait() throws {
        try inhibit()
        let hook: ByName = ["ops": [IntegrationRule(kind: "webhook", sendsResolved: true)]]
        let within = Timestamp.start + .seconds(10)
        func route(
            _ integrations: ByName<[IntegrationRule]>, first: Timestamp? = nil, in incident: Incident? = nil
        ) throws -> ExplainedRoute {
            var loaded = RouterConfiguration(routing: tree, rendered: "now")
            loaded.rules.integrations = integrations
            let turn = first.map { [target.fingerprint: [0: NextTurn(at: after(60), first: $0)]] }
            var explainer = try Explainer(
                store: store, moment: within, isPresent: false, loaded: loaded, tree: tree, turns: turn ?? [:],
                routing: { _ in nil })
            let alerts = try store.alertRecords(of: target.fingerprint)
            let asked = Explainer.Asked(incident: incident, alerts: alerts, alertCount: 1)
            return try explainer.explanation(of: asked).alerts[0].routes[0]
        }
        let waits = try route(hook)
        #expect(waits.nextFlush == .start + tree.routes[0].groupWait)
        #expect(waits.isFirstFlush && !waits.hasNobody)
        // It opened its incident, or it joined one that had its turns already.
        var incident = Incident(number: IncidentNumber(1), title: "", service: "", severity: .sev3, openedAt: .start)
        #expect(try route(hook, in: incident).isFirstFlush)
        incident.openedAt = after(-60)
        #expect(try route(hook, in: incident).nextFlush == nil)
        // The router still has the group, which was hastened.
        #expect(try route(hook, first: .start + .seconds(15)).nextFlush == .start + .seconds(15))
        let empty = try route([:])
        #expect(empty.nextFlush == nil)
        #expect(empty.hasNobody)
    }

    @Test("What people did up to the moment, and, now, what comes next")
    func incident() throws {
        try inhibit()
        let kim = Actor.person("kim")
        var incident = Incident(
            number: IncidentNumber(1), title: "Slow", service: "web", severity: .sev2, openedAt: .start)
        incident.phase = .acknowledged(Acknowledgement(holder: kim, at: after(3)))
        (incident.countdown, incident.flaps, incident.timelineCount) = (.due(after(33)), 2, 4)
        let kinds: [TimelineEntry.Kind] = [.opened, .acknowledged, .note, .flapping]
        let entries = kinds.enumerated().map { ordinal, kind in
            TimelineEntry(
                incident: incident.number, ordinal: ordinal, at: after(Int64(ordinal) * 3), actor: kim, kind: kind,
                text: "")
        }
        try store.commit(
            ChangeBatch(seq: 2, at: .start, changes: [.incident(incident)] + entries.map { .timeline($0) }))
        func explain(at minute: Int64, isPresent: Bool) throws -> Explanation {
            var explainer = try Explainer(
                store: store, moment: after(minute), isPresent: isPresent,
                loaded: RouterConfiguration(routing: tree, rendered: "now"), tree: tree, turns: [:],
                routing: { _ in nil })
            return try explainer.explanation(of: Explainer.Asked(incident: incident, alerts: [], alertCount: 0))
        }
        let past = try explain(at: 4, isPresent: false)
        #expect(past.acts.map(\.kind) == [.acknowledged])
        #expect(past.outlook == nil)
        let now = try explain(at: 10, isPresent: true)
        #expect(now.acts.map(\.kind) == [.acknowledged, .flapping])
        #expect(now.outlook?.heldBy == "kim")
        #expect(now.outlook?.nextPageAt == after(33))
        #expect(now.outlook?.flaps == 2)
    }

    @Test("An alert is known from when it was heard of, or from its start where that came before")
    func known() {
        var ahead = alert(target)
        (ahead.startsAt, ahead.updatedAt) = (after(10), after(3))
        #expect([2, 3, 9].map { ahead.isKnown(at: after($0)) } == [false, true, true], "its sender's clock is ahead")
        (ahead.startsAt, ahead.updatedAt) = (after(3), after(10))
        #expect([2, 3, 9].map { ahead.isKnown(at: after($0)) } == [false, true, true], "its end came last")
    }
}
