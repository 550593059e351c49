import Console
import Incidents
import TerminalUI

/// Silences of the night that the screens show.
extension Sample {
    static func id(_ digit: UInt64) -> SilenceID { SilenceID(high: digit << 60 | 0x4000, low: 1 << 63 | digit) }

    /// Active until 05:12, with all that a silence can have.
    static let reindexing = SilenceSummary(
        silence: Silence(
            id: id(6), matchers: [SilenceMatcher(name: "service", value: "search")], startsAt: at(3, 0),
            endsAt: at(5, 12), updatedAt: at(3, 0), createdBy: "kim", comment: "reindexing", reviewAt: at(4, 0),
            replaces: id(5)),
        state: .active, alerts: 3,
        incidents: [
            SilencedIncident(
                number: IncidentNumber(4129), severity: .sev2, phase: .triggered, title: "p99 4.1s (SLO 0.8s)")
        ], incidentCount: 1)

    /// Active until nothing fires any more.
    static let ledgerLag = SilenceSummary(
        silence: Silence(
            id: id(7),
            matchers: [
                SilenceMatcher(name: "alertname", value: "ReplicaLag"),
                SilenceMatcher(name: "instance", value: "db.*", isRegex: true),
            ], startsAt: at(3, 5), endsAt: at(3, 5) + .hours(720), updatedAt: at(3, 5), createdBy: "sam",
            comment: "set from #4121", endsWithAlerts: true),
        state: .active, alerts: 2,
        incidents: [
            SilencedIncident(number: IncidentNumber(4121), severity: .sev2, phase: .acknowledged, title: "replica lag")
        ], incidentCount: 1)

    /// Begins at 06:00; a client left its owner and its comment empty.
    static let maintenance = SilenceSummary(
        silence: Silence(
            id: id(8), matchers: [SilenceMatcher(name: "site", value: "fra 1")], startsAt: at(6, 0), endsAt: at(8, 0),
            updatedAt: at(1, 0), createdBy: "", comment: ""), state: .pending)

    static let over = SilenceSummary(
        silence: Silence(
            id: id(9), matchers: [SilenceMatcher(name: "service", value: "mailer", isEqual: false)],
            startsAt: at(1, 0), endsAt: at(2, 0), updatedAt: at(2, 0), createdBy: "lee", comment: "a test"),
        state: .expired)

    static let silences = [reindexing, ledgerLag, maintenance]

    static let preview = SilencePreview(
        alerts: 3, firing: 41,
        incidents: [
            SilencedIncident(number: IncidentNumber(4121), severity: .sev2, phase: .acknowledged, title: "replica lag")
        ], incidentCount: 1, matchesEverything: false, hidesUnacknowledgedSEV1: false)

    /// What would be muted with the SEV1 that nobody has.
    static let loudPreview = SilencePreview(
        alerts: 18, firing: 41,
        incidents: [
            SilencedIncident(
                number: IncidentNumber(4127), severity: .sev1, phase: .triggered, title: "5xx 12% (SLO 1%)")
        ], incidentCount: 1, matchesEverything: false, hidesUnacknowledgedSEV1: true)
}

extension Sitting {
    /// A console that shows the silences.
    static func atSilences(
        width: Int = 80, height: Int = 24, _ silences: [SilenceSummary] = Sample.silences,
        you: ConsoleSnapshot.Person = Sample.sam
    ) -> Sitting {
        var sitting = Sitting(width: width, height: height, Sample.night, you: you)
        sitting.type("7")
        sitting.send(.silences(silences))
        sitting.wait(.seconds(2))
        sitting.forget()
        return sitting
    }

    /// The same with a link that may be acted over.
    static func atLiveSilences(_ silences: [SilenceSummary] = Sample.silences) -> Sitting {
        var sitting = Sitting.atSilences(silences)
        sitting.send(.link(.live))
        sitting.wait(.seconds(1))
        sitting.forget()
        return sitting
    }

    /// The orders about silences that were sent, with their requests.
    var orders: [Intent] {
        intents.filter {
            switch $0 {
            case .setSilence, .expireSilence, .unsetSilence: true
            default: false
            }
        }
    }

    /// The draft and the request of the last preview that was asked for.
    var asked: (draft: SilenceDraft, request: RequestID)? {
        for case .previewSilence(let draft, let request) in intents.reversed() { return (draft, request) }
        return nil
    }

    /// The router says what would be muted.
    mutating func answer(_ preview: SilencePreview) {
        if let asked { send(.silencePreview(asked.request, preview)) }
        wait(.milliseconds(300))
    }

    /// The screen as one text, so that it is of no matter where lines are broken.
    var words: String { screen.split { $0.isWhitespace }.joined(separator: " ") }

    var fetches: [Intent] { intents.filter { if case .fetchSilences = $0 { true } else { false } } }
}
