/// One thing that is wrong, from its first alert to its resolve: what people talk about, by its number.
package struct Incident: Hashable, Sendable {
    package var number: IncidentNumber
    /// What is wrong, in one line, from its first alert.
    package var title: SafeText
    /// The service of its first alert; empty when no label names one.
    package var service: SafeText
    /// Every service that it has hit, in order of appearance. At most ``servicesMax``.
    package var services: [SafeText]
    package var severity: Severity
    /// Set while a human holds the severity.
    package var pin: SeverityPin?
    package var openedAt: Timestamp
    package var phase: Phase
    package var phaseSince: Timestamp
    /// What happens by itself next: a ring while triggered, the time-out while acknowledged or mitigated, the end of a
    /// snooze, the recheck after a resolve by hand.
    package var countdown: Countdown
    /// Set while all its firing alerts are muted: why the countdown stands still.
    @Rare package var mute: Mute?
    /// Set when its last alert ended without a word from its sender.
    @Rare package var noNews: NoNews?
    /// Resolved by its alerts, never acknowledged, and nobody has pressed `a` on it yet: CLRD.
    package var isClearedUnseen: Bool
    /// Whether somebody ever acknowledged this occurrence.
    package var wasAcknowledged: Bool
    package var assignee: Actor?
    package var lastHolder: Actor?
    /// How often it fired again soon after its resolve.
    package var flaps: Int
    /// How restless it is, and whether it is held open for that.
    package var flapping: Flapping
    /// Its alerts that had ended by then concern it no more: they may have been forgotten while it was over, before it
    /// was opened again. The moment itself is kept, since a reload may change how long alerts are kept.
    package var forgottenUpTo: Timestamp?
    /// The incident of the same group before this one.
    package var previous: IncidentNumber?
    /// Set when it was merged away.
    @Rare package var merger: Merger?
    /// The groups that lead to it, its own first.
    package var groups: [GroupID]
    /// The labels of its own group.
    package var groupLabels: LabelSet
    /// What all its alerts have in common besides the labels of its group: what its fold and its filters go by. An alert
    /// that joins makes it less; what it is among those that stay is looked at again when alerts are moved.
    package var sharedLabels: PackedPairs
    package var counts: AlertCounts
    /// How many of its alerts its timeline has spoken of; the rest are said together, once a minute.
    package var joinsSaid: Int
    /// When its timeline last spoke of alerts that joined.
    package var joinsSaidAt: Timestamp
    /// How many entries its timeline has; the next one's ordinal.
    package var timelineCount: Int
    /// When it is told of again because it has grown; nil until it first rang.
    package var groupClock: GroupClock?
    /// How many pages it has queued; the next one's ordinal.
    package var pageCount: Int
    /// One up with each change of this record.
    package var revision: Int
    /// The last human act, while it can still be undone.
    @Rare package var undo: Undo?
    /// The silence that it reminds somebody to review; nil for all that alerts opened.
    package var reminds: SilenceID?

    package static let servicesMax = 32

    package init(number: IncidentNumber, title: SafeText, service: SafeText, severity: Severity, openedAt: Timestamp) {
        self.number = number
        self.title = title
        self.service = service
        services = service.isEmpty ? [] : [service]
        self.severity = severity
        self.openedAt = openedAt
        phase = .triggered
        phaseSince = openedAt
        countdown = .none
        isClearedUnseen = false
        wasAcknowledged = false
        flaps = 0
        flapping = Flapping()
        groups = []
        groupLabels = .empty
        sharedLabels = .empty
        counts = AlertCounts()
        joinsSaid = 0
        joinsSaidAt = openedAt
        timelineCount = 0
        pageCount = 0
        revision = 0
    }

    package var isOpen: Bool { !phase.isResolved }
    package var holder: Actor? { phase.acknowledgement?.holder }

    /// What an undo puts back.
    package var standing: Standing {
        Standing(
            phase: phase, phaseSince: phaseSince, countdown: countdown, severity: severity, pin: pin,
            assignee: assignee, lastHolder: lastHolder, isClearedUnseen: isClearedUnseen,
            wasAcknowledged: wasAcknowledged)
    }

    /// Puts a former standing back.
    package mutating func restore(_ standing: Standing) {
        (phase, phaseSince, countdown) = (standing.phase, standing.phaseSince, standing.countdown)
        (severity, pin, assignee) = (standing.severity, standing.pin, standing.assignee)
        (lastHolder, isClearedUnseen) = (standing.lastHolder, standing.isClearedUnseen)
        wasAcknowledged = standing.wasAcknowledged
    }
}

/// How many alerts of an incident are in which state.
package struct AlertCounts: Hashable, Sendable {
    package var firing = 0
    /// Of those firing, how many are muted.
    package var muted = 0
    package var resolved = 0
    package var expired = 0

    package init(firing: Int = 0, muted: Int = 0, resolved: Int = 0, expired: Int = 0) {
        (self.firing, self.muted, self.resolved, self.expired) = (firing, muted, resolved, expired)
    }

    package var total: Int { firing + resolved + expired }
}

/// A severity that a human set: it holds until an alert exceeds the level that it was pinned from.
package struct SeverityPin: Hashable, Sendable {
    package var from: Severity

    package init(from: Severity) { self.from = from }
}

/// Silence is not health: its alerts ended, and nobody said that they are resolved.
package struct NoNews: Hashable, Sendable {
    package var since: Timestamp
    /// When the sender of the expired alerts first spoke about anything else after that.
    package var senderSpokeAt: Timestamp?
    /// Where the expired alerts came from; nil when they do not say, and then only a human or a late word resolves.
    package var sender: Sender?

    package init(since: Timestamp, sender: Sender?, senderSpokeAt: Timestamp? = nil) {
        (self.since, self.sender, self.senderSpokeAt) = (since, sender, senderSpokeAt)
    }
}

/// Where an incident went when it was merged, and what it was before.
package struct Merger: Hashable, Sendable {
    package var into: IncidentNumber
    package var before: Standing

    package init(into: IncidentNumber, before: Standing) { (self.into, self.before) = (into, before) }
}

/// What a human act changed, as it was before.
package struct Standing: Hashable, Sendable {
    package var phase: Phase
    package var phaseSince: Timestamp
    package var countdown: Countdown
    package var severity: Severity
    package var pin: SeverityPin?
    package var assignee: Actor?
    package var lastHolder: Actor?
    package var isClearedUnseen: Bool
    package var wasAcknowledged: Bool

    package init(
        phase: Phase, phaseSince: Timestamp, countdown: Countdown, severity: Severity, pin: SeverityPin?,
        assignee: Actor?, lastHolder: Actor?, isClearedUnseen: Bool, wasAcknowledged: Bool
    ) {
        (self.phase, self.phaseSince, self.countdown) = (phase, phaseSince, countdown)
        (self.severity, self.pin, self.assignee) = (severity, pin, assignee)
        (self.lastHolder, self.isClearedUnseen) = (lastHolder, isClearedUnseen)
        self.wasAcknowledged = wasAcknowledged
    }
}

/// The last act of a person, while nothing else has happened since.
package struct Undo: Hashable, Sendable {
    package var by: Actor
    package var at: Timestamp
    package var verb: Act.Verb
    package var before: Standing
    /// The revision of the incident right after the act: any later one refuses the undo.
    package var revision: Int

    package init(by: Actor, at: Timestamp, verb: Act.Verb, before: Standing, revision: Int) {
        (self.by, self.at, self.verb, self.before, self.revision) = (by, at, verb, before, revision)
    }
}
