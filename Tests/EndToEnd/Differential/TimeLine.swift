import Foundation
import Support

/// Lanes, played in real time to several servers at once.
struct TimeLine: Sendable {
    let lanes: [Lane]
    /// When everything has been done and told, in half seconds.
    let end: Int

    /// - Parameter seconds: in which something may begin; what follows from it is waited for.
    init(lanes: [Lane], seconds: Int) {
        self.lanes = lanes
        end = 2 * (seconds + 3)
    }

    /// Something else that happens at a time, such as a kill, in seconds.
    struct Mishap: Sendable {
        var at: Double
        /// Is told when the time line began, on the clock of ``Waiting/now``.
        var work: @Sendable (_ start: Double) async throws -> Void
    }

    /// A deed, or a mishap.
    private enum Entry {
        case deeds([Lane.Deed])
        case mishap(Mishap)
    }

    /// When it began, and by how much at most the machine was late.
    struct Played: Sendable {
        var start: Double
        var lateness: Double
    }

    func play(to contenders: [Contender], mishaps: [Mishap] = []) async throws -> Played {
        let stages = contenders.map { LaneStage($0) }
        var entries: [(at: Double, entry: Entry)] = mishaps.map { ($0.at, .mishap($0)) }
        for (half, deeds) in Dictionary(grouping: lanes.flatMap(\.deeds), by: \.at) {
            entries.append((Double(half) / 2, .deeds(deeds)))
        }
        entries.sort { $0.at < $1.at }
        // A moment of preparation, so that the first deed is not late already.
        let start = (steady: Waiting.now + 0.3, wall: Date.now + 0.3)
        var lateness = 0.0
        for (at, entry) in entries {
            try await Waiting.until(start.steady + at)
            switch entry {
            case .mishap(let mishap):
                try await mishap.work(start.steady)
                // It may take until the next flush, half a second away from what is done.
                lateness = max(lateness, Waiting.now - start.steady - at - 0.6)
            case .deeds(let deeds):
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    for stage in stages { tasks.addTask { try await stage.take(deeds, start: start.wall) } }
                    try await tasks.waitForAll()
                }
                lateness = max(lateness, Waiting.now - start.steady - at)
            }
        }
        try await Waiting.until(start.steady + Double(end) / 2)
        return Played(start: start.steady, lateness: lateness)
    }
}

/// One server in a time line, with the ids that it gave to silences.
private actor LaneStage {
    private let contender: Contender
    private var ids: [String: String] = [:]

    init(_ contender: Contender) { self.contender = contender }

    func take(_ deeds: [Lane.Deed], start: Date) async throws {
        func moment(_ half: Int) -> String { rfc3339(start + Double(half) / 2) }
        var alerts: [JSON] = []
        for deed in deeds {
            switch deed.act {
            case .fires(let labels, let summary, let since, let until):
                // What does not end by itself ends long after the time line.
                alerts.append(Self.alert(labels, summary, moment(since), moment(until ?? 7200)))
            case .resolves(let labels, let since):
                alerts.append(Self.alert(labels, "over", moment(since), moment(deed.at)))
            case .silences(let tag, let matchers, let from, let until):
                let body = JSON.object([
                    "matchers": .array(matchers.map(\.json)), "startsAt": .string(moment(from)),
                    "endsAt": .string(moment(until)), "createdBy": .string("Mara"), "comment": .string(tag),
                ])
                let answer = try await contender.http.post("/api/v2/silences", json: body.text)
                ids[tag] = try? answer.json()["silenceID"].string
                try insist(answer)
            case .unsilences(let tag):
                let answer = try await contender.http.send("DELETE", "/api/v2/silence/\(ids[tag] ?? "unknown")")
                // One that is over already may be refused.
                if answer.status >= 500 { try insist(answer) }
            }
        }
        if !alerts.isEmpty {
            try insist(try await contender.http.post("/api/v2/alerts", json: JSON.array(alerts).text))
        }
    }

    private func insist(_ answer: Answer) throws {
        guard answer.status == 200 else {
            throw ChildProcess.Fault(description: "\(contender.name) answered \(answer.status): \(answer.text)")
        }
    }

    private static func alert(
        _ labels: [String: String], _ summary: String, _ startsAt: String, _ endsAt: String
    ) -> JSON {
        .object([
            "labels": JSON(labels), "annotations": JSON(["summary": summary, "team": "night"]),
            "startsAt": .string(startsAt), "endsAt": .string(endsAt),
            "generatorURL": .string("http://prometheus.example/graph"),
        ])
    }
}

extension Waiting {
    /// Waits for a moment on the clock of ``now``.
    static func until(_ moment: Double) async throws {
        while true {
            let left = moment - now
            guard left > 0 else { return }
            try Task.checkCancellation()
            await aMoment(milliseconds: Int32(max(1, min(left * 1000, 200))))
        }
    }
}
