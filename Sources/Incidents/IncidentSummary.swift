/// What everybody sees of an incident: consoles, commands, answers. The published face of ``Incident``.
///
/// A console holds a hundred thousand of them. So what most of them have nothing of lies out of line (see
/// ``Aside``), and labels stay packed until somebody reads them.
package struct IncidentSummary: Hashable, Sendable {
    package var number: IncidentNumber
    package var title: SafeText
    package var phase: PhaseName
    package var severity: Severity
    package var isCleared: Bool
    package var service: SafeText
    package var openedAt: Timestamp
    package var phaseSince: Timestamp
    package var flaps: Int
    package var counts: AlertCounts
    /// The labels as they were sent. For those who look at many: a search reads them without making text of them.
    package var packedLabels: PackedPairs
    package var timelineCount: Int
    package var revision: Int
    var holding = Aside<IncidentHolding>.nothing
    var ending = Aside<IncidentEnding>.nothing
    /// When something happens by itself next; nil when nothing does, or the countdown is paused.
    package var nextDeadline: Timestamp?

    package init(
        number: IncidentNumber, phase: PhaseName, severity: Severity, title: SafeText, service: SafeText,
        openedAt: Timestamp, phaseSince: Timestamp, revision: Int = 0
    ) {
        (self.number, self.phase, self.severity) = (number, phase, severity)
        (self.title, self.service) = (title, service)
        (self.openedAt, self.phaseSince) = (openedAt, phaseSince)
        isCleared = false
        flaps = 0
        counts = AlertCounts()
        packedLabels = .empty
        timelineCount = 0
        self.revision = revision
    }

    package init(_ incident: Incident) {
        self.init(
            number: incident.number, phase: PhaseName(incident.phase), severity: incident.severity,
            title: incident.title, service: incident.service, openedAt: incident.openedAt,
            phaseSince: incident.phaseSince, revision: incident.revision)
        if let acknowledgement = incident.phase.acknowledgement {
            acknowledgedBy = acknowledgement.holder.name
            acknowledgedAt = acknowledgement.at
            snoozedUntil = acknowledgement.snoozedUntil
        }
        if let resolution = incident.phase.resolution {
            resolvedAt = resolution.at
            resolvedBy = resolution.by.name
        }
        assignee = incident.assignee?.name
        isCleared = incident.isClearedUnseen
        mute = incident.mute
        noNewsSince = incident.noNews?.since
        mergedInto = incident.merger?.into
        previous = incident.previous
        flaps = incident.flaps
        counts = incident.counts
        packedLabels = incident.groupLabels.pairs
        nextDeadline = incident.countdown.dueAt
        timelineCount = incident.timelineCount
    }

    package var isOpen: Bool { phase != .resolved }
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

    /// The order of urgency, the same everywhere: what needs an acknowledge, then what is open, then what cleared
    /// unseen, then the rest; within each by severity, then age, then number.
    package static func isMoreUrgent(_ a: IncidentSummary, than b: IncidentSummary) -> Bool {
        let (first, second) = (a.urgency, b.urgency)
        return (first.rank, a.severity.rawValue, first.age, a.number.value)
            < (second.rank, b.severity.rawValue, second.age, b.number.value)
    }

    private var urgency: (rank: Int, age: Int64) {
        if needsAcknowledge { return (0, openedAt.milliseconds) }
        if isOpen { return (1, openedAt.milliseconds) }
        // Of those that are over, the newest is the one that somebody looks for.
        return (isCleared ? 2 : 3, -(resolvedAt ?? openedAt).milliseconds)
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
    /// Who or what resolved it, for people.
    package var name: SafeText {
        switch self {
        case .alerts: "its alerts"
        case .noNews: "no news"
        case .person(let name): name
        case .merged(let into): SafeText("merged into \(into)")
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
