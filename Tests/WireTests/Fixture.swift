import Foundation
import Incidents
import Testing
import Wire

/// Bodies that were seen on the wire, and what tests build from them.
enum Fixture {
    /// The bytes of a file in `Fixtures`.
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    static let alertBodies = [
        "prometheus_post_alerts_firing.json", "prometheus_post_alerts_noannotations_firing.json",
        "prometheus_post_alerts_resolved.json", "prometheus_post_alerts_rich.json", "amtool_alert_add.json",
    ]

    /// Text with everything that a sender could mean harm with.
    static let hostile =
        "a\u{1B}[31mred\u{202E}evil\u{200B}\u{0}\u{7F}\u{85}\u{2028}\"\\/\n\r\t\u{E0041}\u{1F600}é漢\u{FEFF}\u{AD}"

    static func parse(_ text: String, limits: ParserLimits = ParserLimits()) throws -> PostedBatch {
        var parser = PostableAlertsParser(limits: limits)
        return try parser.parse(Array(text.utf8))
    }

    /// The answer that a body gets: 200 and nothing, or the fault's.
    static func answer(_ text: String, limits: ParserLimits = ParserLimits()) -> (status: Int, body: String) {
        do {
            guard let fault = try parse(text, limits: limits).fault else { return (200, "") }
            return (fault.status, line(fault.body))
        } catch let fault as AlertsFault {
            return (fault.status, line(fault.body))
        } catch {
            return (0, "\(error)")
        }
    }

    /// An answer without the end of its line.
    static func line(_ body: [UInt8]) -> String {
        String(decoding: body.last == 0x0A ? body.dropLast() : body[...], as: UTF8.self)
    }

    /// A body that posts the same alerts again.
    static func body(of alerts: [PostedAlert]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for alert in alerts {
            writer.beginObject()
            writer.name("labels")
            writer.object(alert.labels.pairs)
            writer.name("annotations")
            writer.object(alert.text.packed)
            writer.name("generatorURL")
            writer.string(alert.text.generatorURL)
            writer.name("startsAt")
            writer.time(alert.startsAt)
            writer.name("endsAt")
            writer.time(alert.endsAt)
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    static func moment(_ text: String) throws -> Timestamp { try #require(try TimestampParser.parse(text)) }
}

/// A small random generator with a seed, so that a failure can be had again.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
