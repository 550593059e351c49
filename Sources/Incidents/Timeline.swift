/// One line of an incident's history. Entries are never changed and their ordinals have no gap.
package struct TimelineEntry: Hashable, Sendable {
    package var incident: IncidentNumber
    /// Counts from 0 within the incident.
    package var ordinal: Int
    package var at: Timestamp
    package var actor: Actor
    package var kind: Kind
    package var text: SafeText

    package init(incident: IncidentNumber, ordinal: Int, at: Timestamp, actor: Actor, kind: Kind, text: SafeText) {
        (self.incident, self.ordinal, self.at) = (incident, ordinal, at)
        (self.actor, self.kind, self.text) = (actor, kind, text)
    }

    /// What an entry is about: a word that screens and `-o json` write as it stands here.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case opened, joined, severity, acknowledged, unacknowledged, taken, snoozed, mitigated, resolved, reopened
        case triggered, note, merged, unmerged, undone, paged, muted, unmuted, noNews, warned, seen, cleared
        case flapping
    }
}
