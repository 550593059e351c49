import Incidents
import Storing

extension StoreContract {
    private static let late = Timestamp.start + .hours(1)

    /// As if the store were pruned when each kind's time ends at these moments.
    private static func horizon(incidents: Timestamp = .start, alerts: Timestamp = .start) -> RetentionHorizon {
        RetentionHorizon(log: .distantFuture, incidents: incidents, alerts: alerts, requests: .start)
    }

    /// What routing remembers goes when its time is over, and what still counts stays.
    static let forgetting: [Clause] = [
        silencesGo, tellingsGo, mutesGo,
    ]

    private static let silencesGo = Clause(
        "silences and configurations go with incidents; the configuration in force at that moment stays"
    ) { bed in
        let silences = (1...200).map { Silence.sample($0, endsAt: after(Int64($0))) }
        let minutes: [Int64] = [-9, -5, 10, 70]
        let loaded = minutes.map { LoadedConfiguration(at: after($0), text: "route: \($0)") }
        try bed.store.commit(ChangeBatch(seq: 1, at: .start, changes: silences.map { Change.silence($0) }))
        try bed.store.commit(ChangeBatch(seq: 2, at: .start, changes: loaded.map { Change.configured($0) }))
        try bed.store.prune(horizon())
        try expect(try bed.store.silences().count, is: 200, "none is over")
        try expect(try bed.store.configuration(at: .start), is: loaded[1], "it was in force")
        try expect(try bed.store.configuration(at: after(-7)), is: nil, "one before it is gone")
        try bed.store.prune(horizon(incidents: late, alerts: .distantFuture))
        try bed.reopen()
        try expect(try bed.store.silences(), is: Array(silences.dropFirst(59)), "up to and with its end")
        try expect(try bed.store.configuration(at: late), is: loaded[2], "the one in force then")
        try bed.store.prune(horizon(incidents: .distantFuture))
        try expect(try bed.store.silences(), is: [], "all are over")
        try expect(try bed.store.load(resolvedSince: .start).configuration, is: loaded[3], "the last one stays")
    }

    private static let tellingsGo = Clause(
        "notifications go with raw alerts; what a key was last told stays while something of it fires"
    ) { bed in
        let over = Alert.sample("Over", end: .resolved)
        try bed.store.commit(
            ChangeBatch(
                1, .alertStarted(down, group: GroupID(1), incident: nil),
                .alertStarted(over, group: GroupID(1), incident: nil)))
        var told: [Notification] = [
            .sample(1, [down]), .sample(1, at: after(1), [down, over]),
            .sample(1, at: after(2), [down], outcome: .failed("gone")),
            .sample(2, [over]), .sample(3, [], resolved: [down]), .sample(4, at: late, [over]),
        ]
        for minute: Int64 in 0..<300 { told.append(.sample(5, at: after(-minute), [down])) }
        try bed.store.commit(ChangeBatch(seq: 2, at: .start, changes: told.map { Change.notified($0) }))
        try bed.store.prune(horizon(alerts: after(-200)))
        let all = { try bed.store.notifications(since: Timestamp(milliseconds: .min), limit: .max) }
        try expect(try all().count, is: 208, "the oldest are gone, but for the one kept last")
        try bed.store.prune(horizon(alerts: late))
        try bed.reopen()
        try expect(try all().map(\.key.value), is: [4, 1, 5], "one of that moment, and two of what fires")
        try expect(
            try bed.store.load(resolvedSince: .start).notifications.map(\.at), is: [after(1), late, after(-299)],
            "a restart tells nobody anew")
        try expect(
            try bed.store.notifications(about: down.fingerprint, limit: 9).map(\.key.value), is: [1, 5],
            "and they are found")
        let end = Change.alertEnded(down.fingerprint, .resolved, endsAt: .start, at: .start)
        try bed.store.commit(ChangeBatch(3, end))
        try bed.store.prune(horizon(alerts: .distantFuture))
        try expect(try all(), is: [], "nothing fires")
        try expect(try bed.store.load(resolvedSince: .start).notifications, is: [], "nothing fires")
    }

    private static let mutesGo = Clause(
        "mutes go with raw alerts; one that stood at that moment stays"
    ) { bed in
        let names = ["Stands", "Lifted", "Ends", "Flaps"].map { Alert.sample($0).fingerprint }
        let mute = Mute(by: "kim")
        var changes: [Change] = [
            .alertMuted(names[0], mute, at: after(-9)), .alertMuted(names[0], Mute(by: "sam"), at: after(-5)),
            .alertMuted(names[1], mute, at: .start), .alertMuted(names[1], nil, at: late),
            .alertMuted(names[2], Mute(by: "kim", until: after(1)), at: .start),
        ]
        for minute in stride(from: Int64(-400), to: 0, by: 2) {
            changes += [
                .alertMuted(names[3], mute, at: after(minute)), .alertMuted(names[3], nil, at: after(minute + 1)),
            ]
        }
        changes.append(.alertMuted(names[3], mute, at: late))
        try bed.store.commit(ChangeBatch(seq: 1, at: .start, changes: changes))
        try bed.store.prune(horizon(alerts: after(30)))
        try bed.reopen()
        let history = try names.map { try bed.store.muteHistory(of: $0, limit: 999).map(\.at) }
        let wanted: [[Timestamp]] = [[after(-5)], [late, .start], [], [late]]
        try expect(history, is: wanted, "it stands, it stood, its time was over, it was lifted before")
        try bed.store.prune(horizon(alerts: .distantFuture))
        let left = try names.map { try bed.store.muteHistory(of: $0, limit: 999).map(\.at) }
        try expect(left, is: [[after(-5)], [], [], [late]], "two stand")
    }
}
