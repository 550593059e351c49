import Incidents
import Routing
@testable import Serving
import Support
import Testing
import Watchkeeping

@Suite("Silences at the door")
struct SilenceTests {
    private let now = Timestamp.start

    private func silence(
        _ low: UInt64, from start: Int64, to end: Int64, _ matchers: [SilenceMatcher] = []
    ) -> Silence {
        Silence(
            id: SilenceID(high: 0, low: low), matchers: matchers, startsAt: now + .minutes(start),
            endsAt: now + .minutes(end), updatedAt: now, createdBy: "kim", comment: "")
    }

    @Test("Active ones come first by their end, pending ones by their start, then those that are over, latest first")
    func order() {
        let sorted = [
            silence(5, from: -9, to: 1), silence(1, from: -1, to: 2), silence(4, from: -1, to: 2),
            silence(3, from: 5, to: 6), silence(2, from: 6, to: 7), silence(7, from: -9, to: -1),
            silence(6, from: -9, to: -2),
        ]
        #expect(SilenceListing().apply(to: sorted.reversed(), at: now) == sorted)
        let pending = SilenceListing(states: [.pending]).apply(to: sorted, at: now)
        #expect(pending.map(\.id.low) == [3, 2])
    }

    @Test(
        "A filter is compared with the matchers themselves",
        arguments: [
            ("a=\"b\"", [1]), ("a!=b", []), ("a=~b", [2]), ("c!~d", [2]), ("x=y", []),
        ] as [(String, [UInt64])])
    func filter(text: String, expected: [UInt64]) throws {
        let silences = [
            silence(1, from: 0, to: 1, [SilenceMatcher(name: "a", value: "b")]),
            silence(
                2, from: 0, to: 2,
                [
                    SilenceMatcher(name: "a", value: "b", isRegex: true),
                    SilenceMatcher(name: "c", value: "d", isRegex: true, isEqual: false),
                ]),
        ]
        let listing = SilenceListing(matchers: [try MatcherParser.matcher(text)])
        #expect(listing.apply(to: silences, at: now).map(\.id.low) == expected)
    }

    // MARK: What a silence would do

    private func watch(_ alerts: [LabelSet]) -> Watch {
        var (watch, changes) = (Watch(), [Change]())
        _ = watch.handle(alerts.map { .alertPosted(PostedAlert(labels: $0)) }, at: now, into: &changes)
        return watch
    }

    private func preview(_ watch: Watch, _ matchers: SilenceMatcher...) throws -> SilencePreview {
        try SilenceReach(matchers).preview(watch.alertView, watch.incidents, at: now)
    }

    @Test("A preview counts the alerts and names the incidents, the most urgent first")
    func counts() throws {
        let watch = watch([
            LabelSet(["alertname": "Slow", "service": "shop", "severity": "warning", "instance": "1"]),
            LabelSet(["alertname": "Slow", "service": "shop", "severity": "warning", "instance": "2"]),
            LabelSet(["alertname": "Full", "service": "shop", "severity": "info"]),
            LabelSet(["alertname": "Down", "service": "web", "severity": "critical"]),
        ])
        let preview = try preview(watch, SilenceMatcher(name: "service", value: "shop"))
        #expect(preview.alerts == 3 && preview.firing == 4)
        #expect(preview.incidents.map(\.severity) == [.sev3, .sev5])
        #expect(preview.incidents.map(\.phase) == [.triggered, .triggered] && preview.incidentCount == 2)
        #expect(!preview.asksFirst)
    }

    @Test("A SEV1 that nobody has acknowledged is only hidden when all that fires of it would be muted")
    func sev1() throws {
        let down = ["1", "2"].map {
            LabelSet(["alertname": "Down", "service": "web", "severity": "critical", "instance": $0])
        }
        var watch = watch(down)
        let all = SilenceMatcher(name: "service", value: "web")
        #expect(try preview(watch, all).hidesUnacknowledgedSEV1)
        #expect(try !preview(watch, all, SilenceMatcher(name: "instance", value: "1")).hidesUnacknowledgedSEV1)
        var changes: [Change] = []
        let ack = Event.acted(Act(.acknowledge, IncidentNumber(1)), by: .person("kim"), request: nil)
        _ = watch.handle([ack], at: now, into: &changes)
        #expect(try !preview(watch, all).hidesUnacknowledgedSEV1)
    }

    @Test("Who hides for longer what is hidden already is asked, and not who hides it no longer than it is")
    func sev1OfMuted() throws {
        var watch = watch([LabelSet(["alertname": "Down", "service": "web", "severity": "critical"])])
        let (all, id) = (SilenceMatcher(name: "service", value: "web"), SilenceID(high: 1, low: 9))
        var changes: [Change] = []
        let draft = SilenceDraft(
            matchers: [all], startsAt: now, endsAt: now + .hours(1), createdBy: "kim", comment: "")
        let set = Event.silenceSet(draft, newID: id, by: .person("kim"), request: nil)
        _ = watch.handle([set], at: now, into: &changes)
        let reach = try SilenceReach([all])
        let hides = { (end: Timestamp) in
            reach.preview(watch.alertView, watch.incidents, until: end, at: now).hidesUnacknowledgedSEV1
        }
        #expect(!hides(now + .minutes(30)) && !hides(now + .hours(1)))
        #expect(hides(now + .hours(1) + .seconds(1)))
    }

    @Test("A SEV1 without news would come back muted: that is asked about, though nothing of it fires")
    func sev1WithoutNews() throws {
        var (watch, changes) = (Watch(), [Change]())
        let down = LabelSet(["alertname": "Down", "service": "web", "severity": "critical"])
        _ = watch.handle([.alertPosted(PostedAlert(labels: down))], at: now, into: &changes)
        let later = now + .minutes(30)
        for minute in 1...30 { _ = watch.handle([.timePassed], at: now + .minutes(Int64(minute)), into: &changes) }
        #expect(watch.incidents[IncidentNumber(1)]?.noNews != nil)
        let found = try SilenceReach([SilenceMatcher(name: "service", value: "web")]).preview(
            watch.alertView, watch.incidents, at: later)
        #expect(found.mutesReturningSEV1 && found.asksFirst && found.incidents.map(\.number.value) == [1])
        #expect(found.incidents.map(\.standing) == ["NO NEWS"])
        #expect(!found.hidesUnacknowledgedSEV1, "it rings on")
    }

    @Test(
        "A silence that names nothing matches everything",
        arguments: [
            ([SilenceMatcher(name: "alertname", value: ".+", isRegex: true)], true),
            ([SilenceMatcher(name: "team", value: "db", isEqual: false)], true),
            ([SilenceMatcher(name: "alertname", value: "Down")], false),
            (
                [
                    SilenceMatcher(name: "alertname", value: ".*", isRegex: true),
                    SilenceMatcher(name: "service", value: "web"),
                ], false
            ),
        ])
    func everything(matchers: [SilenceMatcher], expected: Bool) throws {
        #expect(try SilenceReach(matchers).matchesEverything == expected)
    }

    @Test("An expression that does not compile is said")
    func badRegex() {
        #expect(throws: RegexFault.self) { try SilenceReach([SilenceMatcher(name: "a", value: "(", isRegex: true)]) }
    }
}
