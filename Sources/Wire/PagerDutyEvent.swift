package import Incidents

/// An event as senders post it to PagerDuty's `POST /v2/enqueue` (Events API, version 2).
///
/// Its key is the incident: every event of a key is about the same alert, whatever else it says. Severities that are
/// none of PagerDuty's are taken as they are: Alertmanager sends them.
package struct PagerDutyEvent: Hashable, Sendable {
    package enum Action: String, Hashable, Sendable, CaseIterable {
        case trigger, acknowledge, resolve
    }

    package var action: Action
    /// What its sender is known by.
    package var routingKey: String
    /// What it is about; nil for a trigger that leaves the key to us.
    package var dedupKey: String?
    /// What a trigger says.
    private var source = "", component = "", group = "", kind = ""
    private var severity = ""
    private var timestamp: Timestamp?
    private var text = AlertText()

    /// The largest body, in bytes.
    package static let bodySizeMax = 512 << 10
    package static let routingKeyLength = 32
    package static let dedupKeyLengthMax = 255
    package static let summaryLengthMax = 1024
    /// The label that an alert carries the key in.
    package static let keyLabel = "dedup_key"
    /// The label that says which integration an alert came by.
    package static let integrationLabel = "integration"

    /// Why an event is not taken: the sentences of the answer.
    package struct Fault: Error, Hashable, Sendable {
        package var errors: [String]

        package init(_ errors: [String]) { self.errors = errors }
    }

    /// Reads an event.
    package init(_ body: [UInt8], limits: ParserLimits = ParserLimits()) throws(Fault) {
        let value: JSONValue
        do { value = try JSONReader(sizeMax: Self.bodySizeMax).read(body) } catch {
            throw Fault(["The event is no JSON: \(error)"])
        }
        guard case .object = value else { throw Fault(["The event must be an object"]) }
        var faults: [String] = []
        let word = Self.text(value["event_action"])
        let action = Action(rawValue: word)
        if action == nil {
            let known = Action.allCases.map(\.rawValue).joined(separator: ", ")
            faults.append(
                "'event_action' is \(word.isEmpty ? "missing or blank" : "invalid") (should be one of \(known))")
        }
        routingKey = Self.text(value["routing_key"])
        if routingKey.isEmpty {
            faults.append("'routing_key' is missing or blank")
        } else if routingKey.utf8.count != Self.routingKeyLength {
            faults.append("Length of 'routing_key' is incorrect (should be \(Self.routingKeyLength) characters)")
        }
        let key = Self.text(value["dedup_key"])
        dedupKey = key.isEmpty ? nil : key
        if key.utf8.count > Self.dedupKeyLengthMax {
            faults.append("Length of 'dedup_key' is incorrect (should be at most \(Self.dedupKeyLengthMax) characters)")
        }
        if key.isEmpty, action == .acknowledge || action == .resolve {
            faults.append("'dedup_key' is missing or blank")
        }
        self.action = action ?? .trigger
        if action == .trigger { faults += take(value, limits) }
        if !faults.isEmpty { throw Fault(faults) }
    }

    /// Takes what a trigger says; answers what is wrong with it.
    private mutating func take(_ event: JSONValue, _ limits: ParserLimits) -> [String] {
        let payload = event["payload"] ?? .null
        let summary = Self.text(payload["summary"])
        source = Self.text(payload["source"])
        severity = Self.text(payload["severity"])
        (component, group, kind) = (
            Self.text(payload["component"]), Self.text(payload["group"]), Self.text(payload["class"])
        )
        // A moment that cannot be read is no reason to lose an event.
        timestamp = (try? TimestampParser.parse(Self.text(payload["timestamp"]))) ?? nil
        var faults: [String] = []
        for (name, text) in [("summary", summary), ("source", source), ("severity", severity)] where text.isEmpty {
            faults.append("'payload.\(name)' is missing or blank")
        }
        for (name, text) in [
            ("source", source), ("severity", severity), ("component", component), ("group", group), ("class", kind),
        ] where text.utf8.count > limits.valueLengthMax {
            faults.append("'payload.\(name)' is longer than \(limits.valueLengthMax) bytes")
        }
        var pairs = HookPairs()
        pairs.addMissing("summary", String(summary.prefix(Self.summaryLengthMax)), limits)
        pairs.addMissing("client", Self.text(event["client"]), limits)
        if case .array(let links)? = event["links"] {
            let lines = links.map { "\(Self.text($0["text"])) \(Self.text($0["href"]))" }
            if !lines.isEmpty { pairs.addMissing("links", lines.joined(separator: "\n"), limits) }
        }
        switch payload["custom_details"] {
        case .object(let details):
            for member in details.members {
                pairs.addMissing(HookPairs.fit(member.name), HookPairs.text(member.value), limits)
            }
        case let details?: pairs.addMissing("details", HookPairs.text(details), limits)
        case nil: break
        }
        text = pairs.text(generatorURL: Self.text(event["client_url"]), limits)
        return faults
    }

    private static func text(_ value: JSONValue?) -> String { value.map { HookPairs.text($0) } ?? "" }

    /// The alert of a trigger. `alertname` is the key, so that each key is an incident of its own under the usual
    /// grouping; the summary is what people read.
    ///
    /// - Parameters:
    ///   - key: its key; that of the event, where it has one.
    ///   - integration: the name of the integration that it came by.
    ///   - labels: labels for alerts that do not have them.
    ///   - holds: how long it fires, unless it is resolved before.
    package func alert(
        key: String, integration: String, labels: PackedPairs, now: Timestamp, holds: Duration,
        limits: ParserLimits = ParserLimits()
    ) throws(Fault) -> PostedAlert {
        let pairs = [
            ("alertname", key), (Self.keyLabel, key), (Self.integrationLabel, integration), ("severity", severity),
            ("source", source), ("component", component), ("group", group), ("class", kind),
        ]
        do throws(ResourceFault) {
            let labels = try HookPairs.labels(pairs, adding: labels, limits)
            return PostedAlert(labels: labels, text: text, startsAt: timestamp.map { min($0, now) }, holds: holds)
        } catch {
            throw Fault([error.description])
        }
    }
}

/// The answers of PagerDuty's door.
package enum PagerDutyAnswers {
    /// 202: the event is durable.
    package static func taken(key: String) -> [UInt8] {
        Resources.write { writer in
            writer.beginObject()
            writer.name("status")
            writer.string("success")
            writer.name("message")
            writer.string("Event processed")
            writer.name("dedup_key")
            writer.string(key)
            writer.endObject()
        }
    }

    /// 400: the event is not taken, and why.
    package static func refused(_ fault: PagerDutyEvent.Fault) -> [UInt8] {
        Resources.write { writer in
            writer.beginObject()
            writer.name("status")
            writer.string("invalid event")
            writer.name("message")
            writer.string("Event object is invalid")
            writer.name("errors")
            writer.strings(fault.errors)
            writer.endObject()
        }
    }
}
