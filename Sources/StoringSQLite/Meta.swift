import GRDB

/// The few numbers that are kept about the store as a whole.
enum Meta {
    static func number(_ db: Database, _ key: String) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [key]) ?? 0
    }

    static func set(_ db: Database, _ key: String, _ value: Int64) throws {
        try db.cachedStatement(sql: "UPDATE meta SET value = ? WHERE key = ?").execute(arguments: [value, key])
    }

    /// The last sequence number that was committed, whether its row is still there or forgotten.
    static func lastSeq(_ db: Database) throws -> Int64 {
        let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM log"))
        return try last ?? number(db, "folded_seq")
    }
}

/// How far the log is folded into the tables.
struct FoldPosition: Hashable, Sendable {
    /// Batches up to this one are folded whole.
    var seq: Int64
    /// So many changes of the next batch are folded too.
    var changes: Int

    init(seq: Int64, changes: Int) { (self.seq, self.changes) = (seq, changes) }

    init(_ db: Database) throws {
        seq = try Meta.number(db, "folded_seq")
        changes = Int(try Meta.number(db, "folded_changes"))
    }

    func keep(_ db: Database) throws {
        try Meta.set(db, "folded_seq", seq)
        try Meta.set(db, "folded_changes", Int64(changes))
    }
}
