/// What everybody sees of an incident: consoles, commands, answers. The published face of ``Incident``.
///
/// A console holds a hundred thousand of them: what most incidents do not have lies out of line, and labels are packed.
package struct IncidentSummary: Hashable, Sendable {
    package var number: IncidentNumber
    package var title: SafeText
    // Small ones behind a text, where they cost nothing.
    package var phase: PhaseName
    package var severity: Severity
    package var service: SafeText
    package var openedAt: Timestamp
    package var phaseSince: Timestamp
    package var counts: AlertCounts
    /// When something happens by itself next; nil when nothing does, or the countdown is paused.
    package var nextDeadline: Timestamp?
    package var timelineCount: Int
    package var revision: Int
    /// The labels of its group, as they were sent; ``labels`` is what people see.
    package var packedLabels: PackedPairs
    /// The labels that all its alerts have besides.
    package var packedShared: PackedPairs
    private var more: More?

    package init(
        number: IncidentNumber, phase: PhaseName, severity: Severity, title: SafeText, service: SafeText,
        openedAt: Timestamp, phaseSince: Timestamp, revision: Int = 0
    ) {
        (self.number, self.phase, self.severity) = (number, phase, severity)
        (self.title, self.service) = (title, service)
        (self.openedAt, self.phaseSince) = (openedAt, phaseSince)
        counts = AlertCounts()
        timelineCount = 0
        self.revision = revision
        packedLabels = .empty
        packedShared = .empty
    }

    package init(_ incident: Incident) {
        self.init(
            number: incident.number, phase: PhaseName(incident.phase), severity: incident.severity,
            title: incident.title, service: incident.service, openedAt: incident.openedAt,
            phaseSince: incident.phaseSince, revision: incident.revision)
        var details = Details()
        if let acknowledgement = incident.phase.acknowledgement {
            details.acknowledgedBy = acknowledgement.holder.name
            details.acknowledgedAt = acknowledgement.at
            details.snoozedUntil = acknowledgement.snoozedUntil
        }
        if let resolution = incident.phase.resolution {
            details.resolvedAt = resolution.at
            details.resolvedBy = resolution.by.name
        }
        details.assignee = incident.assignee?.name
        details.isCleared = incident.isClearedUnseen
        details.mute = incident.mute
        details.noNewsSince = incident.noNews?.since
        details.mergedInto = incident.merger?.into
        details.previous = incident.previous
        details.flaps = incident.flaps
        self.details = details
        counts = incident.counts
        packedLabels = incident.groupLabels.pairs
        packedShared = incident.sharedLabels
        nextDeadline = incident.countdown.dueAt
        timelineCount = incident.timelineCount
    }

    /// What only some incidents have.
    package var details: Details {
        get { more?.details ?? .none }
        set { more = newValue == .none ? nil : More(newValue) }
    }

    /// The labels of its group, as people see them.
    package var labels: [LabelText] {
        get { LabelText.all(of: packedLabels) }
        set { packedLabels = PackedPairs(newValue.map { ($0.name.original, $0.value.original) }) }
    }

    /// The labels that all its alerts have besides those of its group, as people see them.
    package var sharedLabels: [LabelText] {
        get { LabelText.all(of: packedShared) }
        set { packedShared = PackedPairs(newValue.map { ($0.name.original, $0.value.original) }) }
    }

    package var isOpen: Bool { phase != .resolved }

    /// Whether it has a place in the list at all: it is open, or it cleared and nobody has seen it.
    package var isListed: Bool { isOpen || isCleared }
    package var needsAcknowledge: Bool { phase == .triggered }

    /// The word that a screen shows for where it stands.
    package var shown: ShownState {
        switch phase {
        case .resolved: isCleared ? .cleared : .resolved
        case .mitigated: .mitigated
        case .acknowledged: snoozedUntil == nil ? .acknowledged : .snoozed
        case .triggered: mute != nil ? .muted : noNewsSince != nil ? .noNews : .triggered
        }
    }

    /// The order of urgency, the same everywhere; see ``IncidentUrgency``.
    package static func isMoreUrgent(_ a: IncidentSummary, than b: IncidentSummary) -> Bool { a.urgency < b.urgency }

    package var urgency: IncidentUrgency {
        IncidentUrgency(
            number: number, severity: severity, needsAcknowledge: needsAcknowledge, isOpen: isOpen,
            isCleared: isCleared, openedAt: openedAt, resolvedAt: resolvedAt)
    }
}

/// The name of a phase, as `-o json` writes it.
package enum PhaseName: String, Hashable, Sendable, CaseIterable {
    case triggered, acknowledged, mitigated, resolved

    package init(_ phase: Phase) {
        switch phase {
        case .triggered: self = .triggered
        case .acknowledged: self = .acknowledged
        case .mitigated: self = .mitigated
        case .resolved: self = .resolved
        }
    }
}

/// What a phase is shown as.
package enum ShownState: String, Hashable, Sendable, CaseIterable {
    case triggered = "TRIG"
    case acknowledged = "ACK"
    case snoozed = "SNOOZE"
    case mitigated = "MITG"
    case resolved = "RSLV"
    case cleared = "CLRD"
    case muted = "MUTED"
    case noNews = "NO NEWS"
}

extension Resolution.Cause {
    /// What was done to it: `resolved by kim`, `merged into #17`.
    package var deed: SafeText {
        if case .merged = self { name } else { SafeText("resolved by ") + name }
    }

    /// Who or what resolved it, for people.
    package var name: SafeText {
        switch self {
        case .alerts: "its alerts"
        case .noNews: "no news"
        case .person(let name): name
        case .merged(let into): SafeText("merged into \(into)")
        case .reviewOver: "its silence"
        }
    }
}

/// A label as people see it.
package struct LabelText: Hashable, Sendable {
    package var name: SafeText
    package var value: SafeText

    package init(name: SafeText, value: SafeText) { (self.name, self.value) = (name, value) }

    package static func all(of labels: LabelSet) -> [LabelText] { all(of: labels.pairs) }

    package static func all(of pairs: PackedPairs) -> [LabelText] {
        pairs.pairs.map { LabelText(name: SafeText($0.name), value: SafeText($0.value)) }
    }
}

/// What everybody sees of one alert of an incident.
package struct AlertSummary: Hashable, Sendable {
    package var fingerprint: Fingerprint
    package var labels: [LabelText]
    package var annotations: [LabelText]
    package var startsAt: Timestamp
    package var endsAt: Timestamp
    /// Nil while it fires.
    package var end: AlertEnd?
    package var generatorURL: SafeText
    package var mute: Mute?

    package init(
        fingerprint: Fingerprint, labels: [LabelText], annotations: [LabelText], startsAt: Timestamp,
        endsAt: Timestamp, end: AlertEnd?, generatorURL: SafeText, mute: Mute?
    ) {
        (self.fingerprint, self.labels, self.annotations) = (fingerprint, labels, annotations)
        (self.startsAt, self.endsAt, self.end) = (startsAt, endsAt, end)
        (self.generatorURL, self.mute) = (generatorURL, mute)
    }

    package init(_ alert: Alert, mute: Mute? = nil) {
        self.init(
            fingerprint: alert.fingerprint, labels: LabelText.all(of: alert.labels),
            annotations: LabelText.all(of: alert.text.packed).filter { !$0.name.isEmpty },
            startsAt: alert.startsAt, endsAt: alert.endsAt, end: alert.end,
            generatorURL: SafeText(alert.text.generatorURL), mute: mute)
    }
}
