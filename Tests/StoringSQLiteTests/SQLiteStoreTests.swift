import Foundation
import GRDB
import Incidents
import Storing
import Support
import Testing

@testable import StoringSQLite

@Suite("The store on SQLite")
struct SQLiteStoreTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test("keeps the contract of stores", arguments: StoreContract.clauses)
    func contract(clause: StoreContract.Clause) {
        #expect(throws: Never.self) { try clause.check(try SQLiteBed()) }
    }

    @Test("A commit waits for the disk: synchronous is FULL, as the connection itself says")
    func synchronous() throws {
        #expect(try SQLiteStore(path: folder.store).synchronousMode() == 2)
        #expect(try SQLiteStore(path: folder.store).synchronousMode() == 2, "also when it is opened again")
    }

    @Test("It makes its folders and its file for its owner only")
    func modes() throws {
        let store = try SQLiteStore(path: folder.file("state/midwatch/midwatch.db"))
        try store.commit(ChangeBatch(1, .incident(.sample(1))))

        #expect(try folder.mode("state") == 0o700)
        #expect(try folder.mode("state/midwatch") == 0o700)
        for name in ["midwatch.db", "midwatch.db-wal", "midwatch.db.lock"] {
            #expect(try folder.mode("state/midwatch/\(name)") == 0o600, "\(name)")
        }
    }

    @Test("A second opener is refused and told who holds it; after the first ended it is let in")
    func lock() throws {
        var first: SQLiteStore? = try SQLiteStore(path: folder.store)
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.store) }

        #expect(error?.code == .inUse)
        #expect(error?.message.contains("process \(getpid())") == true)
        #expect(try first?.synchronousMode() == 2)
        first = nil
        #expect(throws: Never.self) { try SQLiteStore(path: folder.store) }
    }

    @Test("A store of a newer version is refused, by both versions, and stays as it is")
    func newer() throws {
        let later = Schema(steps: Schema.current.steps + ["CREATE TABLE later (id INTEGER PRIMARY KEY)"])
        var store: SQLiteStore? = try SQLiteStore(path: folder.store, schema: later)
        try store?.commit(ChangeBatch(1, .incident(.sample(1))))
        store = nil
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.store) }

        #expect(error?.code == .newer)
        #expect(error?.message.contains("version \(later.version)") == true)
        #expect(error?.message.contains("up to \(Schema.current.version)") == true)
        #expect(try SQLiteStore(path: folder.store, schema: later).incident(IncidentNumber(1)) != nil)
    }

    @Test("Before its tables change, a copy of the store is made beside it")
    func migration() throws {
        var store: SQLiteStore? = try SQLiteStore(path: folder.store)
        try store?.commit(ChangeBatch(1, .incident(.sample(1))))
        store = nil
        let later = Schema(steps: Schema.current.steps + ["CREATE TABLE later (id INTEGER PRIMARY KEY)"])
        store = try SQLiteStore(path: folder.store, schema: later)
        let copy = folder.file("midwatch.db.before-v\(later.version)")

        #expect(try store?.incident(IncidentNumber(1)) != nil)
        #expect(try folder.mode("midwatch.db.before-v\(later.version)") == 0o600)
        #expect(try SQLiteStore(path: copy).incident(IncidentNumber(1)) != nil, "the copy is of the old version")
    }

    @Test("A step that fails leaves the store as it was")
    func failedMigration() throws {
        var store: SQLiteStore? = try SQLiteStore(path: folder.store)
        try store?.commit(ChangeBatch(1, .incident(.sample(1))))
        store = nil
        let wrong = Schema(steps: Schema.current.steps + ["CREATE TABLE later (id); DROP TABLE log; NONSENSE"])

        #expect(throws: StoreError.self) { try SQLiteStore(path: folder.store, schema: wrong) }
        #expect(try SQLiteStore(path: folder.store).load(resolvedSince: .start).lastSeq == 1)
    }

    @Test("What is no store is refused with what to do, and stays as it is", arguments: ["text", "other", "header"])
    func foreign(kind: String) throws {
        switch kind {
        case "text": try Data("hello, this is a letter\n".utf8).write(to: URL(fileURLWithPath: folder.store))
        case "other":
            let queue = try DatabaseQueue(path: folder.store)
            try queue.write { try $0.execute(sql: "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY)") }
            try queue.close()
        default:
            try Data([UInt8]("SQLite format 3\0".utf8) + [UInt8](repeating: 0xEE, count: 5000))
                .write(to: URL(fileURLWithPath: folder.store))
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.store))
        let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.store) }

        #expect(error?.code == .corrupt)
        #expect(error?.message.contains("midwatch backup") == true)
        #expect(error?.message.contains(folder.store) == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.store)) == before)
    }

    @Test("Damaged pages are found when the store is opened, or when they are read", arguments: UInt64(1)...20)
    func damaged(seed: UInt64) throws {
        var store: SQLiteStore? = try SQLiteStore(path: folder.store)
        for seq: Int64 in 1...40 {
            try store?.commit(ChangeBatch(seq, .incident(.sample(Int(seq))), .timeline(.sample(1, Int(seq)))))
        }
        while try store?.fold(batches: 100) ?? 0 > 0 {}
        store = nil
        var bytes = try Data(contentsOf: URL(fileURLWithPath: folder.store))
        var random = SplitMix64(seed: seed)
        let page = Int.random(in: 1..<bytes.count / 4096, using: &random) * 4096
        for offset in 0..<512 { bytes[page + offset] = UInt8.random(in: 0...255, using: &random) }
        try bytes.write(to: URL(fileURLWithPath: folder.store))

        do {
            let store = try SQLiteStore(path: folder.store)
            _ = try store.load(resolvedSince: .start)
            for seq: Int64 in 1...40 { _ = try store.timeline(of: IncidentNumber(Int(seq)), from: 0, limit: 9) }
            #expect(seed > 0, "the damage lay in a page that holds nothing")
        } catch let error as StoreError {
            #expect(error.code == .corrupt, "\(error)")
        }
    }

    @Test("A copy is refused where a file is, which stays as it is")
    func backupExists() throws {
        let store = try SQLiteStore(path: folder.store)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("copy.db")))
        let error = #expect(throws: StoreError.self) { try store.backup(to: folder.file("copy.db")) }

        #expect(error?.code == .exists)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("copy.db"))) == Data("mine".utf8))
        #expect(throws: StoreError.self) { try store.backup(to: folder.file("missing/copy.db")) }
        try store.backup(to: folder.file("other.db"))
        #expect(try folder.mode("other.db") == 0o600)
    }

    @Test("Columns that people read hold nothing that steers their terminal")
    func readable() throws {
        let store = try SQLiteStore(path: folder.store)
        try store.commit(ChangeBatch(seq: 1, at: .start, changes: ChangeSamples.everyCase))
        while try store.fold(batches: 10) > 0 {}
        let texts = try store.pool.read { db in
            try [
                "title FROM incidents", "text FROM timeline", "reason FROM pages", "by_whom FROM mutes",
                "name FROM alerts", "created_by || comment || matchers FROM silences",
                "receiver || integration || outcome || group_key FROM notifications",
            ]
            .flatMap { try String.fetchAll(db, sql: "SELECT \($0)") }
        }

        #expect(texts.count > 30)
        #expect(texts.allSatisfy { $0.unicodeScalars.allSatisfy { !SafeText.mustHide($0) || $0 == SafeText.marker } })
    }

    @Test("The write-ahead log is copied back, and does not grow for ever", arguments: [true, false])
    func walIsBounded(folds: Bool) throws {
        let store = try SQLiteStore(path: folder.store)
        let changes = (0..<1500).map { Change.alertStarted(.sample("A\($0)"), group: GroupID(1), incident: nil) }
        for seq: Int64 in 1...400 {
            try store.commit(ChangeBatch(seq: seq, at: .start, changes: changes))
            guard seq.isMultiple(of: 10) else { continue }
            if folds { try store.fold(batches: 10) } else { _ = try store.unfolded() }
        }
        #expect(StoreFile.size(folder.file("midwatch.db-wal")) < SQLiteStore.walSizeMax + SQLiteStore.copiedBackSize)
        #expect(StoreFile.size(folder.store) > 10 << 20)
        #expect(store.sizeInBytes > StoreFile.size(folder.store))
    }

    @Test("Commits, folds and reads at the same time keep every batch, in order")
    func concurrent() async throws {
        let store = try SQLiteStore(path: folder.store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for seq: Int64 in 1...400 { try store.commit(ChangeBatch(seq, .timeline(.sample(1, Int(seq) - 1)))) }
            }
            group.addTask { while try store.load(resolvedSince: .start).lastSeq < 400 { try store.fold(batches: 7) } }
            group.addTask {
                var seen = 0
                while seen < 400 {
                    let entries = try store.timeline(of: IncidentNumber(1), from: 0, limit: 1000)
                    #expect(entries.map(\.ordinal) == Array(0..<entries.count))
                    #expect(entries.count >= seen)
                    seen = entries.count
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.batches(after: 0, limit: 1000).count == 400)
    }
}
