import Incidents
import Wire

/// Posts a scenario's alerts as a Prometheus does: what fires again and again, with an end that is soft; what ended,
/// once, with its end.
struct ScenarioSender: Sendable {
    /// Takes the body of one `POST /api/v2/alerts`.
    let post: @Sendable ([UInt8]) async throws -> Void

    /// How many alerts one body holds, as many as Prometheus sends at once.
    static let batchSize = 64
    /// How far ahead a firing alert says that it ends, unless its sender speaks again.
    static let softEnd = Duration.minutes(5)

    /// An alert and since when it fires.
    struct Firing: Hashable, Sendable {
        var alert: ScenarioAlert
        var startsAt: Timestamp
    }

    /// Sends alerts that fire.
    func fire(_ alerts: [Firing], at now: Timestamp, every: Duration) async throws {
        // Long enough for a sender that speaks every so often to miss three times.
        try await send(alerts, endsAt: now + max(ScenarioSender.softEnd, every * 4))
    }

    /// Sends alerts that ended.
    func end(_ alerts: [Firing], at now: Timestamp) async throws { try await send(alerts, endsAt: now) }

    private func send(_ alerts: [Firing], endsAt: Timestamp) async throws {
        var rest = alerts[...]
        while !rest.isEmpty {
            try await post(ScenarioSender.body(Array(rest.prefix(ScenarioSender.batchSize)), endsAt: endsAt))
            rest = rest.dropFirst(ScenarioSender.batchSize)
        }
    }

    /// The body of one request.
    static func body(_ alerts: [Firing], endsAt: Timestamp) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for firing in alerts {
            writer.beginObject()
            writer.name("labels")
            write(firing.alert.labels, &writer)
            writer.name("annotations")
            write(firing.alert.annotations, &writer)
            writer.name("startsAt")
            writer.time(firing.startsAt)
            writer.name("endsAt")
            writer.time(endsAt)
            writer.name("generatorURL")
            writer.string("http://prometheus.example:9090/graph")
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    private static func write(_ pairs: [ScenarioAlert.Pair], _ writer: inout JSONWriter) {
        writer.beginObject()
        for pair in pairs {
            writer.name(pair.name)
            writer.string(pair.value)
        }
        writer.endObject()
    }
}
