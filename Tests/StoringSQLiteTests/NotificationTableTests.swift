import Foundation
import GRDB
import Incidents
import Storing
import Support
import Testing

@testable import StoringSQLite

@Suite("Notifications in tables")
struct NotificationTableTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private static func notification(_ key: UInt64, alerts: Range<UInt64>) -> Change {
        .notified(
            Incidents.Notification(
                key: NotificationKey(key), groupKey: "{}:{}", receiver: "ops", integration: "webhook[0]",
                decidedAt: .start, at: .start, firing: alerts.map { Fingerprint($0) }, resolved: [], outcome: .sent))
    }

    private static func count(_ store: SQLiteStore, _ table: String) throws -> Int {
        try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    }

    @Test("A large notification is found before its alerts are entered, and they are entered at the next fold")
    func large() throws {
        // As a process leaves it that ends between the two.
        try leave(Self.notification(1, alerts: 0..<2000))
        let store = try SQLiteStore(path: folder.store)
        #expect(try Self.count(store, "unlisted_notifications") == 1)
        #expect(try Self.count(store, "notified_alerts") == 0)
        #expect(try store.notifications(about: Fingerprint(1999), limit: 9).count == 1)

        try store.fold(batches: 1)
        #expect(try Self.count(store, "unlisted_notifications") == 0)
        #expect(try Self.count(store, "notified_alerts") == 2000)
        #expect(try store.notifications(about: Fingerprint(1999), limit: 9).count == 1)
        #expect(try store.notifications(about: Fingerprint(2000), limit: 9).isEmpty)
    }

    private func leave(_ change: Change) throws {
        let store = try SQLiteStore(path: folder.store)
        _ = try store.pool.write { try FoldWriter($0).write([change]) }
    }

    @Test("Telling of the same alerts again enters none of them again")
    func repeated() throws {
        let store = try SQLiteStore(path: folder.store)
        for seq: Int64 in 1...20 {
            try store.commit(ChangeBatch(seq, Self.notification(1, alerts: 0..<900)))
            try store.fold(batches: 1)
        }
        #expect(try Self.count(store, "notifications") == 20)
        #expect(try Self.count(store, "notified_alerts") == 900)
        #expect(try Self.count(store, "told") == 1)
    }

    @Test("A fold enters few alerts in one transaction, however many notifications it takes")
    func bounded() throws {
        let store = try SQLiteStore(path: folder.store)
        let changes = (0..<100).map { Self.notification($0, alerts: $0 * 1000..<$0 * 1000 + 100) }
        _ = try store.pool.write { try FoldWriter($0).write(changes) }
        #expect(try Self.count(store, "notified_alerts") <= FoldWriter.listedMax)
        #expect(try Self.count(store, "unlisted_notifications") >= 90)
    }

    @Test("Alerts that are forgotten take with them where they were told of")
    func forgotten() throws {
        let store = try SQLiteStore(path: folder.store)
        let gone = Alert.sample("Gone", end: .resolved)
        let stays = Alert.sample("Stays")
        let both = Self.notification(1, alerts: 1..<2)
        guard case .notified(var told) = both else { return }
        told.firing = [gone.fingerprint, stays.fingerprint].sorted()
        try store.commit(
            ChangeBatch(
                1, .alertStarted(gone, group: GroupID(1), incident: nil),
                .alertStarted(stays, group: GroupID(1), incident: nil), .notified(told)))
        try store.prune(
            RetentionHorizon(log: .start, incidents: .start, alerts: .start + .hours(9), requests: .start))
        #expect(try Self.count(store, "notified_alerts") == 1)
        #expect(try store.notifications(about: stays.fingerprint, limit: 9) == [told])
    }

    @Test("A start reads no history of notifications, whatever its length")
    func start() throws {
        let store = try SQLiteStore(path: folder.store)
        let plan = try store.pool.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(Rows.toldQuery)").map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.hasPrefix("SCAN told") })
        #expect(plan.contains { $0.hasPrefix("SEARCH notifications USING INTEGER PRIMARY KEY") })
    }
}
