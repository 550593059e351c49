import GRDB
import Storing

/// What is looked at and done before a store is used.
extension SQLiteStore {
    /// Files up to this size are checked page by page when they are opened, which takes some 0.1 s; of a larger one
    /// only the small tables are.
    static let checkedSizeMax: Int64 = 64 << 20

    /// Looks at a file without changing it. Answers the version of its tables: 0 when it is new.
    static func inspect(_ path: String, _ schema: Schema) throws -> Int {
        guard StoreFile.size(path) > 0 else { return 0 }
        let file = try DatabaseQueue(path: path, configuration: configuration(busy: 2, readonly: true))
        let (found, application, tables) = try file.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            )
        }
        guard application == Schema.applicationID || (application == 0 && tables == 0) else {
            throw StoreError.damaged(path, "it is the database of another program")
        }
        guard found <= schema.version else {
            throw StoreError(
                .newer,
                "\(path) was written by a newer midwatch (its schema is version \(found), this one knows up to "
                    + "\(schema.version)): start that version, or put an older copy in its place")
        }
        return found
    }

    /// Checks the store, copies it before its tables change, changes them, and sets how it is written.
    func bringUp(to schema: Schema, from found: Int) throws {
        try check()
        if found > 0, found < schema.version {
            let copy = "\(path).before-v\(schema.version)"
            // One that is there is of an earlier attempt, which changed nothing.
            StoreFile.remove(copy)
            try backup(to: copy)
        }
        try pool.writeWithoutTransaction { db in
            // GRDB sets NORMAL for every store with a write-ahead log, whatever its configuration says: a commit would
            // then not wait for the disk. So it is set here, and read back.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            let synchronous = try SQLiteStore.synchronous(db)
            guard synchronous == 2 else {
                throw StoreError(
                    .unwritable,
                    "commits to \(path) would not be durable (synchronous is \(synchronous)): use another SQLite")
            }
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            // Folding hits the index of fingerprints at random: these kilobytes hold that of 100,000 alerts.
            try db.execute(sql: "PRAGMA cache_size = -4000")
            if found < schema.version {
                try db.inTransaction(.immediate) {
                    try schema.migrate(db, from: found)
                    return .commit
                }
            }
        }
    }

    private func check() throws {
        let isSmall = StoreFile.size(path) <= SQLiteStore.checkedSizeMax
        let findings = try pool.read { db in
            let present = try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            let tables =
                isSmall
                ? [nil]
                : ["meta", "incidents", "pages", "silences", "groups"].filter(present.contains).map(Optional.some)
            return try tables.compactMap { table in
                try String.fetchOne(db, sql: table.map { "PRAGMA quick_check('\($0)')" } ?? "PRAGMA quick_check(1)")
            }
        }
        if let finding = findings.first(where: { $0 != "ok" }) { throw StoreError.damaged(path, finding) }
    }
}
