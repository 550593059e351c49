import Incidents

/// A label as it was sent, in bytes: two are the same only when they are so to the letter.
struct SharedLabel: Hashable, Sendable {
    let name: [UInt8]
    let value: [UInt8]

    /// As people see it.
    var text: LabelText {
        LabelText(
            name: SafeText(String(decoding: name, as: UTF8.self)),
            value: SafeText(String(decoding: value, as: UTF8.self)))
    }

    /// Whether all alerts of an incident have it, by their group or besides.
    func isOn(_ incident: IncidentSummary) -> Bool {
        isIn(incident.packedLabels) || isIn(incident.packedShared)
    }

    private func isIn(_ packed: PackedPairs) -> Bool {
        guard let range = packed.range(of: name) else { return false }
        return packed.bytes[range].elementsEqual(value)
    }

    /// Before which other one it stands where nothing else tells.
    func isBefore(_ other: SharedLabel) -> Bool {
        name == other.name
            ? value.lexicographicallyPrecedes(other.value) : name.lexicographicallyPrecedes(other.name)
    }

    /// The labels that all alerts of an incident have: first those of its group, then the others.
    static func all(of incident: IncidentSummary) -> [SharedLabel] {
        var all: [SharedLabel] = []
        for packed in [incident.packedLabels, incident.packedShared] {
            packed.forEachRange { name, value in
                all.append(SharedLabel(name: Array(packed.bytes[name]), value: Array(packed.bytes[value])))
            }
        }
        return all
    }

    /// The label that says how bad it is, which every row says for itself.
    static let severity = Array("severity".utf8)
}

/// What several incidents have in common.
struct CommonFace: Hashable, Sendable {
    /// Nil when they are of several services.
    private(set) var service: SafeText?
    /// The labels that all of them have: first those of the group, then what their alerts share besides.
    private(set) var labels: [SharedLabel]

    init(_ incident: IncidentSummary) {
        service = incident.service
        labels = SharedLabel.all(of: incident)
    }

    /// Takes in one more. Answers whether they have less in common for it.
    @discardableResult
    mutating func keep(with incident: IncidentSummary) -> Bool {
        if service != incident.service { service = nil }
        guard !labels.allSatisfy({ $0.isOn(incident) }) else { return false }
        labels.removeAll { !$0.isOn(incident) }
        return true
    }
}
