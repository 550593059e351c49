package import Incidents

/// Reads what an Alertmanager (webhook, version 4) or a Grafana posts when it notifies, into alerts as any sender's.
///
/// These senders speak when something changes and repeat rarely, so the end of what fires is ours: whoever asks says
/// how long it holds. Alerts that are good are taken and the others are named. Nothing is concluded from what is not in
/// the body: it may be cut (`truncatedAlerts`). Names that no label can have are made fit, `my label` becomes
/// `my_label`; annotations that are too long are cut. Labels that are too long refuse their alert: they are its identity.
package struct WebhookParser: Sendable {
    /// Whose body it is.
    package enum Sender: Sendable {
        case alertmanager, grafana
    }

    /// The largest body, in bytes: it is read as a whole.
    package static let bodySizeMax = 4 << 20

    let sender: Sender
    let limits: ParserLimits
    /// Labels for alerts that do not have them.
    let labels: PackedPairs
    let now: Timestamp
    /// How long an alert that fires holds, unless it is heard of again.
    let holds: Duration

    /// - Parameters:
    ///   - labels: labels for alerts that do not have them.
    ///   - holds: how long an alert that fires holds, unless it is heard of again.
    package init(
        _ sender: Sender, limits: ParserLimits = ParserLimits(), labels: PackedPairs = .empty, now: Timestamp,
        holds: Duration
    ) {
        (self.sender, self.limits, self.labels, self.now, self.holds) = (sender, limits, labels, now, holds)
    }

    /// Reads a body.
    ///
    /// - Throws: why nothing of it is taken.
    package func parse(_ body: [UInt8]) throws(ResourceFault) -> PostedBatch {
        let top = try Resources.read(body)
        if sender == .alertmanager { try checkVersion(top) }
        let alerts = try top.member("alerts").elements
        guard alerts.count <= limits.alertsMax else {
            throw ResourceFault(path: "alerts", reason: "are \(alerts.count), more than \(limits.alertsMax)")
        }
        var batch = PostedBatch()
        batch.leftOut = (try? top.optional("truncatedAlerts")?.count) ?? 0
        for alert in alerts {
            do throws(ResourceFault) { batch.alerts.append(try read(alert)) } catch {
                batch.refusals.add(error.description)
            }
        }
        return batch
    }

    private func read(_ reader: ResourceReader) throws(ResourceFault) -> PostedAlert {
        let labels = try HookPairs.labels(try reader.member("labels"), adding: labels, limits)
        var pairs =
            try reader.optional("annotations").map { it throws(ResourceFault) in
                try HookPairs.annotations(it, limits)
            } ?? HookPairs()
        if sender == .grafana {
            // What is no text there is of no use to anybody.
            for (member, name) in Self.grafanaMembers {
                if let text = try? reader.optional(member)?.text, !text.isEmpty { pairs.addMissing(name, text, limits) }
            }
        }
        let text = pairs.text(generatorURL: (try? reader.optional("generatorURL")?.text) ?? "", limits)
        let startsAt = try start(of: reader).map { min($0, now) }
        guard try !isResolved(reader) else {
            let endsAt = min(moment(reader, "endsAt") ?? now, now)
            return PostedAlert(labels: labels, text: text, startsAt: startsAt.map { min($0, endsAt) }, endsAt: endsAt)
        }
        return PostedAlert(labels: labels, text: text, startsAt: startsAt, holds: holds)
    }

    private func checkVersion(_ top: ResourceReader) throws(ResourceFault) {
        guard let version = try top.optional("version"), version.value != .string("4") else { return }
        throw version.fault("must be \"4\", which is what is spoken here; send by webhook_configs of an Alertmanager")
    }

    private func isResolved(_ reader: ResourceReader) throws(ResourceFault) -> Bool {
        let status = try reader.optional("status")?.text
        if status == "resolved" { return true }
        // What Grafana calls the states of its alerts has changed before.
        if status == "firing" || sender == .grafana { return false }
        let said = status.map { "is \(GoText.quoted(String($0.prefix(32))))" } ?? "is missing"
        throw ResourceFault(path: "\(reader.path).status", reason: "\(said); write firing or resolved")
    }

    private func start(of reader: ResourceReader) throws(ResourceFault) -> Timestamp? {
        guard sender == .alertmanager, let member = try reader.optional("startsAt") else {
            return moment(reader, "startsAt")
        }
        let text = try member.text
        do { return try TimestampParser.parse(text) } catch {
            throw member.fault("is \(GoText.quoted(String(text.prefix(32)))); write a time as 2026-11-23T03:08:08Z")
        }
    }

    /// What Grafana says beside the annotations, and the annotation that it becomes.
    private static let grafanaMembers = [
        ("dashboardURL", "dashboard_url"), ("panelURL", "panel_url"), ("silenceURL", "silence_url"),
        ("valueString", "values"),
    ]

    /// A moment, nil for one that cannot be read: that is no reason to lose an alert.
    private func moment(_ reader: ResourceReader, _ name: String) -> Timestamp? {
        guard let text = try? reader.optional(name)?.text else { return nil }
        return (try? TimestampParser.parse(text)) ?? nil
    }
}

/// Labels or annotations on their way in from a front door.
struct HookPairs {
    private var pairs: [(name: String, value: String)] = []

    init() {}

    /// Reads labels; a fault of theirs is one of the whole alert.
    static func labels(
        _ reader: ResourceReader, adding more: PackedPairs, _ limits: ParserLimits
    ) throws(ResourceFault) -> LabelSet {
        guard case .object(let object) = reader.value else { throw reader.fault("must be an object of strings") }
        var labels = HookPairs()
        for member in object.members {
            guard case .string(let value) = member.value else {
                throw reader.fault("must hold strings, and \(GoText.quoted(member.name)) is none")
            }
            if !value.isEmpty { labels.pairs.append((fit(member.name), value)) }
        }
        return try labels.finish(adding: more, limits) { reason in reader.fault(reason) }
    }

    /// Labels that a front door makes itself.
    static func labels(
        _ pairs: [(String, String)], adding more: PackedPairs, _ limits: ParserLimits
    ) throws(ResourceFault) -> LabelSet {
        var labels = HookPairs()
        labels.pairs = pairs.filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
        return try labels.finish(adding: more, limits) { ResourceFault(path: "", reason: $0) }
    }

    private mutating func finish(
        adding more: PackedPairs, _ limits: ParserLimits, fault: (String) -> ResourceFault
    ) throws(ResourceFault) -> LabelSet {
        for pair in more.pairs where !pair.value.isEmpty && !pairs.contains(where: { $0.name == pair.name }) {
            pairs.append(pair)
        }
        guard !pairs.isEmpty else { throw fault("must have at least one label") }
        guard pairs.count <= limits.labelsMax else { throw fault("has more than \(limits.labelsMax) labels") }
        for pair in pairs {
            let start = GoText.quoted(String(pair.name.prefix(32)))
            if pair.name.utf8.count > limits.nameLengthMax {
                throw fault("has a name starting \(start) that is longer than \(limits.nameLengthMax) bytes")
            }
            if pair.value.utf8.count > limits.valueLengthMax {
                throw fault("has a value of \(start) that is longer than \(limits.valueLengthMax) bytes")
            }
        }
        return LabelSet(PackedPairs(pairs.lazy.map { ($0.name, $0.value) }))
    }

    /// Reads annotations. What is no string is written as JSON; what is too long is cut, what is too many is left out.
    static func annotations(_ reader: ResourceReader, _ limits: ParserLimits) throws(ResourceFault) -> HookPairs {
        guard case .object(let object) = reader.value else { throw reader.fault("must be an object") }
        var annotations = HookPairs()
        for member in object.members { annotations.addMissing(fit(member.name), text(member.value), limits) }
        return annotations
    }

    /// Adds a pair unless it says nothing, there is one of this name, or there are too many.
    mutating func addMissing(_ name: String, _ value: String, _ limits: ParserLimits) {
        guard !value.isEmpty, pairs.count < limits.labelsMax, name.utf8.count <= limits.nameLengthMax,
            !pairs.contains(where: { $0.name == name })
        else { return }
        pairs.append((name, cut(value, limits)))
    }

    /// The text of an alert.
    func text(generatorURL: String, _ limits: ParserLimits) -> AlertText {
        let url = generatorURL.utf8.count <= limits.annotationLengthMax ? generatorURL : ""
        let all = pairs + (url.isEmpty ? [] : [(name: "", value: url)])
        return AlertText(packed: PackedPairs(all.lazy.map { ($0.name, $0.value) }))
    }

    private func cut(_ text: String, _ limits: ParserLimits) -> String {
        guard text.utf8.count > limits.annotationLengthMax else { return text }
        return String(decoding: text.utf8.prefix(limits.annotationLengthMax - 6), as: UTF8.self) + "…"
    }

    /// A value as text: a string as it is, anything else as JSON.
    static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        if value == .null { return "" }
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A name that a label can have: letters, digits and `_`, no digit first.
    static func fit(_ name: String) -> String {
        var fit = ""
        for scalar in name.unicodeScalars {
            let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
            let isDigit = ("0"..."9").contains(scalar)
            if isDigit, fit.isEmpty { fit = "_" }
            fit.unicodeScalars.append(isLetter || isDigit ? scalar : "_")
        }
        return fit.isEmpty ? "_" : fit
    }
}
