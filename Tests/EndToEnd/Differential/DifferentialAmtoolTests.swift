import Testing

extension EndToEnd {
    /// The same words of the real amtool to both, and what it prints.
    @Suite("Differential: amtool", .enabled(if: Differential.hasPeers, Differential.whyNot))
    struct DifferentialAmtoolTests {
        static let configuration = """
            route: {receiver: night, group_by: [alertname], group_wait: 1h}
            receivers: [{name: night}, {name: day}]
            inhibit_rules: [{source_matchers: [severity=critical], target_matchers: [severity=info], equal: [team]}]

            """

        /// One after the other; `$N` stands for the id that the Nth of them printed, counted from 0.
        static let script: [String] = [
            "alert add Down severity=critical team=db --annotation=summary=Down",
            "alert add Slow severity=info team=db",
            "alert add Full severity=warning team=web",
            "silence add --author Mara --comment one --duration 1h severity=warning",
            "silence add --author Mara --comment two --duration 2h alertname=~Slow|Down team!=web",
            "silence add --author Mara --comment empty --duration 2h team!=web",
            "silence add --author Mara --comment later --start 2099-01-01T00:00:00Z --end 2099-01-02T00:00:00Z a=b",
            "silence add --author Mara --comment past --start 2020-01-01T00:00:00Z --end 2020-01-02T00:00:00Z a=b",
            "silence add --author Mara alertname=NoComment",
            "silence query", "silence query -o simple", "silence query -o extended", "silence query -o json",
            "silence query -q", "silence query severity=warning", "silence query alertname=~Slow.*",
            "silence query --within 90m", "silence query --created-by Mara -q",
            "alert query", "alert query -o extended", "alert query -o json", "alert query --silenced -o json",
            "alert query --inhibited -o json", "alert query --active -o json", "alert query team=db -o simple",
            "alert query --receiver day -o json",
            "silence update --duration 3h --comment one-longer $3",
            "silence expire $4", "silence expire $4", "silence expire 00000000-0000-0000-0000-000000000000",
            "silence query -o json", "silence query --expired -o json", "silence query --expired -q",
            "alert query --silenced -o json", "config routes show", "config routes test severity=info",
        ]

        @Test("whatever is said to amtool, both answer alike", .timeLimit(.minutes(2)))
        func agrees() async throws {
            try await onStage { stage in
                async let alertmanager = stage.alertmanager(Self.configuration)
                async let rival = stage.rival(Self.configuration)
                let theirs = try await Self.said(stage, by: try await alertmanager)
                let ours = try await Self.said(stage, by: try await rival)
                for (index, words) in Self.script.enumerated() {
                    #expect(ours[index] == theirs[index], "amtool \(words)")
                }
                #expect(theirs.contains { $0.contains("one-longer") && $0.contains("exit(0)") })
            }
        }

        /// What is printed for each line, without what each chooses itself: ids and times.
        private static func said(_ stage: Stage, by contender: Contender) async throws -> [String] {
            guard case .port(let port) = contender.http.door else { return [] }
            var ids: [String] = []
            var said: [String] = []
            for line in script {
                let words = line.split(separator: " ").map { word in
                    word.first == "$" ? Int(word.dropFirst()).map { ids[$0] } ?? "" : String(word)
                }
                let address = ["--alertmanager.url", "http://127.0.0.1:\(port)"]
                let done = try await stage.run([Host.peer("amtool")] + address + words)
                ids.append(done.output.trimmingSuffix("\n"))
                said.append("\(done.ending)\n\(neutral(done.output))\n\(neutral(done.errors))")
                // Those that are shown in the order in which they end are not to end at once.
                await Waiting.aMoment(milliseconds: 5)
            }
            return said
        }

        private static func neutral(_ text: String) -> String {
            text.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "ID")
                .replacing(/20(?!99)\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| UTC)?/, with: "TIME")
                .replacing(/127\.0\.0\.1:\d+/, with: "ADDRESS")
                .replacing(/"inhibitedBy":\["[0-9a-f]{16}"\]/, with: "\"inhibitedBy\":[SOMEBODY]")
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
