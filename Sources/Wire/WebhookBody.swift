package import Incidents

/// What a web hook is sent: Alertmanager's body, version 4, byte for byte (`notify/webhook/webhook.go`,
/// `template/template.go`). Written in one pass into one buffer.
package struct WebhookBody: Sendable {
    private let receiver: String
    private let groupKey: String
    private let groupLabels: LabelSet
    private let externalURL: String
    private let alerts: ArraySlice<Alert>
    private let truncated: Int

    /// - Parameters:
    ///   - alerts: those of the flush that the receiver is told of, at least one.
    ///   - most: how many of them, from the first; zero for all. Whatever is said of them in common is said of these.
    ///   - externalURL: where this router is reached, as it says itself.
    package init(_ flush: Flush, alerts: [Alert], most: Int, externalURL: String) {
        (receiver, groupKey, groupLabels) = (flush.receiver, flush.groupKey, flush.groupLabels)
        self.externalURL = externalURL
        self.alerts = most > 0 ? alerts.prefix(most) : alerts[...]
        truncated = alerts.count - self.alerts.count
    }

    /// The bytes, with the line feed that Go's encoder ends them with.
    package func encoded() -> [UInt8] {
        var writer = JSONWriter(reserving: 512 + alerts.count * 512)
        writer.beginObject()
        writer.name("receiver")
        writer.goString(WebhookBody.quotedForRegex(receiver))
        writer.name("status")
        writer.goString(alerts.contains(where: \.isFiring) ? "firing" : "resolved")
        writer.name("alerts")
        writer.beginArray()
        for alert in alerts { writer.webhookAlert(alert) }
        writer.endArray()
        writer.name("groupLabels")
        writer.goObject(groupLabels.pairs)
        writer.name("commonLabels")
        common(\.labels.pairs, &writer)
        writer.name("commonAnnotations")
        common(\.text.packed, &writer)
        writer.name("externalURL")
        writer.goString(externalURL)
        writer.name("version")
        writer.goString("4")
        writer.name("groupKey")
        writer.goString(groupKey)
        writer.name("truncatedAlerts")
        writer.integer(truncated)
        writer.endObject()
        writer.endLine()
        return writer.take()
    }

    /// Writes the pairs of the first alert that all others have too. A pair that is missing counts as empty.
    private func common(_ pairs: KeyPath<Alert, PackedPairs>, _ writer: inout JSONWriter) {
        writer.beginObject()
        defer { writer.endObject() }
        guard let first = alerts.first?[keyPath: pairs] else { return }
        let others = alerts.dropFirst()
        first.bytes.withUnsafeBytes { packed in
            first.forEachRange { name, value in
                guard !name.isEmpty else { return }
                let (wantedName, wanted) = (Array(first.bytes[name]), first.bytes[value])
                let isCommon = others.allSatisfy { other in
                    let other = other[keyPath: pairs]
                    guard let range = other.range(of: wantedName) else { return wanted.isEmpty }
                    return other.bytes[range].elementsEqual(wanted)
                }
                guard isCommon else { return }
                writer.goPair(
                    name: UnsafeRawBufferPointer(rebasing: packed[name]),
                    value: UnsafeRawBufferPointer(rebasing: packed[value]))
            }
        }
    }

    /// A text as a regular expression that matches it alone: Alertmanager names receivers so.
    static func quotedForRegex(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            if #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted
    }
}

extension JSONWriter {
    /// An alert of a web hook's body. One that fires has no end yet, which is Go's zero time.
    fileprivate mutating func webhookAlert(_ alert: Alert) {
        beginObject()
        name("status")
        goString(alert.isFiring ? "firing" : "resolved")
        name("labels")
        goObject(alert.labels.pairs)
        name("annotations")
        goObject(alert.text.packed)
        name("startsAt")
        goTime(alert.startsAt)
        name("endsAt")
        if alert.isFiring { goString("0001-01-01T00:00:00Z") } else { goTime(alert.endsAt) }
        name("generatorURL")
        goString(alert.text.generatorURL)
        name("fingerprint")
        fingerprint(alert.fingerprint)
        endObject()
    }
}
