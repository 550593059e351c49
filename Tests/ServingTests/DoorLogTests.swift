import Incidents
import Logging
@testable import Serving
import Support
import Synchronization
import Testing

@Suite("What the doors say in the log")
struct DoorLogTests {
    /// Keeps what is logged.
    private final class Lines: Sendable {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
        func add(_ line: String) { kept.withLock { $0.append(line) } }
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let facts = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
            lines.add("\(event.message) \(facts)")
        }
    }

    @Test("there are so many lines a minute, and the next minute counts those that were left out")
    func isBounded() {
        let (lines, clock) = (Lines(), ManualClock())
        let log = DoorLog(clock: clock, log: Logger(label: "test") { _ in Handler(lines: lines) })

        for _ in 0..<DoorLog.linesMax + 5 { log.refused("/hooks/grafana", 400, by: "x", "no JSON") }
        #expect(lines.all.count == DoorLog.linesMax)
        #expect(lines.all.first == "a body was refused at=/hooks/grafana by=x status=400 why=no JSON")

        clock.advance(by: .minutes(1))
        log.refused("/hooks/grafana", 400, by: "x", String(repeating: "long ", count: 1000))
        #expect(lines.all.last?.contains("leftOut=5") == true)
        #expect(lines.all.last.map { $0.count < 2 * DoorLog.lengthMax } == true)
        log.cut("/hooks/alertmanager", missing: 3)
        #expect(lines.all.last?.contains("at=/hooks/alertmanager missing=3") == true)
    }
}
