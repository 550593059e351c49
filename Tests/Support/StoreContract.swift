import Incidents
package import Storing

/// A store under test: what a test can do to it besides calling it.
package protocol StoreBed: AnyObject {
    var store: any IncidentStore { get throws }
    /// Ends the store as a process does that stops, and starts another one on the same disk.
    func reopen() throws
    /// Opens a copy that `backup` made; nil where the store cannot be copied.
    func copy() throws -> (any IncidentStore)?
}

/// What every store keeps to. A store exists when it passes this unchanged.
package enum StoreContract {
    package struct Clause: Sendable, CustomStringConvertible {
        package let description: String
        package let check: @Sendable (any StoreBed) throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (any StoreBed) throws -> Void) {
            (self.description, self.check) = (description, check)
        }
    }

    /// A promise that was not kept.
    package struct Breach: Error, CustomStringConvertible {
        package var description: String

        package init(description: String) { self.description = description }
    }

    package static let clauses: [Clause] = writing + reading + keeping + explaining + forgetting

    /// Throws a breach unless a promise was kept.
    package static func require(_ holds: Bool, _ promise: String) throws {
        if !holds { throw Breach(description: promise) }
    }

    static func expect<Value: Equatable>(_ found: Value, is wanted: Value, _ promise: String) throws {
        if found != wanted { throw Breach(description: "\(promise)\nfound  \(found)\nwanted \(wanted)") }
    }

    static func expect(_ code: StoreError.Code, _ promise: String, from body: () throws -> Void) throws {
        do { try body() } catch let error as StoreError where error.code == code { return }
        throw Breach(description: promise)
    }

    // MARK: Committing

    private static let writing: [Clause] = [
        Clause("a new store is empty") { bed in
            try expect(try bed.store.load(resolvedSince: .start), is: StoredWatch(), "nothing was committed")
            try expect(try bed.store.batches(after: 0, limit: 10), is: [], "nothing was committed")
            try expect(try bed.store.fold(batches: 10), is: 0, "there is nothing to fold")
        },
        Clause("what was committed comes back, whatever it says") { bed in
            let batches = ChangeSamples.everyCase.enumerated().map { index, change in
                ChangeBatch(seq: Int64(index + 1), at: .start + .seconds(Int64(index)), changes: [change])
            }
            for batch in batches { try bed.store.commit(batch) }
            try bed.reopen()
            let watch = try bed.store.load(resolvedSince: .start)
            for (found, wanted) in zip(watch.tail, batches) { try expect(found, is: wanted, "a batch is unchanged") }
            try expect(watch.tail.count, is: batches.count, "every batch is there")
            try expect(watch.foldedSeq, is: 0, "nothing was folded")
        },
        Clause("an empty batch and a large one are batches like others") { bed in
            let large = (0..<3000).map { Change.alertStarted(.sample("A\($0)"), group: GroupID(1), incident: nil) }
            try bed.store.commit(ChangeBatch(seq: 1, at: .start, changes: []))
            try bed.store.commit(ChangeBatch(seq: 2, at: .start, changes: large))
            try bed.store.commit(
                ChangeBatch(3, .alertEnded(Alert.sample("A7").fingerprint, .resolved, endsAt: .start, at: .start)))
            while try bed.store.fold(batches: 1) > 0 {}
            try bed.reopen()
            let watch = try bed.store.load(resolvedSince: .start)
            try expect(watch.alerts.count, is: 3000, "every alert is there")
            try expect(watch.alerts.filter { $0.alert.end != nil }.count, is: 1, "the end of one is, too")
        },
        Clause("a batch that is not the next one is refused, and the next one is taken") { bed in
            try expect(.outOfOrder(last: 0), "the first is 1") {
                try bed.store.commit(ChangeBatch(2, .timeline(.sample(1, 0))))
            }
            try bed.store.commit(ChangeBatch(1, .timeline(.sample(1, 0))))
            for seq: Int64 in [-1, 0, 1, 3, .max] {
                try expect(.outOfOrder(last: 1), "\(seq) does not follow 1") {
                    try bed.store.commit(ChangeBatch(seq, .timeline(.sample(1, 1))))
                }
            }
            try bed.reopen()
            try expect(.outOfOrder(last: 1), "3 does not follow 1") { try bed.store.commit(ChangeBatch(3)) }
            try bed.store.commit(ChangeBatch(2, .timeline(.sample(1, 1))))
            try expect(
                try bed.store.batches(after: 0, limit: 9).map(\.seq), is: [1, 2], "what was taken is there, once")
        },
        Clause("a probe changes nothing") { bed in
            try bed.store.commit(ChangeBatch(1, .incident(.sample(1))))
            let before = try bed.store.load(resolvedSince: .start)
            try bed.store.probe()
            try bed.store.probe()
            try expect(try bed.store.load(resolvedSince: .start), is: before, "a probe leaves nothing behind")
        },
    ]
}
