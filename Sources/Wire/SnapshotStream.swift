package import Incidents

/// A snapshot as lines, so that a console shows its first screen before the last of a hundred thousand incidents has
/// arrived: a head, which says how many follow, then an incident a line, the most urgent first.
package struct SnapshotStream {
    /// What has arrived.
    package enum Part: Hashable, Sendable {
        /// Everything but the incidents, and how many of them follow.
        case head(Snapshot, count: Int)
        case incidents([IncidentSummary])
    }

    /// What a client sends as `Accept`, and the router as `Content-Type`.
    package static let mediaType = "application/x-ndjson"

    /// The longest line, in bytes: an incident with the most and longest labels that are let in.
    static let lineMax = 16 << 20

    private var scan = IncidentScan()
    private var rest: [UInt8] = []
    private var expected: Int?
    private var taken = 0

    package init() {}

    /// Takes the next bytes, cut anywhere, and answers what is whole now.
    package mutating func feed(_ bytes: [UInt8]) throws(ResourceFault) -> [Part] {
        rest.append(contentsOf: bytes)
        var parts: [Part] = []
        var incidents: [IncidentSummary] = []
        var start = 0
        // A copy costs nothing here: the buffer is only read while it is walked.
        let buffer = rest
        let fault: ResourceFault? = buffer.withUnsafeBytes { bytes in
            do throws(ResourceFault) {
                while let end = Self.lineEnd(bytes, from: start) {
                    let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                    if expected == nil {
                        parts.append(try head(Array(line)))
                    } else {
                        incidents.append(try scan.line(line, number: taken))
                        taken += 1
                    }
                    start = end + 1
                }
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw fault }
        rest.removeFirst(start)
        guard rest.count <= Self.lineMax else {
            throw ResourceFault(path: "incidents[\(taken)]", reason: "is longer than \(Self.lineMax) bytes")
        }
        if !incidents.isEmpty { parts.append(.incidents(incidents)) }
        return parts
    }

    /// Whether all that was announced has arrived. Throws when it has not: the rest was lost on the way.
    package mutating func finish() throws(ResourceFault) {
        // What never had a line end may be something else altogether: reading it says what.
        if expected == nil, !rest.isEmpty { _ = try head(rest) }
        guard let expected else { throw ResourceFault(path: "", reason: "ended before its head") }
        guard taken == expected, rest.isEmpty else {
            throw ResourceFault(path: "incidents", reason: "ended after \(taken) of \(expected)")
        }
    }

    private mutating func head(_ line: [UInt8]) throws(ResourceFault) -> Part {
        let reader = try Resources.read(line)
        let snapshot = try Snapshot(head: reader)
        let count = try reader.member("count").count
        expected = count
        return .head(snapshot, count: count)
    }

    private static func lineEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var at = start
        while at < bytes.count {
            if bytes[at] == 0x0A { return at }
            at += 1
        }
        return nil
    }
}

extension Resources {
    /// The first line of a snapshot as lines: everything but the incidents, and how many follow.
    package static func encodeHead(_ snapshot: Snapshot, count: Int) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.snapshotHead(snapshot)
            writer.name("count")
            writer.integer(count)
            writer.endObject()
        } + [0x0A]
    }

    /// Further lines of a snapshot as lines.
    package static func encodeLines(_ incidents: some Sequence<IncidentSummary>) -> [UInt8] {
        var writer = JSONWriter(reserving: 64 << 10)
        for incident in incidents {
            writer.incident(incident)
            writer.endLine()
        }
        return writer.bytes
    }
}
