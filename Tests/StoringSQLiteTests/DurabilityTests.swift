import Foundation
import Incidents
import Storing
import StoringSQLite
import Support
import Testing

@Suite("What survives the end of a process and of a disk")
struct DurabilityTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private static func batch(_ seq: Int64) -> ChangeBatch {
        ChangeBatch(seq, .incident(.sample(Int(seq))), .timeline(.sample(1, Int(seq) - 1)))
    }

    @Test("A write-ahead log cut off anywhere opens to a last batch, with every batch before it")
    func tornLog() throws {
        let store = try SQLiteStore(path: folder.store)
        for seq: Int64 in 1...12 {
            try store.commit(Self.batch(seq))
            if seq == 6 { try store.fold(batches: 3) }
        }
        let (main, log) = (
            try Data(contentsOf: URL(fileURLWithPath: folder.store)),
            try Data(contentsOf: URL(fileURLWithPath: folder.store + "-wal"))
        )
        // The log is a header of 32 bytes, then frames of 24 bytes and a page.
        let lengths = stride(from: 32, through: log.count, by: 24 + 4096).flatMap { (frame: Int) -> [Int] in
            [-1, 0, 1, 24, 2000].map { frame + $0 }
        }
        var (last, full): (Int64, Int64) = (0, 0)
        for length in [0, 10] + lengths where length <= log.count {
            let torn = try Folder()
            try main.write(to: URL(fileURLWithPath: torn.store))
            try log.prefix(length).write(to: URL(fileURLWithPath: torn.store + "-wal"))
            let watch = try SQLiteStore(path: torn.store).load(resolvedSince: .start)
            #expect(watch.tail.map(\.seq) == (0..<watch.tail.count).map { watch.foldedSeq + 1 + Int64($0) })
            #expect(watch.lastSeq >= last, "a longer log has no fewer batches")
            (last, full) = (watch.lastSeq, max(full, watch.lastSeq))
        }
        #expect(full == 12)
    }

    @Test("Whoever is killed in the middle of commits has lost none that returned")
    func killed() async throws {
        let path = folder.store
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            [path = path as String] in
            let store = try SQLiteStore(path: path)
            for seq: Int64 in 1...200 {
                try store.commit(DurabilityTests.batch(seq))
                if seq.isMultiple(of: 10) { try store.fold(batches: 4) }
                FileHandle.standardOutput.write(Data([UInt8(seq)]))
            }
            kill(getpid(), SIGKILL)
        }
        #expect(result?.standardOutputContent.contains(200) == true)
        let store = try SQLiteStore(path: path)
        #expect(try store.load(resolvedSince: .start).lastSeq == 200)
        #expect(try store.timeline(of: IncidentNumber(1), from: 0, limit: 500).count == 200)
    }

    @Test("A file that may not grow is said so, loses nothing, and is written again when it may")
    func limited() async throws {
        let path = folder.store
        await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            let store = try SQLiteStore(path: path)
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            var small = limit
            small.rlim_cur = 512 << 10
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &small)
            try DiskFull.fill(store)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try DiskFull.recover(store)
            exit(7)
        }
        #expect(try SQLiteStore(path: path).load(resolvedSince: .start).lastSeq > 1)
    }

    @Test(
        "A full disk is said so, loses nothing, and is written again when there is room",
        .enabled(if: SmallDisk.isPossible))
    func full() throws {
        let disk = try SmallDisk()
        let store = try SQLiteStore(path: disk.folder.store)
        try Data(count: 6 << 20).write(to: URL(fileURLWithPath: disk.folder.file("ballast")))
        let message = try DiskFull.fill(store)

        #expect(message.contains("is full"))
        #expect(throws: StoreError.self) { try store.probe() }
        #expect(throws: StoreError.self) { try store.backup(to: disk.folder.file("copy.db")) }
        #expect(!FileManager.default.fileExists(atPath: disk.folder.file("copy.db")), "half a copy is none")
        try FileManager.default.removeItem(atPath: disk.folder.file("ballast"))
        #expect(throws: Never.self) { try DiskFull.recover(store) }
    }
}

/// What a disk that is full does to a store, and what is true afterwards.
enum DiskFull {
    private static func batch(_ seq: Int64) -> ChangeBatch {
        let changes = (0..<40).map { Change.alertStarted(.sample("A\(seq)-\($0)"), group: GroupID(1), incident: nil) }
        return ChangeBatch(seq: seq, at: .start, changes: changes)
    }

    /// Commits until the store refuses, and tries some more. Answers what it said.
    @discardableResult
    static func fill(_ store: SQLiteStore) throws -> String {
        for seq: Int64 in 1...10_000 {
            do { try store.commit(batch(seq)) } catch let error as StoreError {
                try StoreContract.require(error.code == .unwritable, "it says that it cannot write: \(error)")
                for _ in 1...3 {
                    try StoreContract.require((try? store.commit(batch(seq))) == nil, "it goes on saying so")
                }
                let watch = try store.load(resolvedSince: .start)
                try StoreContract.require(watch.lastSeq == seq - 1, "all that was committed is read, and no more")
                return error.message
            }
        }
        throw StoreContract.Breach(description: "the disk never filled up")
    }

    /// With room again everything goes on where it stopped.
    static func recover(_ store: SQLiteStore) throws {
        let last = try store.load(resolvedSince: .start).lastSeq
        try store.probe()
        for seq in last + 1...last + 5 { try store.commit(batch(seq)) }
        while try store.fold(batches: 100) > 0 {}
        let watch = try store.load(resolvedSince: .start)
        try StoreContract.require(watch.lastSeq == last + 5, "nothing is lost")
        try StoreContract.require(watch.alerts.count == Int(last + 5) * 40, "nothing is lost")
    }
}

/// A disk of eight megabytes, where the machine lets us have one.
final class SmallDisk {
    let folder: Folder

    static let isPossible = geteuid() == 0 && (try? SmallDisk()) != nil

    init() throws {
        folder = try Folder()
        guard try SmallDisk.run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder.path) else {
            throw StoreContract.Breach(description: "no disk can be mounted here")
        }
    }

    deinit { _ = try? SmallDisk.run("umount", "-l", folder.path) }

    private static func run(_ arguments: String...) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
