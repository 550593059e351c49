import Incidents
import Storing

extension StoreContract {
    /// Everything that can be read, in one value.
    private struct Reads: Equatable {
        var timelines: [[TimelineEntry]] = []
        var pages: [[Page]] = []
        var alerts: [[StoredAlert]] = []
        var incidents: [Incident?] = []
        var resolved: [Incident] = []
        var explained = Explained()
    }

    private static let numbers = (1...5).map { IncidentNumber($0) }

    private static func reads(of store: any IncidentStore) throws -> Reads {
        var reads = Reads()
        for number in numbers {
            reads.timelines.append(try store.timeline(of: number, from: 0, limit: 1000))
            reads.pages.append(try store.pages(of: number))
            reads.alerts.append(try store.alerts(of: number))
            reads.incidents.append(try store.incident(number))
        }
        reads.resolved = try store.resolvedIncidents(below: nil, limit: 1000)
        reads.explained = try Explained(store)
        return reads
    }

    private static func reads(of records: StoredRecords) -> Reads {
        Reads(
            timelines: numbers.map { records.timeline(of: $0, from: 0, limit: 1000) },
            pages: numbers.map { records.pages(of: $0) }, alerts: numbers.map { records.alerts(of: $0) },
            incidents: numbers.map { records.incidents[$0] },
            resolved: records.resolvedIncidents(below: nil, limit: 1000), explained: Explained(records))
    }

    /// What a restart makes of a loaded watch.
    private static func effect(of watch: StoredWatch) -> StoredWatch {
        var records = StoredRecords()
        records.lastNumber = watch.lastNumber
        for incident in watch.incidents { records.fold(.incident(incident)) }
        for stored in watch.alerts {
            records.fold(.alertStarted(stored.alert, group: stored.group, incident: stored.incident))
        }
        for stored in watch.mutes { records.fold(.alertMuted(stored.fingerprint, stored.mute, at: stored.since)) }
        for page in watch.pages { records.fold(.page(page)) }
        for request in watch.requests { records.fold(.served(request.id, request.outcome, at: request.at)) }
        for silence in watch.silences { records.fold(.silence(silence)) }
        for group in watch.groups { records.fold(.groupStarted(group.id, first: group.first)) }
        for notification in watch.notifications { records.fold(.notified(notification)) }
        if let configuration = watch.configuration { records.fold(.configured(configuration)) }
        for change in watch.tail.flatMap(\.changes) { records.fold(change) }
        return records.watch(foldedSeq: watch.lastSeq, resolvedSince: Timestamp(milliseconds: .min))
    }

    static let reading: [Clause] = [
        Clause("reads and restarts come to the same, however far the log is folded") { bed in
            var story = ChangeStory(seed: 4127)
            var wanted = StoredRecords()
            for step in 1...120 {
                let batch = story.batch(changesMax: story.number(0...9) == 0 ? 600 : 8)
                try bed.store.commit(batch)
                for change in batch.changes { wanted.fold(change) }
                if story.number(0...2) == 0 { try bed.store.fold(batches: story.number(1...4)) }
                if story.number(0...19) == 0 { try bed.reopen() }
                guard step.isMultiple(of: 3) else { continue }
                try expect(
                    try reads(of: bed.store), is: reads(of: wanted), "reads are those of all changes, at \(batch.seq)")
                let watch = effect(of: try bed.store.load(resolvedSince: Timestamp(milliseconds: .min)))
                let all = wanted.watch(foldedSeq: batch.seq, resolvedSince: Timestamp(milliseconds: .min))
                try expect(watch, is: all, "a restart comes to all changes, at \(batch.seq)")
            }
        },
        Clause("folding twice changes nothing more") { bed in
            var story = ChangeStory(seed: 17)
            for _ in 1...30 { try bed.store.commit(story.batch()) }
            try expect(try bed.store.unfolded(), is: 30, "thirty wait")
            try expect(try bed.store.fold(batches: 10), is: 20, "twenty are left")
            try expect(try bed.store.unfolded(), is: 20, "twenty wait")
            try expect(try bed.store.fold(batches: 1000), is: 0, "none is left")
            let before = try reads(of: bed.store)
            try expect(try bed.store.fold(batches: 1000), is: 0, "none is left")
            try bed.reopen()
            try expect(try bed.store.fold(batches: 1000), is: 0, "none is left")
            try expect(try reads(of: bed.store), is: before, "nothing is counted twice")
        },
        Clause("a timeline is read in pages, across the fold") { bed in
            for ordinal in 0..<10 {
                try bed.store.commit(ChangeBatch(Int64(ordinal + 1), .timeline(.sample(1, ordinal))))
                if ordinal == 5 { try bed.store.fold(batches: 100) }
            }
            let read = { (from: Int, limit: Int) in
                try bed.store.timeline(of: IncidentNumber(1), from: from, limit: limit).map(\.ordinal)
            }
            try expect(try read(0, 3), is: [0, 1, 2], "the first page")
            try expect(try read(4, 4), is: [4, 5, 6, 7], "the page over the fold")
            try expect(try read(8, 100), is: [8, 9], "the last page")
            try expect(try read(10, 5), is: [], "nothing is after the last")
            try expect(try read(0, 0), is: [], "a page of nothing")
            try expect(try bed.store.timeline(of: IncidentNumber(2), from: 0, limit: 9), is: [], "another has none")
        },
        Clause("resolved incidents are read in pages, newest first, across the fold") { bed in
            for number in 1...9 {
                try bed.store.commit(
                    ChangeBatch(Int64(number), .incident(.sample(number, phase: .resolved(at: .start)))))
            }
            try bed.store.fold(batches: 6)
            try bed.store.commit(ChangeBatch(10, .incident(.sample(5))))
            let read = { (below: Int?, limit: Int) in
                try bed.store.resolvedIncidents(below: below.map { IncidentNumber($0) }, limit: limit).map(
                    \.number.value)
            }
            try expect(try read(nil, 4), is: [9, 8, 7, 6], "the first page")
            try expect(try read(6, 2), is: [4, 3], "one that was reopened is not among them")
            try expect(try read(nil, .max), is: [9, 8, 7, 6, 4, 3, 2, 1], "all of them")
            try expect(try read(1, 5), is: [], "nothing is below the first")
        },
        Clause("a mute is kept whether its alert has arrived or not") { bed in
            let alert = Alert.sample()
            let mute = Mute(by: "kim", until: .start + .hours(1))
            try bed.store.commit(ChangeBatch(1, .alertMuted(alert.fingerprint, mute, at: .start)))
            try bed.store.fold(batches: 1)
            try bed.store.commit(ChangeBatch(2, .alertStarted(alert, group: GroupID(1), incident: IncidentNumber(1))))
            try expect(try bed.store.alerts(of: IncidentNumber(1)).map(\.mute), is: [mute], "the mute was there first")
            try bed.store.fold(batches: 1)
            let stored = StoredMute(alert.fingerprint, mute, since: .start)
            try expect(try bed.store.load(resolvedSince: .start).mutes, is: [stored], "the mute is loaded")
            try bed.store.commit(ChangeBatch(3, .alertMuted(alert.fingerprint, nil, at: .start)))
            try expect(try bed.store.alerts(of: IncidentNumber(1)).map(\.mute), is: [nil], "it was lifted")
            try bed.store.fold(batches: 1)
            try expect(try bed.store.load(resolvedSince: .start).mutes, is: [], "it was lifted")
        },
        Clause("an alert that went on to another incident is still read with the first one, as over") { bed in
            let first = Alert.sample()
            let second = Alert.sample(startsAt: .start + .hours(2))
            try bed.store.commit(ChangeBatch(1, .alertStarted(first, group: GroupID(1), incident: IncidentNumber(1))))
            try bed.store.commit(ChangeBatch(2, .alertStarted(second, group: GroupID(1), incident: IncidentNumber(2))))
            for _ in 1...2 {
                let (old, new) = (
                    try bed.store.alerts(of: IncidentNumber(1)), try bed.store.alerts(of: IncidentNumber(2))
                )
                try expect(old.map(\.alert.startsAt), is: [first.startsAt], "the first occurrence")
                try expect(old.map(\.alert.end), is: [.expired], "the first occurrence is over")
                try expect(new.map(\.alert), is: [second], "the second occurrence")
                try bed.store.fold(batches: 2)
            }
        },
    ]
}
