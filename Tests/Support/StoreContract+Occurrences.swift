import Incidents
import Storing

/// What an alert did, each time that it fired.
extension StoreContract {
    static let former = Clause(
        "what an alert did before it fired again in the same incident is read as of a moment"
    ) { bed in
        let one = IncidentNumber(1)
        func fires(_ minute: Int64) -> Change {
            .alertStarted(.sample("Down", startsAt: after(minute)), group: GroupID(1), incident: one)
        }
        func ends(_ minute: Int64) -> Change {
            .alertEnded(down.fingerprint, .resolved, endsAt: after(minute), at: after(minute))
        }
        try bed.store.commit(ChangeBatch(1, fires(0), fires(0), ends(5), fires(10)))
        try bed.store.fold(batches: 1)
        // A sender that says an earlier start is about the same occurrence; a later one is another, also without an end.
        try bed.store.commit(ChangeBatch(2, fires(9), ends(15), fires(20), fires(30)))
        for _ in 1...2 {
            func found(_ minute: Int64) throws -> [FormerOccurrence]? {
                try bed.store.formerOccurrences(of: [down.fingerprint, slow.fingerprint], upTo: after(minute))[
                    down.fingerprint]
            }
            func former(_ start: Int64, _ end: Int64, _ how: AlertEnd = .resolved) -> [FormerOccurrence] {
                [
                    FormerOccurrence(
                        fingerprint: down.fingerprint, incident: one, startsAt: after(start), endsAt: after(end),
                        end: how)
                ]
            }
            try expect(try found(-1), is: nil, "none had begun")
            try expect(try found(3), is: former(0, 5), "the first one")
            try expect(try found(8), is: former(0, 5), "and after it ended")
            try expect(try found(11), is: former(9, 15), "the second one")
            try expect(try found(60), is: former(20, 30, .expired), "the last that another one followed")
            try bed.store.fold(batches: 1)
        }
        try bed.store.prune(RetentionHorizon(log: after(6), incidents: after(6), alerts: after(31), requests: after(6)))
        try expect(
            try bed.store.formerOccurrences(of: [down.fingerprint], upTo: after(9)), is: [:],
            "not longer than alerts")
    }

    static let occurrences = Clause(
        "an alert is read in each incident that it was in, and in none"
    ) { bed in
        let minutes: [Int64] = [0, 60, 120]
        let later = minutes.map { Alert.sample("Down", startsAt: after($0)) }
        let mute = Mute(by: "kim")
        try bed.store.commit(
            ChangeBatch(
                1, .alertStarted(later[0], group: GroupID(1), incident: nil),
                .alertStarted(later[1], group: GroupID(1), incident: IncidentNumber(1)),
                .alertStarted(slow, group: GroupID(1), incident: IncidentNumber(1))))
        try bed.store.fold(batches: 1)
        try bed.store.commit(
            ChangeBatch(
                2, .alertsMoved(from: IncidentNumber(1), to: IncidentNumber(7), groups: [GroupID(1)]),
                .alertStarted(later[2], group: GroupID(1), incident: IncidentNumber(2)),
                .alertMuted(down.fingerprint, mute, at: .start)))
        for _ in 1...2 {
            let found = try bed.store.alertRecords(of: down.fingerprint)
            try expect(found.map(\.incident?.value), is: [nil, 7, 2], "by start, where it is now")
            try expect(found.map(\.alert.startsAt), is: later.map(\.startsAt), "each occurrence")
            try expect(found.map(\.alert.isFiring), is: [false, false, true], "the last one fires")
            try expect(found.map(\.mute), is: [mute, mute, mute], "with the mute that stands")
            try expect(try bed.store.alertRecords(of: Fingerprint(1)), is: [], "one that is not known")
            try expect(
                try bed.store.formerOccurrences(of: [down.fingerprint], upTo: .distantFuture), is: [:],
                "in each incident it has its place")
            let labels = Set([down, slow].map(\.labels))
            try expect(Set(try bed.store.labels(limit: .max)), is: labels, "the labels of each alert")
            try expect(try bed.store.labels(limit: 1).count, is: 1, "not more than are asked for")
            try bed.store.fold(batches: 1)
        }
    }
}
