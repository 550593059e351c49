import Console
import Incidents
import Wire

/// Silences, for a person.
enum SilenceText {
    /// What a silence would mute now and how long, in a few lines.
    static func preview(
        _ found: SilencePreview, _ draft: SilenceDraft, now: Timestamp, style: OutputStyle
    ) -> String {
        let what = draft.matchers.written
        let fire = "\(Confirmation.alerts(found.firing)) that fire now"
        let reach = found.alerts > 0 ? "mutes \(found.alerts) of \(fire)" : "meets none of the \(fire)"
        var text = SafeText("\(what) \(reach)").cut(to: style.width) + "\n"
        text += SafeText("  " + term(draft, now: now)).cut(to: style.width) + "\n"
        for incident in found.incidents {
            let line = "  \(incident.number) \(incident.severity.name) \(incident.standing)  "
            text += (SafeText(line) + incident.title).cut(to: style.width) + "\n"
        }
        let rest = found.incidentCount - found.incidents.count
        return text + (rest > 0 ? "  and \(rest) more incidents\n" : "")
    }

    /// `until 22:23Z (1h00m); a reminder at 21:53Z`, with dates where they are not today's.
    private static func term(_ draft: SilenceDraft, now: Timestamp) -> String {
        let start = draft.id == nil ? draft.startsAt : max(now, draft.startsAt)
        var text = "\(draft.wholeTerm(asOf: now)) (\(Span.short(draft.endsAt - start)))"
        if let review = draft.reviewAt, review > now { text += "; a reminder at \(review.clock(asOf: now))Z" }
        return text
    }

    /// A silence in full, in the words of the console.
    static func whole(_ summary: SilenceSummary, now: Timestamp, style: OutputStyle) -> String {
        SilenceWords.texts(summary, at: now).map { item in
            let label = item.label.shown.lowercased()
            let gap = String(repeating: " ", count: max(1, 10 - label.utf8.count))
            return "\(label)\(gap)\(item.text.wrapped(to: style.width, indent: 10))\n"
        }.joined()
    }

    /// Silences as a table, in the order given.
    static func table(_ silences: [SilenceSummary], now: Timestamp, style: OutputStyle) -> String {
        guard !silences.isEmpty else {
            return SafeText("No silences. midwatch silence add NAME=VALUE --for 2h sets one.").cut(to: style.width)
                + "\n"
        }
        var table = TextTable([
            .init(title: "ID"), .init(title: "STATE", widthMax: 7), .init(title: "LEFT", isRight: true),
            .init(title: "MUTES", widthMax: 6, isRight: true, drop: 4),
            .init(title: "REVIEW", widthMax: 9, isRight: true, drop: 3), .init(title: "WHO", widthMax: 12, drop: 2),
            .init(title: "CONDITIONS", widthMax: 48, widthMin: 16), .init(title: "WHY", widthMax: SafeText.lengthMax),
        ])
        let digits = idDigits(silences.map(\.silence.id))
        table.rows = silences.map { row($0, digits, now: now) }
        return table.text(style)
    }

    /// How many digits of their ids tell silences apart: eight, or all.
    static func idDigits(_ ids: [SilenceID]) -> Int {
        Set(ids.map { $0.description.prefix(shortDigits) }).count == ids.count ? shortDigits : 36
    }

    /// What ``SilenceCommand/Expire`` is called with, as a rule.
    private static let shortDigits = 8

    private static func row(_ summary: SilenceSummary, _ digits: Int, now: Timestamp) -> [TextTable.Cell] {
        let silence = summary.silence
        let left: SafeText =
            switch summary.state {
            case .pending: SafeText("in ") + Span.short(silence.startsAt - now)
            case .active where silence.endsWithAlerts: "resolves"
            case .active: Span.short(silence.endsAt - now)
            case .expired: Span.short(now - silence.endsAt) + " ago"
            }
        var notes: [SafeText] = []
        if let ending = silence.ending { notes.append(SafeText("ended by ") + ending.by) }
        if silence.endsWithAlerts { notes.append("until it resolves") }
        if !silence.comment.isEmpty { notes.append(silence.comment) }
        let why = SafeText(notes.map(\.original).joined(separator: "; "))
        return [
            .init(SafeText(String(silence.id.description.prefix(digits)))),
            .init(SafeText(summary.state.rawValue), summary.state == .active ? .yellow : .grey), .init(left),
            .init(SafeText("\(summary.alerts)")), review(summary, now: now),
            .init(silence.createdBy.isEmpty ? "-" : silence.createdBy),
            .init(SafeText(silence.matchers.written)), .init(why.isEmpty ? "-" : why),
        ]
    }

    /// When it is to be reviewed; the reminder's number once that is due.
    private static func review(_ summary: SilenceSummary, now: Timestamp) -> TextTable.Cell {
        guard let review = summary.silence.reviewAt, summary.state != .expired else { return .init("-") }
        if review > now { return .init(Span.short(review - now)) }
        guard let reminder = summary.reminder else { return .init("done") }
        return .init(SafeText("due \(reminder)"), .yellow)
    }

    /// What became of a silence that was changed.
    static func changed(
        _ before: SilenceSummary, _ receipt: Receipt, _ draft: SilenceDraft, now: Timestamp
    ) -> String {
        let (old, term) = (before.silence.id, draft.wholeTerm(asOf: now))
        guard let id = receipt.silence, id != old else { return "changed, \(term): \(old)\n" }
        let what = before.state == .expired ? "set again, \(term)" : "changed, \(term)"
        return "\(what): \(id), in the place of \(old), which is over\n"
    }

    /// `{"silenceID": …}`, as Alertmanager answers, and what was said.
    static func json(_ receipt: Receipt) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("silenceID")
        writer.string(receipt.silence.map(\.description) ?? "")
        writer.name("said")
        writer.string(receipt.said)
        writer.endObject()
        return writer.bytes
    }
}
