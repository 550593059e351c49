import Incidents
import Storing

extension StoreContract {
    private static func horizon(_ moment: Timestamp) -> RetentionHorizon {
        RetentionHorizon(log: moment, incidents: moment, alerts: moment, requests: moment)
    }

    private static let one = GroupID(1)
    private static let late = Timestamp.start + .hours(1)

    static let keeping: [Clause] = [
        Clause("a restart is handed what was over lately, and what is not over whatever its age") { bed in
            var unseen = Incident.sample(3, phase: .resolved(at: .start))
            unseen.isClearedUnseen = true
            let old = Alert.sample("Old", end: .resolved, endsAt: .start)
            try bed.store.commit(
                ChangeBatch(
                    1, .incident(.sample(1)), .incident(.sample(2, phase: .resolved(at: .start))), .incident(unseen),
                    .incident(.sample(4, phase: .resolved(at: late))),
                    .alertStarted(old, group: GroupID(1), incident: IncidentNumber(1)),
                    .alertStarted(
                        .sample("Two", end: .resolved, endsAt: .start), group: GroupID(1), incident: IncidentNumber(2)),
                    .alertStarted(
                        .sample("Four", end: .resolved, endsAt: .start), group: one, incident: IncidentNumber(4)),
                    .alertStarted(.sample("None", end: .resolved, endsAt: .start), group: GroupID(1), incident: nil),
                    .alertStarted(.sample("Late", end: .expired, endsAt: late), group: GroupID(1), incident: nil),
                    .alertStarted(.sample("Fires"), group: GroupID(1), incident: IncidentNumber(2))))
            try bed.store.fold(batches: 1)
            let watch = try bed.store.load(resolvedSince: late)
            try expect(watch.incidents.map(\.number.value), is: [1, 3, 4], "open, unseen, late")
            let names = watch.alerts.compactMap { $0.alert.labels[raw: "alertname"] }.sorted()
            try expect(names, is: ["Fires", "Four", "Late", "Old"], "firing, of open or late incidents, or late")
            try expect(watch.lastNumber, is: 4, "numbers go on")
        },
        Clause("what is older than its time is forgotten, and nothing else") { bed in
            var unseen = Incident.sample(3, phase: .resolved(at: .start))
            unseen.isClearedUnseen = true
            var ids = (1...2).compactMap { RequestID("r\($0)") }
            let second = ids.removeLast()
            let first = ids.removeLast()
            try bed.store.commit(
                ChangeBatch(
                    1, .incident(.sample(1)), .incident(.sample(2, phase: .resolved(at: .start))), .incident(unseen),
                    .alertStarted(
                        .sample("Open", end: .resolved, endsAt: .start), group: one, incident: IncidentNumber(1)),
                    .alertStarted(
                        .sample("Over", end: .resolved, endsAt: .start), group: one, incident: IncidentNumber(2)),
                    .alertStarted(.sample("Fires"), group: GroupID(1), incident: nil),
                    .alertStarted(.sample("None", end: .expired, endsAt: .start), group: GroupID(1), incident: nil),
                    .timeline(.sample(1, 0)), .timeline(.sample(2, 0)),
                    .page(
                        Page(
                            id: PageID(incident: IncidentNumber(2), ordinal: 0), at: .start, severity: .sev1,
                            reason: "r")),
                    .served(first, .done(Receipt()), at: .start), .served(second, .done(Receipt()), at: late)))
            try bed.store.commit(
                ChangeBatch(seq: 2, at: late, changes: [.incident(.sample(4, phase: .resolved(at: late)))]))
            try bed.store.prune(horizon(late))
            try bed.reopen()
            let numbers = try (1...4).filter { try bed.store.incident(IncidentNumber($0)) != nil }
            try expect(numbers, is: [1, 3, 4], "open, unseen and late incidents stay")
            try expect(
                try bed.store.timeline(of: IncidentNumber(1), from: 0, limit: 9).count, is: 1, "with their timeline")
            try expect(
                try bed.store.timeline(of: IncidentNumber(2), from: 0, limit: 9), is: [], "others go with theirs")
            try expect(try bed.store.pages(of: IncidentNumber(2)), is: [], "others go with their pages")
            let watch = try bed.store.load(resolvedSince: Timestamp(milliseconds: .min))
            let names = watch.alerts.compactMap { $0.alert.labels[raw: "alertname"] }.sorted()
            try expect(names, is: ["Fires", "Open"], "alerts that fire, or of an open incident")
            try expect(watch.requests.map(\.id), is: [second], "late requests")
            try expect(watch.lastNumber, is: 4, "numbers are never used twice")
            try expect(.gone(oldest: 2), "the first batch is gone") { _ = try bed.store.batches(after: 0, limit: 1) }
            try expect(try bed.store.batches(after: 1, limit: 9).map(\.seq), is: [2], "the second is there")
        },
        Clause("a log that is forgotten whole goes on where it stood") { bed in
            for seq: Int64 in 1...100 { try bed.store.commit(ChangeBatch(seq, .timeline(.sample(1, Int(seq))))) }
            try bed.store.prune(horizon(.distantFuture))
            try bed.reopen()
            try expect(try bed.store.load(resolvedSince: .start).lastSeq, is: 100, "the number is kept")
            try expect(.gone(oldest: 101), "nothing is left") { _ = try bed.store.batches(after: 99, limit: 1) }
            try expect(.gone(oldest: 101), "nobody is ahead") { _ = try bed.store.batches(after: 101, limit: 1) }
            try expect(try bed.store.batches(after: 100, limit: 1), is: [], "who has all of it misses nothing")
            try expect(.outOfOrder(last: 100), "1 does not follow 100") { try bed.store.commit(ChangeBatch(1)) }
            try bed.store.commit(ChangeBatch(101, .incident(.sample(1))))
            try expect(try bed.store.batches(after: 100, limit: 9).map(\.seq), is: [101], "the log goes on")
        },
        Clause("the log is read in pages") { bed in
            for seq: Int64 in 1...9 { try bed.store.commit(ChangeBatch(seq)) }
            try bed.store.fold(batches: 5)
            try expect(try bed.store.batches(after: 0, limit: 3).map(\.seq), is: [1, 2, 3], "folded or not")
            try expect(try bed.store.batches(after: 4, limit: 3).map(\.seq), is: [5, 6, 7], "across the fold")
            try expect(try bed.store.batches(after: 9, limit: 3), is: [], "nothing is newer")
        },
        Clause("a copy holds everything, and lives on its own") { bed in
            var story = ChangeStory(seed: 3)
            for _ in 1...40 { try bed.store.commit(story.batch()) }
            try bed.store.fold(batches: 20)
            let before = try bed.store.load(resolvedSince: .start)
            guard let copy = try bed.copy() else { return }
            try bed.store.commit(story.batch())
            try expect(try copy.load(resolvedSince: .start), is: before, "the copy is of its moment")
            try copy.commit(ChangeBatch(41, .incident(.sample(1))))
            try expect(try copy.load(resolvedSince: .start).lastSeq, is: 41, "the copy goes on")
        },
    ]
}
