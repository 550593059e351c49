import Incidents

/// Reminders to look at a silence again: a forgotten one hides what it was not meant for.
extension Watch {
    /// Opens an incident of SEV5 without alerts, once: it is acknowledged and resolved as any other. The silence then
    /// has no review any more, until somebody sets one.
    mutating func remind(_ silence: Silence, at now: Timestamp) {
        lastNumber += 1
        let number = IncidentNumber(lastNumber)
        var incident = Incident(
            number: number, title: Watch.reviewTitle(of: silence), service: .empty, severity: .sev5, openedAt: now)
        incident.countdown = .due(now)
        put(incident)
        touched.insert(number)
        let conditions = silence.matchers.map(\.written).joined(separator: ", ")
        say(
            .opened, SafeText("silence \(silence.id), until \(silence.endsAt.rfc3339): {\(conditions)}"), of: number,
            at: now)
        ring(number, because: "a silence is to be reviewed", at: now)
        var silence = silence
        silence.reviewAt = nil
        emit(.silence(silence))
    }

    private static func reviewTitle(of silence: Silence) -> SafeText {
        let owner = silence.createdBy.isEmpty ? SafeText("somebody") : silence.createdBy
        let subject =
            silence.comment.original.allSatisfy(\.isWhitespace)
            ? silence.matchers.map(\.written).joined(separator: ", ") : silence.comment.original
        let title = "Review the silence of \(owner.original): \(subject)"
        guard title.count > titleLengthMax else { return SafeText(title) }
        return SafeText(title.prefix(titleLengthMax) + SafeText.ellipsis)
    }
}

extension SilenceMatcher {
    /// As Alertmanager writes it: `alertname=~"Disk.*"`.
    fileprivate var written: String {
        let sign = isEqual ? (isRegex ? "=~" : "=") : (isRegex ? "!~" : "!=")
        return "\(name)\(sign)\"\(value)\""
    }
}
