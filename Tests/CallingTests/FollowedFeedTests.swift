import Calling
import Incidents
import Synchronization
import Testing
import Wire

@Suite("Following the feed")
struct FollowedFeedTests {
    private static func batch(_ seq: Int64) -> FeedEvent {
        .changes(FeedBatch(seq: seq, at: Timestamp(milliseconds: seq), items: []))
    }

    /// Follows until the script is over; answers what was told, in short words, and how long was waited.
    private func follow(_ desk: ScriptedDesk) async -> (told: [String], waits: [Duration]) {
        let told = Mutex<[String]>([])
        let waits = Mutex<[Duration]>([])
        let feed = FollowedFeed(
            desk: desk, backoff: Backoff(first: .seconds(1), longest: .seconds(8)), chance: { 1 },
            sleep: { wait in waits.withLock { $0.append(wait) } })
        await #expect(throws: CallFault.unauthorized("over")) {
            try await feed.run { event in
                let word =
                    switch event {
                    case .snapshot(let snapshot, _): "snapshot \(snapshot.seq)"
                    case .more(let incidents, let missing): "\(incidents.count) more, \(missing) missing"
                    case .changes(let batch): "changes \(batch.seq)"
                    case .notice(let notice): "notice \(notice.degraded?.shown ?? "none")"
                    case .presence(let presence): "presence \(presence.onlookers.count)"
                    case .lost: "lost"
                    case .live: "live"
                    }
                told.withLock { $0.append(word) }
            }
        }
        return (told.withLock { $0 }, waits.withLock { $0 })
    }

    @Test("begins with the snapshot and goes on from its number")
    func begins() async {
        let desk = ScriptedDesk([.brings([.beat, Self.batch(11), Self.batch(12)])])

        let (told, _) = await follow(desk)

        #expect(told == ["snapshot 10", "live", "changes 11", "changes 12", "lost"])
        #expect(desk.calls == ["snapshot", "feed 10", "status", "feed 12"])
    }

    @Test("goes on where a connection broke, without telling anything twice")
    func goesOn() async {
        let desk = ScriptedDesk([
            .breaks([.beat, Self.batch(11)]), .brings([.beat, Self.batch(11), Self.batch(12)]),
        ])

        let (told, _) = await follow(desk)

        #expect(told == ["snapshot 10", "live", "changes 11", "lost", "live", "changes 12", "lost"])
        #expect(desk.calls.filter { $0.hasPrefix("feed") } == ["feed 10", "feed 11", "feed 12"])
    }

    @Test("takes the snapshot again when its number is no longer kept")
    func isGone() async {
        let desk = ScriptedDesk([.breaks([.beat]), .refuses(.gone), .brings([.beat])])

        let (told, _) = await follow(desk)

        #expect(told == ["snapshot 10", "live", "lost", "snapshot 10", "live", "lost"])
    }

    @Test("takes the snapshot again after the router was started anew")
    func isStartedAnew() async {
        let first = Timestamp(milliseconds: 1)
        let second = Timestamp(milliseconds: 2)
        let desk = ScriptedDesk([.breaks([.beat]), .brings([.beat])], startedAt: [first, second])

        let (told, _) = await follow(desk)

        #expect(told == ["snapshot 10", "live", "lost", "snapshot 10", "live", "lost"])
        #expect(desk.calls.prefix(5) == ["snapshot", "feed 10", "status", "snapshot", "feed 10"])
    }

    @Test("waits longer each time, and short again once it was connected")
    func waits() async {
        let broken = ScriptedDesk.Connection.refuses(.unreachable(.standard, why: "nothing listens there"))
        let desk = ScriptedDesk([broken, broken, broken, .breaks([.beat]), broken])

        let (_, waits) = await follow(desk)

        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(1), .seconds(2)])
    }

    @Test("tells who looks at what")
    func tellsPresence() async {
        let desk = ScriptedDesk([.brings([.presence(Presence([IncidentNumber(1): [Onlooker("kim")]]))])])

        let (told, _) = await follow(desk)

        #expect(told == ["snapshot 10", "live", "presence 1", "lost"])
    }

    @Test("tells what the router says about itself")
    func tellsNotices() async {
        let desk = ScriptedDesk([
            .brings([.notice(Notice(degraded: "the disk is full")), .notice(Notice(degraded: nil))])
        ])

        let (told, _) = await follow(desk)

        #expect(told == ["snapshot 10", "live", "notice the disk is full", "notice none", "lost"])
    }
}
