import Foundation
import Incidents
import Testing
import Wire

@Suite("A snapshot as lines")
struct SnapshotStreamTests {
    private static let incidents = [ResourceSamples.full, ResourceSamples.bare]

    private static func lines(count: Int? = nil) -> [UInt8] {
        Resources.encodeHead(ResourceSamples.snapshot, count: count ?? incidents.count)
            + Resources.encodeLines(incidents)
    }

    /// Everything that comes out of bytes that arrive in pieces of one size.
    private static func read(_ bytes: [UInt8], piece: Int) throws -> (heads: [Snapshot], incidents: [IncidentSummary]) {
        var stream = SnapshotStream()
        var (heads, found): ([Snapshot], [IncidentSummary]) = ([], [])
        for start in stride(from: 0, to: bytes.count, by: piece) {
            for part in try stream.feed(Array(bytes[start..<min(bytes.count, start + piece)])) {
                switch part {
                case .head(let snapshot, let count):
                    heads.append(snapshot)
                    #expect(count == incidents.count)
                case .incidents(let some): found += some
                }
            }
        }
        try stream.finish()
        return (heads, found)
    }

    @Test("comes back as it was, wherever it is cut", arguments: [1, 2, 3, 7, 64, 1000, 1 << 20])
    func roundTrip(piece: Int) throws {
        var head = ResourceSamples.snapshot
        head.incidents = []
        let (heads, incidents) = try Self.read(Self.lines(), piece: piece)
        #expect(heads == [head])
        #expect(incidents == Self.incidents)
    }

    @Test("is read as the tree is, member by member")
    func sameAsTree() throws {
        for incident in Self.incidents {
            let bytes = Resources.encode(incident)
            #expect(try Resources.incident(from: bytes) == incident)
            let head = Resources.encodeHead(ResourceSamples.snapshot, count: 1)
            var stream = SnapshotStream()
            #expect(try stream.feed(head + bytes + [0x0A]).last == .incidents([incident]))
        }
    }

    @Test(
        "of an earlier router is read: it did not say what alerts have in common", arguments: ["sharedLabels", "shown"])
    func earlier(member: String) throws {
        var tree = try #require(
            JSONSerialization.jsonObject(with: Data(Resources.encode(ResourceSamples.bare))) as? [String: Any])
        tree[member] = nil
        let bytes = [UInt8](try JSONSerialization.data(withJSONObject: tree))
        #expect(try Resources.incident(from: bytes) == ResourceSamples.bare)
        var stream = SnapshotStream()
        let head = Resources.encodeHead(ResourceSamples.snapshot, count: 1)
        #expect(try stream.feed(head + bytes + [0x0A]).last == .incidents([ResourceSamples.bare]))
    }

    @Test("that was cut off is no snapshot")
    func cutOff() throws {
        for bytes in [Self.lines().dropLast(), Self.lines(count: 3), []] {
            var stream = SnapshotStream()
            _ = try stream.feed(bytes)
            #expect(throws: ResourceFault.self) { try stream.finish() }
        }
    }

    @Test(
        "names the incident and the member that is wrong",
        arguments: [
            (#""number":17"#, #""number":0"#, "incidents[0].number must be a whole number from 1 on"),
            (#""number":17"#, #""number":1.5"#, "incidents[0].number must be a whole number from 1 on"),
            (
                #""number":17"#, #""number":99999999999999999999"#,
                "incidents[0].number must be a whole number that fits"
            ),
            (#""number":17"#, #""other":17"#, "incidents[0].number is required"),
            (#""phase":"acknowledged""#, #""phase":"asleep""#, "incidents[0].phase must be one of"),
            (#""severity":"SEV2""#, #""severity":"SEV9""#, "incidents[0].severity must be one of"),
            (#""openedAt":""#, #""openedAt":"x"#, "incidents[0].openedAt must be a time"),
            (#""labels":{"#, #""labels":{"n":5,"#, "incidents[0].labels must be an object of strings"),
            (#"{"number""#, #"{number""#, "incidents[0] not JSON"),
        ])
    func wrong(part: String, instead: String, words: String) throws {
        let text = String(decoding: Resources.encode(ResourceSamples.full), as: UTF8.self)
        try #require(text.contains(part), "the sample has \(part): \(text)")
        let broken = text.replacing(part, with: instead, maxReplacements: 1)
        var stream = SnapshotStream()
        do {
            _ = try stream.feed(Resources.encodeHead(ResourceSamples.snapshot, count: 1) + Array(broken.utf8) + [0x0A])
            Issue.record("it was taken: \(broken)")
        } catch {
            #expect(error.description.hasPrefix(words), "\(error)")
        }
    }

    @Test("never traps, whatever the bytes", arguments: UInt64(1)...60)
    func mutated(seed: UInt64) {
        var random = SplitMix64(state: seed)
        var bytes = Self.lines()
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        var stream = SnapshotStream()
        let taken = try? stream.feed(bytes)
        #expect(taken == nil || (taken?.count ?? 0) <= 3)
    }
}
