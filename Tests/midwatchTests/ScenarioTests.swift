import Foundation
import Incidents
import Synchronization
import Testing
import Wire

@testable import midwatch

@Suite("The scenarios of sample-data")
struct ScenarioTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sample-data/scenarios")

    /// Every file that lies in the folder.
    static let files: [URL] =
        ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
        .filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }

    private static func read(_ file: URL) throws -> Scenario {
        try ScenarioReader.read(
            String(contentsOf: file, encoding: .utf8), name: file.deletingPathExtension().lastPathComponent)
    }

    @Test("are all embedded into the program, as they lie there")
    func areEmbedded() throws {
        #expect(Self.files.map { $0.deletingPathExtension().lastPathComponent } == Scenarios.names)
        for (file, embedded) in zip(Self.files, Scenarios.embedded) {
            #expect(try Array(Data(contentsOf: file)) == embedded.bytes)
        }
    }

    @Test("keep what they promise", arguments: files)
    func keepPromises(file: URL) throws {
        let scenario = try Self.read(file)
        let alerts = scenario.alerts.flatMap(\.alerts)
        let groups = Set(alerts.map { alert in alert.labels.filter { scenario.groupBy.contains($0.name) } })

        #expect(alerts.count == scenario.promise.alerts)
        #expect(Set(alerts.map(\.labels)).count == alerts.count)
        #expect(groups.count == scenario.promise.incidents)
        #expect(!alerts.flatMap(\.labels).contains { $0.value.contains("{") })
    }

    @Test("fit the bounds of a router and are taken as any sender's", arguments: files)
    func areTaken(file: URL) throws {
        let scenario = try Self.read(file)
        let alerts = scenario.alerts.flatMap(\.alerts).map { ScenarioSender.Firing(alert: $0, startsAt: Samples.now) }
        var parser = PostableAlertsParser(limits: ParserLimits())

        let body = ScenarioSender.body(alerts, endsAt: Samples.now)
        let batch = try body.withUnsafeBytes { bytes throws(AlertsFault) in try parser.parse(bytes) }

        #expect(batch.alerts.count == scenario.promise.alerts)
        #expect(batch.fault == nil)
    }

    @Test("last one to two minutes at the usual speed", arguments: files)
    func lastAMinuteOrTwo(file: URL) throws {
        let seconds = (try Self.read(file).length / DemoCommand.standardSpeed).components.seconds

        #expect((45...120).contains(seconds))
    }

    @Test("refuse mistakes with their line")
    func refuseMistakes() {
        let text =
            "title: t\nstarts: x\ngroup_by: [a]\npeople: [Kim]\nexpects: {alerts: 0, incidents: 0}\nalerts: {}\nsteps:\n- {at: 1m, fire: [nothing]}\n"

        #expect(throws: ScenarioFault(file: "t.yaml", line: 8, message: "there are no alerts named nothing")) {
            try ScenarioReader.read(text, name: "t")
        }
    }

    @Test("are played at their times, and sent again each minute of the story")
    func arePlayed() async throws {
        let scenario = try Scenarios.load("switch")
        let waits = Mutex<[Duration]>([])
        let posts = Mutex(0)
        let acts = Mutex<[String]>([])
        var root = Samples.incident(1, .sev1, title: "switch", age: .zero)
        root.labels = [LabelText(name: "alertname", value: "SwitchUnreachable"), LabelText(name: "rack", value: "r17")]
        let open = [root]
        let player = ScenarioPlayer(
            scenario: scenario, speed: 60, sender: ScenarioSender { _ in posts.withLock { $0 += 1 } },
            act: { person, act in acts.withLock { $0.append("\(person) \(act.verb.name) \(act.incident)") } },
            incidents: { open }, say: { _ in }, now: { Samples.now },
            wait: { wait in waits.withLock { $0.append(wait) } })

        try await player.play()

        #expect(acts.withLock { $0.first } == "Noor ack #1")
        #expect(waits.withLock { $0 }.sorted() == waits.withLock { $0 })
        #expect(waits.withLock { $0.last } == .seconds(26))
        #expect(posts.withLock { $0 } > 3000 / 64)
    }
}
