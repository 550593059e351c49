import Incidents
import Testing

@Suite("A summary keeps what most incidents have nothing of out of line")
struct SummaryTests {
    @Test("A hundred thousand of them stay small")
    func size() { #expect(MemoryLayout<IncidentSummary>.stride <= 200) }

    @Test("What is set is read, and what is taken away again leaves nothing behind")
    func setAndUnset() {
        let plain = Sample.checkout
        var incident = plain
        (incident.acknowledgedBy, incident.acknowledgedAt, incident.assignee) = ("sam", Sample.now, "kim")
        (incident.snoozedUntil, incident.mute, incident.noNewsSince) = (Sample.now, Mute(by: "lee"), Sample.now)
        (incident.resolvedBy, incident.resolvedAt) = ("eve", Sample.now)
        (incident.mergedInto, incident.previous) = (IncidentNumber(1), IncidentNumber(2))

        #expect(incident.acknowledgedBy == "sam" && incident.acknowledgedAt == Sample.now)
        #expect(incident.assignee == "kim" && incident.snoozedUntil == Sample.now)
        #expect(incident.mute == Mute(by: "lee") && incident.noNewsSince == Sample.now)
        #expect(incident.resolvedBy == "eve" && incident.resolvedAt == Sample.now)
        #expect(incident.mergedInto == IncidentNumber(1) && incident.previous == IncidentNumber(2))
        #expect(incident != plain)

        (incident.acknowledgedBy, incident.acknowledgedAt, incident.assignee) = (nil, nil, nil)
        (incident.snoozedUntil, incident.mute, incident.noNewsSince) = (nil, nil, nil)
        (incident.resolvedBy, incident.resolvedAt, incident.mergedInto, incident.previous) = (nil, nil, nil, nil)

        #expect(incident == plain)
        #expect(incident.hashValue == plain.hashValue)
    }

    @Test("Labels come back as they were sent, sorted by name, with what they hide")
    func labels() {
        var incident = Sample.checkout
        let foreign = SafeText("a\u{202E}b" as String)
        incident.labels = [LabelText(name: "zone", value: foreign), LabelText(name: "alertname", value: "Down")]

        #expect(incident.labels.map(\.name.shown) == ["alertname", "zone"])
        #expect(incident.labels[1].value == foreign)
        #expect(incident.labels[1].value.hidesSomething)
        #expect(incident.packedLabels.count == 2)
    }
}
