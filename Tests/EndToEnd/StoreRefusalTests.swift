import Foundation
import Glibc
import Testing

extension EndToEnd {
    @Suite("Stores and sockets that cannot be had")
    struct StoreRefusalTests {
        /// Starts a router that must not start, and answers what it said.
        private func refusal(_ stage: Stage, _ setup: RouterSetup) async throws -> String {
            let child = try stage.launch(setup)
            #expect(try await child.ends(within: 6) == .exit(1))
            #expect(!child.errors.contains(" ready"))
            return child.errors
        }

        @Test("A second router on the same store ends with 1 and names the first", .timeLimit(.minutes(1)))
        func secondOnStore() async throws {
            try await onStage { stage in
                let first = try await stage.router()
                let said = try await refusal(stage, RouterSetup(name: "second", store: first.store))
                #expect(said.contains(first.store))
                #expect(said.contains("\(first.child.pid)"))
                #expect(said.contains("--store"), "there is no remedy in: \(said)")
                #expect(try await first.http.get("/-/ready").status == 200)
            }
        }

        @Test(
            "A second router on the same socket ends with 1, names the first and leaves it alone",
            .timeLimit(.minutes(1)))
        func secondOnSocket() async throws {
            try await onStage { stage in
                let first = try await stage.router()
                let said = try await refusal(stage, RouterSetup(store: stage.path("other.db")))
                #expect(said.contains(first.socket))
                #expect(said.contains("\(first.child.pid)"))
                #expect(said.contains("--socket"), "there is no remedy in: \(said)")
                #expect(try await stage.midwatch(first, "list").ending == .exit(0))
            }
        }

        @Test("A port that is taken ends with 1 and a remedy", .timeLimit(.minutes(1)))
        func takenPort() async throws {
            try await onStage { stage in
                let first = try await stage.router()
                let said = try await refusal(stage, RouterSetup(name: "second", listen: "127.0.0.1:\(first.port)"))
                #expect(said.contains("127.0.0.1:\(first.port)"), "the address is not named in: \(said)")
                #expect(said.contains("--listen"), "there is no remedy in: \(said)")
            }
        }

        @Test("A socket that a killed router left behind is no obstacle", .timeLimit(.minutes(1)))
        func leftSocket() async throws {
            try await onStage { stage in
                let first = try await stage.router()
                try await first.kill9()
                #expect(FileManager.default.fileExists(atPath: first.socket))
                let second = try await stage.router()
                #expect(try await stage.midwatch(second, "list").ending == .exit(0))
            }
        }

        @Test(
            "A file that is no store is refused with a remedy and left as it is", .timeLimit(.minutes(1)),
            arguments: [
                "This is a letter to my mother, and no store at all. ",
                "SQLite format 3\0 and then nothing of the kind ",
            ])
        func noStore(text: String) async throws {
            try await onStage { stage in
                let letter = String(repeating: text, count: 200)
                let path = try stage.write(letter, to: "letter.db")
                let said = try await refusal(stage, RouterSetup(store: path))
                #expect(said.contains(path))
                #expect(said.contains("--store") || said.contains("backup"), "there is no remedy in: \(said)")
                #expect(try String(contentsOfFile: path, encoding: .utf8) == letter)
            }
        }

        @Test("A store that is damaged in the middle is refused, or serves all that it holds", .timeLimit(.minutes(1)))
        func damaged() async throws {
            try await onStage { stage in
                let copy = try await copyOfStore(stage)
                var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: copy)))
                // The page of the schema stays, what it leads to does not.
                for place in stride(from: 4096, to: bytes.count, by: 1) { bytes[place] ^= 0xA5 }
                try Data(bytes).write(to: URL(fileURLWithPath: copy))
                let said = try await refusal(stage, RouterSetup(name: "second", store: copy))
                #expect(said.contains(copy))
                #expect(said.contains("backup"), "there is no remedy in: \(said)")
            }
        }

        @Test("A store of a newer version is refused with a remedy and left as it is", .timeLimit(.minutes(1)))
        func newer() async throws {
            try await onStage { stage in
                let copy = try await copyOfStore(stage)
                var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: copy)))
                // The user version stands at byte 60 of an SQLite file, big end first.
                bytes.replaceSubrange(60..<64, with: [0, 0, 3, 0xE7])
                try Data(bytes).write(to: URL(fileURLWithPath: copy))
                let said = try await refusal(stage, RouterSetup(name: "second", store: copy))
                #expect(said.contains("newer"))
                #expect(said.contains("999"))
                #expect(Array(try Data(contentsOf: URL(fileURLWithPath: copy))) == bytes)
            }
        }

        /// A complete store in one file, with an incident in it.
        private func copyOfStore(_ stage: Stage) async throws -> String {
            let first = try await stage.router()
            try await first.post([["alertname": "Down", "service": "shop"]])
            let copy = stage.path("copy.db")
            #expect(try await stage.midwatch(first, "backup", copy).ending == .exit(0))
            return copy
        }

        @Test(
            "A store that may not be written is refused with a remedy",
            .enabled(if: Host.canMount, "only root may mount a file system that is read-only"), .timeLimit(.minutes(1)))
        func readOnly() async throws {
            try await onStage { stage in
                let copy = try await copyOfStore(stage)
                let disk = stage.path("disk")
                mkdir(disk, 0o700)
                try #require(mount("none", disk, "tmpfs", 0, "size=3m") == 0)
                stage.whenOver { umount2(disk, Int32(MNT_DETACH)) }
                try FileManager.default.copyItem(atPath: copy, toPath: disk + "/midwatch.db")
                let flags = UInt(MS_REMOUNT | MS_RDONLY)
                try #require(mount("none", disk, "tmpfs", flags, nil) == 0)
                let said = try await refusal(stage, RouterSetup(name: "second", store: disk + "/midwatch.db"))
                #expect(said.contains(disk))
                #expect(said.lowercased().contains("read-only") || said.contains("written"))
                #expect(said.contains("--store"), "there is no remedy in: \(said)")
            }
        }

        @Test(
            "A store that belongs to somebody else is refused with a remedy",
            .enabled(if: Host.canBecomeOthers, "only root may run the router as another user"), .timeLimit(.minutes(1)))
        func somebodyElses() async throws {
            try await onStage { stage in
                let folder = stage.path("private")
                mkdir(folder, 0o700)
                let said = try await refusal(
                    stage, RouterSetup(store: folder + "/midwatch.db", prefix: Person.nobody.prefix))
                #expect(said.contains(folder))
                #expect(said.contains("--store"), "there is no remedy in: \(said)")
            }
        }
    }
}
