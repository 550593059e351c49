import Foundation
import GRDB
import Incidents
import Storing
import Support
import Testing

@testable import StoringSQLite

@Suite("Stores of earlier versions")
struct MigrationTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test("A store of version 1 is copied, brought up to date, and loses nothing")
    func versionOne() throws {
        try VersionOne.make(folder.store)
        let store = try SQLiteStore(path: folder.store)
        let watch = try store.load(resolvedSince: .start)
        let (alert, mute) = (Alert.sample(), Mute(by: "kim", until: .start + .hours(2)))

        #expect(watch.lastSeq == 2 && watch.foldedSeq == 1)
        #expect(watch.incidents == [.sample(1)])
        #expect(watch.alerts.map(\.alert) == [alert])
        #expect(watch.mutes == [StoredMute(alert.fingerprint, mute, since: Timestamp(milliseconds: 0))])
        #expect(try store.timeline(of: IncidentNumber(1), from: 0, limit: 9) == [.sample(1, 0), .sample(1, 1)])
        #expect(try store.alerts(of: IncidentNumber(1)).map(\.mute) == [mute])
        #expect(
            try store.muteHistory(of: alert.fingerprint, limit: 9)
                == [MuteRecord(fingerprint: alert.fingerprint, mute: mute, at: Timestamp(milliseconds: 0))])
        #expect(try store.silences() == [])
        #expect(
            try SQLiteStore.inspect(folder.file("midwatch.db.before-v\(SQLiteStore.schemaVersion)"), .current) == 1,
            "the copy is of version 1")
    }

    @Test("A configuration of version 2 does not say whether anybody was told under it")
    func configuration() throws {
        let schema = Schema(steps: Array(Schema.current.steps.prefix(2)))
        var store: SQLiteStore? = try SQLiteStore(path: folder.store, schema: schema)
        #expect(store != nil)
        store = nil
        let queue = try DatabaseQueue(path: folder.store)
        try queue.write { db in
            try db.execute(
                sql: "INSERT INTO configurations (at, text) VALUES (?, ?)",
                arguments: [Timestamp.start.milliseconds, Data("route:".utf8)])
        }
        try queue.close()

        let found = try SQLiteStore(path: folder.store).configuration(at: .start)
        #expect(found == LoadedConfiguration(at: .start, text: "route:"))
    }

    @Test("A store of version 1 goes on where it stood, with its log read as it was written")
    func goesOn() throws {
        try VersionOne.make(folder.store)
        var store: SQLiteStore? = try SQLiteStore(path: folder.store)
        let changes = ChangeSamples.everyCase
        try store?.commit(ChangeBatch(seq: 3, at: .start, changes: changes))
        while try store?.fold(batches: 10) ?? 0 > 0 {}
        store = nil
        let again = try SQLiteStore(path: folder.store)

        #expect(try again.unfolded() == 0)
        #expect(try again.batches(after: 1, limit: 9).map(\.seq) == [2, 3])
        let other = try again.muteHistory(of: VersionOne.other, limit: 9)
        #expect(other.map(\.mute) == [Mute(by: "sam")], "a mute of the old log, which said no moment")
        #expect(try again.silences().count == 2)
    }
}

/// A store as version 1 left it: its tables, and bytes of version 2 of the format in them.
private enum VersionOne {
    static let other = Fingerprint(0xFFFF_0000_0000_0001)

    /// What was released is written here again, so that it is seen when the step in the sources changes.
    private static let tables = """
        CREATE TABLE log (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, changes BLOB NOT NULL) STRICT;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO meta (key, value) VALUES ('folded_seq', 1), ('folded_changes', 0), ('last_number', 1);
        CREATE TABLE incidents (
            number INTEGER PRIMARY KEY, phase TEXT NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL,
            service TEXT NOT NULL, opened_at INTEGER NOT NULL, resolved_at INTEGER, is_cleared_unseen INTEGER NOT NULL,
            record BLOB NOT NULL) STRICT;
        CREATE INDEX incidents_by_resolve ON incidents (resolved_at);
        CREATE INDEX incidents_cleared ON incidents (is_cleared_unseen) WHERE is_cleared_unseen = 1;
        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL, incident INTEGER NOT NULL,
            is_current INTEGER NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL, starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL, end_is_ours INTEGER NOT NULL, group_id INTEGER NOT NULL,
            labels BLOB NOT NULL, text BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX alerts_by_fingerprint ON alerts (fingerprint, incident);
        CREATE INDEX alerts_by_incident ON alerts (incident) WHERE incident > 0;
        CREATE INDEX alerts_firing ON alerts (id) WHERE state = 'firing';
        CREATE INDEX alerts_ended ON alerts (ends_at) WHERE state <> 'firing';
        CREATE TABLE timeline (
            incident INTEGER NOT NULL, ordinal INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,
            kind TEXT NOT NULL, text TEXT NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (incident, ordinal)) STRICT, WITHOUT ROWID;
        CREATE TABLE pages (
            incident INTEGER NOT NULL, ordinal INTEGER NOT NULL, at INTEGER NOT NULL, severity TEXT NOT NULL,
            state TEXT NOT NULL, reason TEXT NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (incident, ordinal)) STRICT, WITHOUT ROWID;
        CREATE INDEX pages_queued ON pages (state) WHERE state = 'queued';
        CREATE TABLE mutes (
            fingerprint INTEGER PRIMARY KEY, by_whom TEXT NOT NULL, until INTEGER, record BLOB NOT NULL) STRICT;
        CREATE TABLE requests (
            id BLOB PRIMARY KEY, at INTEGER NOT NULL, outcome BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE probe (id INTEGER PRIMARY KEY, filling BLOB NOT NULL) STRICT;
        PRAGMA user_version = 1;
        PRAGMA application_id = 1298752599;
        """

    /// One incident with an alert, a mute and an entry in the tables; another entry and mute in the log.
    static func make(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        let (start, alert) = (Timestamp.start.milliseconds, Alert.sample())
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: tables)
            try db.execute(
                sql: "INSERT INTO incidents VALUES (1, 'triggered', 'SEV1', 'Down on a', 'shop', ?, NULL, 0, ?)",
                arguments: [start, asVersionTwo(ChangeCodec.encode(Incident.sample(1)).dropLast(restless))])
            try db.execute(
                sql: "INSERT INTO alerts VALUES (1, ?, 1, 1, 'firing', 'Down', ?, ?, ?, 1, 7, ?, ?)",
                arguments: [
                    alert.fingerprint.key, start, alert.endsAt.milliseconds, start, Data(alert.labels.pairs.bytes),
                    Data(alert.text.packed.bytes),
                ])
            try db.execute(
                sql: "INSERT INTO timeline VALUES (1, 0, ?, 'midwatch', 'opened', 'it began', ?)",
                arguments: [start, asVersionTwo(ChangeCodec.encode(TimelineEntry.sample(1, 0)))])
            try db.execute(
                sql: "INSERT INTO mutes VALUES (?, 'kim', ?, ?)",
                arguments: [
                    alert.fingerprint.key, start + 7_200_000, Data(mute("kim", until: .start + .hours(2))),
                ])
            try db.execute(
                sql: "INSERT INTO log VALUES (1, ?, ?), (2, ?, ?)",
                arguments: [start, Data([2, 0]), start, Data(unfolded())])
        }
        try queue.close()
    }

    /// How many bytes an incident ends with since version 3 that never flapped, has no alerts in common and
    /// reminds of nothing.
    private static let restless = 5

    private static func asVersionTwo(_ bytes: some Collection<UInt8>) -> Data { Data([2] + bytes.dropFirst()) }

    /// Version 2 of the format wrote a mute without its cause.
    private static func mute(_ by: String, until: Timestamp?) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(2)
        writer.string(by)
        writer.optional(until) { $0.zigzag($1.milliseconds) }
        return writer.bytes
    }

    /// Version 2 of the format wrote that an alert was muted without the moment.
    private static func unfolded() -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(2)
        writer.varint(2)
        let entry = ChangeCodec.encode([.timeline(.sample(1, 1))])
        for byte in entry.dropFirst(2) { writer.byte(byte) }
        writer.byte(5)
        writer.fixed64(other.value)
        writer.byte(1)
        for byte in mute("sam", until: nil).dropFirst() { writer.byte(byte) }
        return writer.bytes
    }
}
