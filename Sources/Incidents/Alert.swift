/// Annotations and the generator's address of an alert, packed in one allocation.
package struct AlertText: Hashable, Sendable {
    /// The annotations, and under the empty name, which no annotation can have, the generator's address.
    package let packed: PackedPairs

    package init(packed: PackedPairs) { self.packed = packed }

    package init(annotations: KeyValuePairs<String, String> = [:], generatorURL: String = "") {
        var pairs = annotations.map { ($0.key, $0.value) }
        if !generatorURL.isEmpty { pairs.append(("", generatorURL)) }
        packed = PackedPairs(pairs)
    }

    /// Where the alert was made, as its sender says it; empty when it does not.
    package var generatorURL: String { packed[raw: ""] ?? "" }

    /// The raw value of an annotation.
    package subscript(raw name: String) -> String? { name.isEmpty ? nil : packed[raw: name] }
}

/// How an alert came to its end.
package enum AlertEnd: UInt8, Hashable, Sendable {
    /// Its sender said so.
    case resolved = 1
    /// Its end passed and no word came.
    case expired = 2
}

/// One alert: a label set, and its latest occurrence.
package struct Alert: Hashable, Sendable {
    package var labels: LabelSet
    package var text: AlertText
    package var startsAt: Timestamp
    /// When it ends or ended. While it fires this is soft: refreshes move it in memory only.
    package var endsAt: Timestamp
    /// When its sender last said something new about it.
    package var updatedAt: Timestamp
    /// Whether `endsAt` was set by us, because the sender named none.
    package var endIsOurs: Bool
    /// Nil while it fires.
    package var end: AlertEnd?

    package init(
        labels: LabelSet, text: AlertText = AlertText(), startsAt: Timestamp, endsAt: Timestamp, updatedAt: Timestamp,
        endIsOurs: Bool = false, end: AlertEnd? = nil
    ) {
        (self.labels, self.text, self.startsAt, self.endsAt) = (labels, text, startsAt, endsAt)
        (self.updatedAt, self.endIsOurs, self.end) = (updatedAt, endIsOurs, end)
    }

    package var fingerprint: Fingerprint { labels.fingerprint }
    package var isFiring: Bool { end == nil }
}

/// An alert as a sender posted it, before the watch has given it its times.
package struct PostedAlert: Hashable, Sendable {
    package var labels: LabelSet
    package var text: AlertText
    /// Nil when the sender named none, or Go's zero time.
    package var startsAt: Timestamp?
    /// Nil when the sender named none, or Go's zero time.
    package var endsAt: Timestamp?
    /// How long it fires after this word where no end is named: for senders that repeat rarely. Nil for the time that
    /// holds for all.
    package var holds: Duration?

    package init(
        labels: LabelSet, text: AlertText = AlertText(), startsAt: Timestamp? = nil, endsAt: Timestamp? = nil,
        holds: Duration? = nil
    ) {
        (self.labels, self.text, self.startsAt, self.endsAt) = (labels, text, startsAt, endsAt)
        self.holds = holds
    }
}
