import Testing

extension EndToEnd {
    @Suite("The feed")
    struct FeedTests {
        private func storm(_ router: RouterProcess, _ name: String, _ count: Int) async throws {
            for number in 0..<count {
                try await router.post([["alertname": "Storm", "service": "\(name)-\(number)", "severity": "info"]])
            }
        }

        private func seq(_ router: RouterProcess) async throws -> Int {
            try #require(try await router.http.get("/api/v1/snapshot").json()["seq"].int)
        }

        @Test("A reader that comes and goes misses nothing and sees nothing twice", .timeLimit(.minutes(1)))
        func reconnecting() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let whole = try await EventStream(router.local, after: 0)
                let start = try await seq(router)
                async let posting: Void = storm(router, "live", 60)
                var (last, pieces) = (start, [JSON]())
                var seqs: [Int] = []
                var (visits, isOver) = (0, false)
                while !isOver {
                    let reader = try await EventStream(router.http, after: last)
                    try await eventually("a few more events, or all there are", within: 5) {
                        try reader.look()
                        if reader.seqs.count >= 3 { return true }
                        let end = try await seq(router)
                        return reader.seqs.last ?? last >= end
                    }
                    // It goes away in the middle of what it was sent.
                    reader.forget(after: 7)
                    seqs += reader.seqs
                    pieces += reader.changes("timeline")
                    last = reader.seqs.last ?? last
                    visits += 1
                    let (count, end) = (try await router.incidents().count, try await seq(router))
                    isOver = count == 60 && last >= end
                }
                try await posting
                #expect(visits >= 5)
                let end = try await seq(router)
                try await eventually("the reader who stayed has it all") {
                    try whole.look()
                    return whole.seqs.last ?? 0 >= end
                }
                #expect(seqs == whole.seqs)
                #expect(pieces == whole.changes("timeline"))
                #expect(Set(seqs).count == seqs.count)
            }
        }

        @Test("Snapshot and feed fit together", .timeLimit(.minutes(1)))
        func snapshot() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await storm(router, "before", 5)
                let snapshot = try await router.local.get("/api/v1/snapshot").json()
                let feed = try await EventStream(router.local, after: snapshot["seq"].int ?? -1)
                try await storm(router, "after", 5)
                let end = try await seq(router)
                try await eventually("the feed tells the rest") {
                    try feed.look()
                    return feed.seqs.last ?? 0 >= end
                }
                var known: [Int: JSON] = [:]
                for incident in snapshot["incidents"].items + feed.changes("incident") {
                    known[incident["number"].int ?? 0] = incident
                }
                let now = try await router.incidents()
                #expect(Set(known.values) == Set(now))
                #expect(now.count == 10)
            }
        }

        @Test("A sequence number that is not there is answered 410, and one that is none 400", .timeLimit(.minutes(1)))
        func gone() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await storm(router, "a", 1)
                let ahead = try await router.http.get("/api/v1/feed?after=100000")
                #expect(ahead.status == 410)
                #expect(try ahead.json()["code"].string == "gone")
                for bad in ["x", "-1", "1.5", "99999999999999999999999"] {
                    #expect(try await router.http.get("/api/v1/feed?after=\(bad)").status == 400, "\(bad)")
                }
            }
        }

        @Test("What retention has taken away is answered 410, and a snapshot leads on", .timeLimit(.minutes(1)))
        func retention() async throws {
            try await onStage { stage in
                let setup = RouterSetup(configuration: RouterSetup.plain + "retention: {log: 1s}\n")
                let first = try await stage.router(setup)
                try await storm(first, "old", 3)
                try await eventually("the old changes are older than a second") {
                    let at = try await first.http.get("/api/v1/snapshot").json()
                    let opened = at["incidents"].items.compactMap(\.["openedAt"].string).max() ?? "9"
                    // Times of one form compare as texts; two seconds are more than the one that is kept.
                    return Self.second(at["at"].string) >= Self.second(opened) + 2
                }
                try await first.kill9()
                let router = try await stage.router(setup)
                let answer: Answer = try await eventually("the log was pruned", within: 10) {
                    let connection = try await router.http.open("/api/v1/feed?after=0")
                    let head = String(decoding: try connection.read(), as: UTF8.self)
                    return head.hasPrefix("HTTP/1.1 410") ? try await router.http.get("/api/v1/feed?after=0") : nil
                }
                #expect(try answer.json()["code"].string == "gone")
                let feed = try await EventStream(router.http, after: try await seq(router))
                try await storm(router, "new", 1)
                try await eventually("the feed goes on from the snapshot") {
                    try feed.look()
                    return !feed.seqs.isEmpty
                }
                #expect(try await router.incidents().count == 4)
            }
        }

        /// Seconds since midnight, and a day more after it.
        private static func second(_ time: String?) -> Int {
            let digits = (time ?? "").split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
            guard digits.count >= 6 else { return .min / 2 }
            return digits[2] * 86_400 + digits[3] * 3600 + digits[4] * 60 + digits[5]
        }

        @Test("A reader that does not read is cut off, and the router goes on at speed", .timeLimit(.minutes(2)))
        func slowReader() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let calm = try await seconds { try await self.storm(router, "calm", 50) }
                let reader = try await EventStream(router.local, after: try await seq(router))
                let stuck = try await router.http.open("/api/v1/feed?after=0", receiveBuffer: 2048)
                try await eventually("both readers are counted") {
                    try await router.metric("midwatch_feed_readers") ?? 0 >= 2
                }
                let before = try #require(try await router.metric("midwatch_feed_readers"))
                var (rounds, stormy) = (0, 0.0)
                try await eventually("the reader that does not read is cut off", within: 60) {
                    stormy = try await seconds { try await self.storm(router, "\(rounds)", 50) }
                    rounds += 1
                    try reader.look()
                    return try await router.metric("midwatch_feed_readers") ?? 0 < before
                }
                #expect(stormy < max(2, calm * 5), "50 POSTs took \(calm) s before and \(stormy) s with a stuck reader")
                let end = try await seq(router)
                try await eventually("the other reader has everything") {
                    try reader.look()
                    return reader.seqs.last ?? 0 >= end
                }
                _ = stuck
            }
        }
    }
}
