import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("Silences")
struct SilenceTests {
    private static let down = WatchStory.labels("Down").fingerprint

    // MARK: Their life

    @Test("A silence mutes from its start up to its end")
    func life() throws {
        var story = WatchStory()
        story.silence(from: story.now + .minutes(10), for: .minutes(20))
        let id = story.lastSilence
        let number = story.open()
        #expect(try story.shown(number) == .triggered)
        story.pass(.minutes(10))
        #expect(try story.shown(number) == .muted)
        #expect(story.watch.alertView.silencedBy(of: Self.down) == [id])
        story.pass(.minutes(20) - .milliseconds(1))
        #expect(try story.shown(number) == .muted)
        story.pass(.milliseconds(1))
        #expect(try story.shown(number) == .triggered)
        #expect(story.mutes(Self.down) == ["kim", ""])
    }

    @Test("An incident in sight says who muted it and until when")
    func says() throws {
        var story = WatchStory()
        let number = story.open()
        story.silence(for: .hours(2))
        let mute = try #require(try story.incident(number).mute)
        #expect(mute.by == "kim")
        #expect(mute.until == story.now + .hours(2))
        #expect(mute.cause == .silence(story.lastSilence))
        let until = try #require(mute.until).clock
        #expect(story.timeline(number).last?.text.shown == "all its alerts are muted by kim until \(until)Z")
    }

    @Test("Its timeline says when that changes, and who changed it; a comment changes nothing there")
    func saysChange() throws {
        var story = WatchStory()
        let number = story.open()
        story.silence(for: .hours(1))
        let id = story.lastSilence
        story.act(.acknowledge, number)
        let start = story.now
        story.pass(.minutes(5))
        story.silence(id: id, from: start, for: .hours(2))
        let until = (start + .hours(2)).clock
        #expect(
            story.timeline(number).last?.text.shown == "muted by kim until \(until)Z now: kim changed the silence")
        let count = story.timeline(number).count
        story.silence(id: id, from: start, for: .hours(2), comment: "another word")
        #expect(story.timeline(number).count == count)
        #expect(try story.incident(number).mute?.until == start + .hours(2))
        // What else mutes from then on, and for longer, is named.
        story.silence(for: .hours(9), by: "lee")
        #expect(story.timeline(number).last?.text.shown.hasPrefix("muted by lee until ") == true)
        #expect(story.timeline(number).last?.text.shown.hasSuffix(" now: kim set the silence") == true)
    }

    @Test("Of alerts that fall to several silences at once the first names it, in one word")
    func renamedOnce() throws {
        func instance(_ name: String) -> [SilenceMatcher] { [SilenceMatcher(name: "instance", value: name)] }
        var story = WatchStory()
        let number = story.open()
        story.fire(instance: "b")
        let first = [("a", 0), ("b", 1)].min {
            WatchStory.labels("Down", instance: $0.0).fingerprint
                < WatchStory.labels("Down", instance: $1.0).fingerprint
        }
        story.silence(instance("a"), for: .hours(2), by: "lee")
        story.silence(instance("b"), for: .hours(3), by: "max")
        story.silence(for: .hours(9))
        #expect(try story.incident(number).mute?.by == "kim")
        let count = story.timeline(number).count
        story.expire()
        #expect(try story.incident(number).mute?.by == (first?.0 == "a" ? "lee" : "max"))
        #expect(story.timeline(number).count == count + 1, "\(story.timeline(number).map(\.text.shown))")

        // One that both fall to is named, until it mutes the first of them no longer.
        story.silence(for: .hours(20))
        let both = story.timeline(number).count
        #expect(try story.incident(number).mute?.by == "kim")
        story.silence(instance(first?.0 == "a" ? "b" : "a"), for: .hours(30), by: "eve")
        #expect(try story.incident(number).mute?.by == "kim")
        #expect(story.timeline(number).count == both)
        story.silence(instance(first?.0 ?? ""), for: .hours(30), by: "ida")
        #expect(try story.incident(number).mute?.by == "ida")
        #expect(story.timeline(number).count == both + 1)
    }

    @Test("Only what nothing else mutes may ring when a silence ends")
    func mutedOnce() {
        var story = WatchStory()
        story.fire(instance: "a")
        story.fire(instance: "b")
        func once() -> Int { story.watch.alertView.filter(story.watch.isMutedOnce).count }
        #expect(once() == 0)
        story.silence()
        #expect(once() == 2)
        story.silence([SilenceMatcher(name: "instance", value: "a")], by: "lee")
        #expect(once() == 1)
        story.expire()
        #expect(once() == 2)
    }

    @Test("A change of the silence leaves an act to be undone")
    func changeKeepsUndo() {
        var story = WatchStory()
        let number = story.open()
        let start = story.now
        story.silence(for: .hours(1))
        let id = story.lastSilence
        story.act(.acknowledge, number)
        story.silence(id: id, from: start, for: .hours(2))
        story.act(.undo, number)
        #expect(story.kinds(number).last == .undone)
    }

    @Test("Until it resolves is said so, and not by its latest end")
    func saysUntilItResolves() throws {
        var story = WatchStory()
        let number = story.open()
        let outcome = story.silence(for: .hours(720), endsWithAlerts: true)
        let mute = try #require(try story.incident(number).mute)
        #expect(mute.until == nil && mute.endsWithAlerts)
        #expect(mute.words(asOf: story.now).shown == "by kim until it resolves")
        #expect(story.timeline(number).contains { $0.text == "all its alerts are muted by kim until it resolves" })
        guard case .done(let receipt) = outcome else {
            Issue.record("refused")
            return
        }
        #expect(receipt.said.shown.hasSuffix(" until it resolves"))
        let history = story.watch.silences[story.lastSilence]?.history.first?.what.shown ?? ""
        #expect(history.hasPrefix("set until it resolves, at the latest 20"))
    }

    @Test("What mutes everything is known while it does, and no longer")
    func everything() {
        var story = WatchStory()
        story.silence(for: .hours(1))
        #expect(story.watch.allMuted == nil)
        let all = [SilenceMatcher(name: "alertname", value: ".+", isRegex: true)]
        story.silence(all, from: story.now + .minutes(10), for: .minutes(20))
        #expect(story.watch.allMuted == nil)
        story.pass(.minutes(10))
        #expect(story.watch.allMuted?.by == "kim")
        #expect(story.watch.allMuted?.until == story.now + .minutes(20))
        story.pass(.minutes(20))
        #expect(story.watch.allMuted == nil)
    }

    @Test("A page that nobody got is not sent when the alerts are silenced, and is due when that ends")
    func waitingPage() throws {
        var story = WatchStory()
        let number = story.open()
        #expect(story.watch.queuedPages.count == 1)
        story.silence(for: .minutes(2))
        #expect(story.watch.queuedPages.isEmpty)
        story.pass(.minutes(2))
        #expect(story.pages(number) == 2)
    }

    @Test("A silence of the past begins now")
    func startsInThePast() {
        var story = WatchStory()
        story.silence(from: story.now - .hours(1), for: .hours(2))
        #expect(story.watch.silences[story.lastSilence]?.startsAt == story.now)
    }

    @Test("Ended, an active silence ends now, a pending one never was, and one that is over stays as it is")
    func expiring() {
        var story = WatchStory()
        story.silence()
        let active = story.lastSilence
        story.silence(from: story.now + .hours(1))
        let pending = story.lastSilence
        story.pass(.minutes(1))
        story.expire(active)
        story.expire(pending)
        let now = story.now
        #expect(story.watch.silences[active]?.endsAt == now)
        #expect(story.watch.silences[pending]?.startsAt == now)
        #expect(story.watch.silences[pending]?.endsAt == now)
        story.pass(.minutes(1))
        let before = story.changes.count
        #expect(story.expire(active).refusal == nil)
        #expect(story.changes.count == before)
        #expect(story.expire(SilenceID(high: 7, low: 7)).refusal == .unknownSilence)
    }

    @Test("An end that takes a silence back leaves alone what somebody else has changed since, and says so")
    func unsetting() throws {
        var story = WatchStory()
        guard case .done(let receipt) = story.silence() else {
            Issue.record("it was not set")
            return
        }
        let (id, start) = (story.lastSilence, story.now)
        #expect(receipt.updatedAt == start)
        story.pass(.seconds(5))
        story.silence(id: id, from: start, for: .hours(48), by: "sam")

        let undo = Event.silenceExpired(id, by: WatchStory.kim, request: nil, readAsOf: receipt.updatedAt)
        #expect(story.handle(undo).refusal != nil)
        #expect(story.watch.silences[id]?.state(at: story.now) == .active)
        let now = try #require(story.watch.silences[id]?.updatedAt)
        let again = Event.silenceExpired(id, by: WatchStory.kim, request: nil, readAsOf: now)
        #expect(story.handle(again).refusal == nil)
        #expect(story.watch.silences[id]?.state(at: story.now) == .expired)
    }

    @Test("What is over leaves the memory after 120 hours")
    func forgetting() {
        var story = WatchStory()
        story.silence(for: .hours(1))
        story.pass(.hours(120))
        #expect(story.watch.silences.count == 1)
        story.pass(.hours(1))
        #expect(story.watch.silences.isEmpty)
    }

    @Test("Of two silences the one that ends last is named, and both are listed")
    func several() {
        var story = WatchStory()
        story.fire()
        story.silence(for: .hours(1), by: "kim")
        story.silence(for: .hours(2), by: "sam")
        story.silence(for: .minutes(30), by: "lee")
        #expect(story.watch.alertView.mute(of: Self.down)?.by == "sam")
        let ids = (UInt64(1)...3).map { SilenceID(high: 0, low: $0) }
        #expect(story.watch.alertView.silencedBy(of: Self.down) == ids)
        #expect(story.mutes(Self.down) == ["kim", "sam"])
        story.expire(ids[1])
        #expect(story.watch.alertView.mute(of: Self.down)?.by == "kim")
        story.expire(ids[0])
        story.expire(ids[2])
        #expect(story.mutes(Self.down) == ["kim", "sam", "kim", "lee", ""])
    }

    @Test("A request that is sent again has no second effect, and the same answer")
    func idempotent() {
        var story = WatchStory()
        let draft = SilenceDraft(
            matchers: [SilenceMatcher(name: "a", value: "b")], startsAt: story.now, endsAt: story.now + .hours(1),
            createdBy: "kim", comment: "")
        let events = [UInt64(1), 2].map { low in
            Event.silenceSet(
                draft, newID: SilenceID(high: 1, low: low), by: WatchStory.kim, request: RequestID("once"))
        }
        let first = story.handle(events[0])
        #expect(story.handle(events[1]) == first)
        #expect(story.watch.silences.count == 1)
    }

    // MARK: Its review

    @Test("At its review an incident of SEV5 opens once, and is acknowledged and resolved as any other")
    func review() throws {
        var story = WatchStory()
        story.silence(for: .hours(48), reviewAt: story.now + .hours(24))
        story.pass(.hours(24) - .milliseconds(1))
        #expect(story.watch.incidents.isEmpty)
        story.pass(.milliseconds(1))
        let number = IncidentNumber(1)
        let incident = try story.incident(number)
        #expect(incident.title == "Review the silence of kim: a planned reboot")
        #expect(incident.severity == .sev5)
        #expect(story.pages(number) == 1)
        story.act(.acknowledge, number)
        story.act(.resolve, number)
        #expect(try story.shown(number) == .resolved)
        story.pass(.hours(30))
        #expect(story.watch.lastNumber == 1)
    }

    @Test("A silence that is over is not reviewed")
    func noReview() {
        var story = WatchStory()
        story.silence(for: .hours(48), reviewAt: story.now + .hours(24))
        story.pass(.hours(1))
        story.expire()
        story.pass(.hours(48))
        #expect(story.watch.incidents.isEmpty)
    }
}
