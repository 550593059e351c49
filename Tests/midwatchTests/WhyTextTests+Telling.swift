import Incidents
import Testing
import Wire

@testable import midwatch

// Who was told and who is told next, or why nobody is.
extension WhyTextTests {
    @Test("Nobody was told, and why")
    func nobody() {
        func said(
            _ age: Duration, _ route: ExplainedRoute? = nil, openedAgo: Duration? = nil,
            told notifications: [ExplainedNotification] = []
        ) -> String {
            let alert = explained(alert(age: age), routes: [route ?? self.route()], told: notifications)
            let text = text([alert]) { $0.openedAt = openedAgo.map { now - $0 } }
            return text.split(separator: "  TOLD\n").last.map(String.init) ?? ""
        }

        #expect(said(.seconds(20)) == "    no receiver yet; it is led to ops, where a new group waits 30s\n")
        #expect(said(.minutes(1)) == "    its receiver ops told nobody so far; turns of a group are 5m apart\n")
        #expect(said(.hours(1)) == "    its receiver ops tells nobody\n")
        // It is as old as its sender says, but the router has known it for four minutes only.
        #expect(
            said(.hours(1), openedAgo: .minutes(4))
                == "    its receiver ops told nobody so far; turns of a group are 5m apart\n")
        let due = "    no receiver yet; ops is due at 08:03:00Z\n"
        #expect(said(.minutes(1), route(nextFlush: now + .minutes(3))) == due)
        var first = route(nextFlush: now + .seconds(20))
        first.isFirstFlush = true
        #expect(
            said(.seconds(10), first)
                == "    no receiver yet; its group waits for more alerts until 08:00:20Z, then ops is due\n")
        var empty = route()
        empty.hasNobody = true
        #expect(said(.minutes(1), empty) == "    its receiver ops has nobody to tell: it has no integrations\n")
        var out = route(nextFlush: now + .minutes(3))
        out.outSince = now - .minutes(2)
        #expect(said(.minutes(3), out) == "    07:58:00Z  ops: being told, no answer so far\n")
        let unspoken = "    ops, opsgenie: not spoken here, nobody told by it\n"
        #expect(said(.hours(1), route(unspoken: ["opsgenie"])) == unspoken)
        #expect(said(.hours(1), route(nextFlush: now + .minutes(3), unspoken: ["opsgenie"])) == due + unspoken)
        #expect(
            said(.hours(1), route(unspoken: ["opsgenie"]), told: [told(.sent)])
                == "    07:53:00Z  ops, webhook[0]: firing, taken at 07:53:00Z\n" + unspoken)
    }

    @Test("What is not spoken here is said also while it is kept quiet")
    func unspokenAndMuted() {
        func said(_ route: ExplainedRoute, _ mutes: [ExplainedMute]) -> String {
            let text = text([explained(alert(age: .hours(1)), routes: [route], mutes: mutes)])
            return text.split(separator: "  TOLD\n").last.map(String.init) ?? ""
        }
        let mute = ExplainedMute(at: now, by: "kim", cause: "silence", reference: "6f0a2c1e-5d0b", until: nil)
        let unspoken = "    ops, opsgenie: not spoken here, nobody told by it\n"
        var nightly = route(unspoken: ["opsgenie"])
        #expect(said(nightly, [mute]) == "    no receiver, as it is kept quiet\n" + unspoken)
        nightly.quiet = "muted during nights"
        #expect(said(nightly, []) == "    no receiver: its route is muted during nights\n" + unspoken)
    }

    @Test("A route's first flush is said as such")
    func firstFlush() {
        var first = route(nextFlush: now + .seconds(20))
        first.isFirstFlush = true
        let text = text([explained(alert(age: .seconds(10)), routes: [first])])
        #expect(text.contains("    group {}:{team=\"web\"}, first flush 08:00:20Z\n"), "\(text)")
    }

    @Test("Who did what with the incident")
    func acts() {
        let entry = TimelineEntry(
            incident: IncidentNumber(17), ordinal: 3, at: now - .minutes(5), actor: .person("kim"),
            kind: .acknowledged, text: "")
        #expect(text([]) { $0.acts = [entry] }.hasSuffix("\nACTS\n    07:55:00Z  kim: acknowledged\n"))
    }

    @Test("Who is paged next, and when, or why nobody is")
    func next() {
        func said(_ phase: PhaseName, paging: Paging = .on, _ change: (inout ExplainedOutlook) -> Void) -> String {
            var outlook = ExplainedOutlook(phase: phase)
            change(&outlook)
            let text = text([]) {
                $0.outlook = outlook
                $0.configuration?.paging = paging
            }
            return text.split(separator: "NEXT\n    ").last.map(String.init) ?? ""
        }
        let due = now + .minutes(5)

        #expect(
            said(.triggered) { $0.nextPageAt = due }
                == "08:05:00Z  page, as nobody has it (consoles, and terminals of those logged in)\n")
        #expect(
            said(.triggered, paging: .shadow) { $0.nextPageAt = due }
                == "08:05:00Z  page, as nobody has it (SHADOW: no terminal is rung)\n")
        func muted(by mute: Mute) -> String { said(.triggered) { $0.mute = mute } }
        #expect(
            muted(by: Mute(by: "kim", until: due, cause: .silence(SilenceID(high: 1, low: 1))))
                == "no page, as it is muted by kim until 08:05Z\n")
        #expect(
            muted(by: Mute(by: "inhibiting HostDown", cause: .inhibition(by: Fingerprint(1))))
                == "no page, as it is muted while HostDown fires\n")
        #expect(
            muted(by: Mute(by: "interval nights", cause: .interval("nights")))
                == "no page, as it is muted during nights\n")
        #expect(said(.acknowledged) { $0.heldBy = "kim" } == "no page, as kim has it\n")
        #expect(
            said(.acknowledged) { ($0.heldBy, $0.nextPageAt) = ("kim", due) }
                == "no page, as kim has it; it pages at 08:05:00Z unless kim acts before\n")
        #expect(
            said(.acknowledged) { ($0.heldBy, $0.snoozedUntil, $0.nextPageAt) = ("kim", due, due) }
                == "no page, as kim snoozed it until 08:05:00Z; then it pages\n")
        #expect(
            said(.mitigated) { $0.nextPageAt = due }
                == "no page, as it is mitigated; it pages at 08:05:00Z unless it is resolved before\n")
        #expect(said(.resolved) { _ in } == "no page, as it is resolved\n")
        #expect(
            said(.acknowledged) { ($0.heldBy, $0.flaps, $0.heldOpenUntil) = ("kim", 3, due) }
                == """
                no page, as kim has it
                    it flaps: held open until 08:05:00Z, then it resolves
                    it fired again 3 times soon after its resolve

                """)
    }
}
