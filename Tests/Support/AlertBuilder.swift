package import Incidents

extension Timestamp {
    /// When the stories of tests begin: 2025-11-23T03:07:00Z.
    package static let start = Timestamp(milliseconds: 1_763_867_220_000)
}

extension Alert {
    /// A firing alert, with what does not matter filled in.
    package static func sample(
        _ name: String = "Down", instance: String = "a", startsAt: Timestamp = .start, end: AlertEnd? = nil,
        endsAt: Timestamp? = nil
    ) -> Alert {
        Alert(
            labels: LabelSet(["alertname": name, "instance": instance, "service": "shop", "severity": "critical"]),
            text: AlertText(
                annotations: ["summary": "\(name) on \(instance)"], generatorURL: "http://prometheus.example:9090/graph"
            ),
            startsAt: startsAt, endsAt: endsAt ?? startsAt + .minutes(5), updatedAt: startsAt, endIsOurs: end == nil,
            end: end)
    }
}

extension Incident {
    /// An incident of one group, with what does not matter filled in.
    package static func sample(_ number: Int, openedAt: Timestamp = .start, phase: Phase = .triggered) -> Incident {
        var incident = Incident(
            number: IncidentNumber(number), title: "Down on a", service: "shop", severity: .sev1, openedAt: openedAt)
        incident.phase = phase
        incident.groups = [GroupID(7)]
        incident.countdown = phase.isTriggered ? .due(openedAt + .minutes(5)) : .none
        return incident
    }
}

extension Phase {
    package static func resolved(at moment: Timestamp) -> Phase { .resolved(Resolution(by: .alerts, at: moment)) }
}

extension TimelineEntry {
    package static func sample(_ incident: Int, _ ordinal: Int, _ text: SafeText = "it began") -> TimelineEntry {
        TimelineEntry(
            incident: IncidentNumber(incident), ordinal: ordinal, at: .start, actor: .router, kind: .opened, text: text)
    }
}

extension ChangeBatch {
    package init(_ seq: Int64, _ changes: Change...) { self.init(seq: seq, at: .start, changes: changes) }
}
