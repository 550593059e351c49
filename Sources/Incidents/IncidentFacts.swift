/// Who has an incident, where somebody does.
struct IncidentHolding: Hashable, Sendable {
    var acknowledgedBy: SafeText?
    var acknowledgedAt: Timestamp?
    var assignee: SafeText?
    var snoozedUntil: Timestamp?
}

/// Why an incident is quiet, how it ended, and what it has to do with others: few have any of it.
struct IncidentEnding: Hashable, Sendable {
    var mute: Mute?
    var noNewsSince: Timestamp?
    var resolvedBy: SafeText?
    var resolvedAt: Timestamp?
    var mergedInto: IncidentNumber?
    var previous: IncidentNumber?
}

/// Something that most incidents have nothing of: one word, and memory of its own only when there is something.
enum Aside<Facts: Hashable & Sendable>: Hashable, Sendable {
    case nothing
    indirect case some(Facts)

    @inline(__always)
    var kept: Facts? { if case .some(let facts) = self { facts } else { nil } }

    /// Changes the facts, and lets go of the memory once they are what they are for an incident without any.
    mutating func change(from none: Facts, _ body: (inout Facts) -> Void) {
        var facts = kept ?? none
        body(&facts)
        self = facts == none ? .nothing : .some(facts)
    }
}

extension IncidentSummary {
    package var acknowledgedBy: SafeText? {
        get { holding.kept?.acknowledgedBy }
        set { holding.change(from: IncidentHolding()) { $0.acknowledgedBy = newValue } }
    }

    package var acknowledgedAt: Timestamp? {
        get { holding.kept?.acknowledgedAt }
        set { holding.change(from: IncidentHolding()) { $0.acknowledgedAt = newValue } }
    }

    package var assignee: SafeText? {
        get { holding.kept?.assignee }
        set { holding.change(from: IncidentHolding()) { $0.assignee = newValue } }
    }

    package var snoozedUntil: Timestamp? {
        get { holding.kept?.snoozedUntil }
        set { holding.change(from: IncidentHolding()) { $0.snoozedUntil = newValue } }
    }

    package var mute: Mute? {
        get { ending.kept?.mute }
        set { ending.change(from: IncidentEnding()) { $0.mute = newValue } }
    }

    package var noNewsSince: Timestamp? {
        get { ending.kept?.noNewsSince }
        set { ending.change(from: IncidentEnding()) { $0.noNewsSince = newValue } }
    }

    package var resolvedBy: SafeText? {
        get { ending.kept?.resolvedBy }
        set { ending.change(from: IncidentEnding()) { $0.resolvedBy = newValue } }
    }

    package var resolvedAt: Timestamp? {
        get { ending.kept?.resolvedAt }
        set { ending.change(from: IncidentEnding()) { $0.resolvedAt = newValue } }
    }

    package var mergedInto: IncidentNumber? {
        get { ending.kept?.mergedInto }
        set { ending.change(from: IncidentEnding()) { $0.mergedInto = newValue } }
    }

    package var previous: IncidentNumber? {
        get { ending.kept?.previous }
        set { ending.change(from: IncidentEnding()) { $0.previous = newValue } }
    }

    /// The labels as people see them, by name. Made at each call; see ``packedLabels``.
    package var labels: [LabelText] {
        get { LabelText.all(of: packedLabels) }
        set { packedLabels = PackedPairs(newValue.lazy.map { ($0.name.original, $0.value.original) }) }
    }
}
