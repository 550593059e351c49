import Foundation
import GRDB
import Incidents
import Storing
import Support
import Testing

@testable import StoringSQLite

@Suite("Scratch")
struct ScratchMeasure {
    @Test("measure", .enabled(if: ProcessInfo.processInfo.environment["SCRATCH"] != nil))
    func measure() throws {
        let folder = try Folder()
        let clock = ContinuousClock()
        func timed<T>(_ what: String, _ body: () throws -> T) rethrows -> T {
            var result: T?
            let time = try clock.measure { result = try body() }
            print("SCRATCH \(what): \(time)")
            guard let result else { preconditionFailure() }
            return result
        }
        let store = try SQLiteStore(path: folder.store)
        var seq: Int64 = 0
        func commit(_ changes: [Change]) throws {
            seq += 1
            try store.commit(ChangeBatch(seq: seq, at: .start, changes: changes))
        }
        let alerts = (0..<100_000).map { Alert.sample("A\($0)") }
        for first in stride(from: 0, to: alerts.count, by: 1000) {
            try commit(alerts[first..<first + 1000].map { .alertStarted($0, group: GroupID(1), incident: nil) })
        }
        try timed("fold 100k alerts") { while try store.fold(batches: 1024) > 0 {} }
        _ = try timed("load 100k alerts only") { try store.load(resolvedSince: .start) }
        for first in stride(from: 0, to: 6000, by: 1000) {
            try commit((first..<first + 1000).map { .groupStarted(DispatchID(UInt64($0) &* 0x9E37_79B9_7F4A_7C15), first: .start) })
        }
        func told(_ count: Int, of each: Int, from start: Int) throws {
            for first in stride(from: 0, to: count, by: 500) {
                try commit((first..<first + 500).map { number in
                    let key = (start + number) % 6000
                    let firing = (0..<each).map { alerts[(key * 16 + $0) % alerts.count].fingerprint }.sorted()
                    return .notified(Incidents.Notification(
                        key: NotificationKey(UInt64(key) &* 0x9E37_79B9_7F4A_7C15), groupKey: "{}/{severity=\"page\"}:{alertname=\"X\"}",
                        receiver: "ops", integration: "webhook[0]", decidedAt: .start, at: .start + .seconds(Int64(number)),
                        firing: firing, resolved: [], outcome: .sent))
                })
            }
        }
        try told(10_000, of: 16, from: 0)
        try timed("fold 6,000 groups + 10,000 notifications of 16 alerts") { while try store.fold(batches: 1024) > 0 {} }
        let watch = try timed("load with them") { try store.load(resolvedSince: .start) }
        print("SCRATCH told \(watch.notifications.count) groups \(watch.groups.count) alerts \(watch.alerts.count)")
        try told(100_000, of: 16, from: 4000)
        try timed("fold 100,000 notifications more") { while try store.fold(batches: 1024) > 0 {} }
        _ = try timed("load after 110,000 notifications") { try store.load(resolvedSince: .start) }
        _ = try timed("told only") { try store.pool.read(Rows.told) }
        let found = try timed("about one alert, of 110,000") { try store.notifications(about: alerts[5].fingerprint, limit: 1000) }
        print("SCRATCH found \(found.count)")
        let all = alerts.map(\.fingerprint).sorted()
        func large(_ minute: Int64) -> Change {
            .notified(Incidents.Notification(
                key: NotificationKey(1), groupKey: "{}:{}", receiver: "ops", integration: "webhook[0]",
                decidedAt: .start, at: .start + .minutes(minute), firing: all, resolved: [], outcome: .sent))
        }
        for round in 1...3 {
            try commit([large(Int64(round))])
            let done = Atomic2()
            let thread = Thread {
                print("SCRATCH fold of one of 100,000, round \(round): \(clock.measure { _ = try? store.fold(batches: 10) })")
                done.set()
            }
            thread.start()
            var waits: [Duration] = []
            while !done.isSet {
                waits.append(try clock.measure { try commit([.alertJoined(Fingerprint(1), IncidentNumber(1))]) })
                usleep(500)
            }
            waits.sort()
            print("SCRATCH commits meanwhile \(waits.count), median \(waits[waits.count / 2]), longest \(waits[waits.count - 1])")
            while try store.fold(batches: 1024) > 0 {}
        }
        _ = try timed("about, after three large ones") { try store.notifications(about: alerts[5].fingerprint, limit: 1000) }
        print("SCRATCH size \(store.sizeInBytes)")
        let horizon = RetentionHorizon(log: .distantFuture, incidents: .start, alerts: .start + .hours(48), requests: .start)
        try timed("prune nearly all notifications") { try store.prune(horizon) }
        _ = try timed("load afterwards") { try store.load(resolvedSince: .start) }
    }
}

final class Atomic2: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false
    func set() { lock.withLock { value = true } }
    var isSet: Bool { lock.withLock { value } }
}
