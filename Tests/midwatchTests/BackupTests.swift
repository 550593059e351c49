import Foundation
import Incidents
import Testing

@testable import midwatch

@Suite("A backup")
struct BackupTests {
    private let folder: String

    init() throws {
        folder =
            FileManager.default.temporaryDirectory.appending(path: "midwatch-\(UInt64.random(in: 0 ... .max))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private var left: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } }

    @Test("becomes a file of its owner only, complete")
    func isComplete() async throws {
        let path = folder + "/a.db"

        let size = try await BackupCommand.copy(to: path, showsProgress: false) { write in
            for piece in ["SQL", "ite format 3\0", "rest"] { try await write(Array(piece.utf8)) }
            return 20
        }

        #expect(size == 20)
        #expect(try left == ["a.db"])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "SQLite format 3\0rest")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("is never written over another file")
    func isNeverWrittenOver() async throws {
        let path = folder + "/a.db"
        try "mine".write(toFile: path, atomically: false, encoding: .utf8)

        await #expect(throws: CommandFailure.self) {
            try await BackupCommand.copy(to: path, showsProgress: false) { _ in 0 }
        }

        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    }

    @Test("leaves nothing when what comes is no store", arguments: ["<html>", "SQLite", "SQLite format 2\0more"])
    func leavesNothing(text: String) async throws {
        await #expect(throws: BackupCommand.noStore) {
            try await BackupCommand.copy(to: folder + "/a.db", showsProgress: false) { write in
                try await write(Array(text.utf8))
                return text.utf8.count
            }
        }

        #expect(try left.isEmpty)
    }

    @Test("leaves nothing when it breaks off")
    func breaksOff() async throws {
        await #expect(throws: CancellationError.self) {
            try await BackupCommand.copy(to: folder + "/a.db", showsProgress: false) { write in
                try await write(BackupCommand.header)
                throw CancellationError()
            }
        }

        #expect(try left.isEmpty)
    }
}
