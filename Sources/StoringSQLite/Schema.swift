import GRDB

/// The tables, as steps that only grow in number: the version of a store is how many of them it has taken.
///
/// The log is the truth. The other tables are folded from it, for reading. Their columns hold texts as a person may see
/// them; what is exact lies in `record`, in the bytes of `ChangeCodec`. Times are milliseconds since 1970, in UTC.
struct Schema: Sendable {
    /// What each version adds. A step that was released is never changed.
    var steps: [String]

    var version: Int { steps.count }

    /// What SQLite keeps in the header of every store of ours: `MidW`.
    static let applicationID = 0x4D69_6457

    static let current = Schema(steps: [first, second, third, fourth])

    /// Takes the steps that a store lacks, inside a transaction of the caller.
    func migrate(_ db: Database, from found: Int) throws {
        for (index, step) in steps.enumerated() where index >= found {
            try db.execute(sql: step)
            try db.execute(sql: "PRAGMA user_version = \(index + 1)")
        }
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    }

    /// `alerts` has a row for the latest occurrence of an alert in each incident; 0 stands for none. `id` makes rows
    /// that are new come to lie one after the other, whatever their fingerprint.
    private static let first = """
        CREATE TABLE log (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, changes BLOB NOT NULL) STRICT;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO meta (key, value) VALUES ('folded_seq', 0), ('folded_changes', 0), ('last_number', 0);

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
        """

    /// What routing remembers. `notifications` is appended to; `told` names the last one of each key that its receiver
    /// took, so that a start reads no history. `notified_alerts` says under which keys an alert was ever told of: one
    /// row for both, however often it is told. `unlisted_notifications` are the large ones that are not in it yet.
    ///
    /// A mute of before has no moment: 0 stands for that.
    private static let second = """
        CREATE TABLE silences (
            id TEXT PRIMARY KEY, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            created_by TEXT NOT NULL, comment TEXT NOT NULL, matchers TEXT NOT NULL, record BLOB NOT NULL) STRICT;
        CREATE INDEX silences_by_end ON silences (ends_at);
        CREATE TABLE groups (id INTEGER PRIMARY KEY, first INTEGER NOT NULL) STRICT;

        CREATE TABLE notifications (
            id INTEGER PRIMARY KEY, key INTEGER NOT NULL, at INTEGER NOT NULL, receiver TEXT NOT NULL,
            integration TEXT NOT NULL, outcome TEXT NOT NULL, firing INTEGER NOT NULL, resolved INTEGER NOT NULL,
            group_key TEXT NOT NULL, record BLOB NOT NULL) STRICT;
        CREATE INDEX notifications_by_key ON notifications (key, at);
        CREATE INDEX notifications_by_moment ON notifications (at);
        CREATE TABLE told (notification INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE) STRICT;
        CREATE TABLE notified_alerts (
            fingerprint INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (fingerprint, key)) STRICT, WITHOUT ROWID;
        CREATE TABLE unlisted_notifications (notification INTEGER PRIMARY KEY) STRICT;

        CREATE TABLE configurations (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, text BLOB NOT NULL) STRICT;

        ALTER TABLE mutes ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE mute_history (
            id INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL, at INTEGER NOT NULL, record BLOB) STRICT;
        CREATE INDEX mute_history_by_fingerprint ON mute_history (fingerprint);
        CREATE INDEX mute_history_by_moment ON mute_history (at);
        INSERT INTO mute_history (fingerprint, at, record) SELECT fingerprint, 0, record FROM mutes;
        """

    /// A configuration of before does not say whether anybody was told under it, nor what was not spoken.
    private static let third = """
        ALTER TABLE configurations ADD COLUMN paging TEXT;
        ALTER TABLE configurations ADD COLUMN unspoken BLOB;
        """

    /// `former_alerts` has a row for each occurrence whose place in `alerts` another one took.
    private static let fourth = """
        CREATE TABLE former_alerts (
            id INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL, incident INTEGER NOT NULL,
            starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, state TEXT NOT NULL) STRICT;
        CREATE INDEX former_alerts_by_fingerprint ON former_alerts (fingerprint, incident, starts_at);
        CREATE INDEX former_alerts_by_end ON former_alerts (ends_at);
        """
}
