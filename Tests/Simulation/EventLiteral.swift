import Incidents

/// An event as Swift that can be pasted into a test and compiles there.
enum EventLiteral {
    static func text(_ event: Event) -> String {
        switch event {
        case .alertPosted(let posted): ".alertPosted(\(text(posted)))"
        case .acted(let act, let actor, let request):
            ".acted(Act(\(text(act.verb)), \(text(act.incident))), by: \(text(actor)), request: \(text(request)))"
        case .timePassed: ".timePassed"
        case .pageSent(let id, let reached):
            ".pageSent(PageID(incident: \(text(id.incident)), ordinal: \(id.ordinal)), reached: \(reached))"
        case .clockJumped(let span): ".clockJumped(by: .milliseconds(\(span.wholeMilliseconds)))"
        case .silenceSet(let draft, let newID, let actor, let request):
            ".silenceSet(\(text(draft)), newID: \(text(newID)), by: \(text(actor)), request: \(text(request)))"
        case .silenceExpired(let id, let actor, let request, _):
            ".silenceExpired(\(text(id)), by: \(text(actor)), request: \(text(request)))"
        case .notified, .configured: "// \(event)"
        }
    }

    static func text(_ moment: Timestamp) -> String { "Timestamp(milliseconds: \(moment.milliseconds))" }

    private static func text(_ number: IncidentNumber) -> String { "IncidentNumber(\(number.value))" }
    private static func text(_ id: SilenceID) -> String { "SilenceID(high: \(id.high), low: \(id.low))" }
    private static func text(_ moment: Timestamp?) -> String { moment.map { text($0) } ?? "nil" }
    private static func text(_ request: RequestID?) -> String {
        request.map { "RequestID(\(quoted($0.text)))" } ?? "nil"
    }

    private static func text(_ actor: Actor) -> String {
        switch actor {
        case .router: ".router"
        case .person(let name): ".person(SafeText(\(quoted(name.original))))"
        }
    }

    private static func text(_ posted: PostedAlert) -> String {
        let annotations = posted.text.packed.pairs.filter { !$0.name.isEmpty }
        let words =
            "AlertText(annotations: \(dictionary(annotations)), generatorURL: \(quoted(posted.text.generatorURL)))"
        return "PostedAlert(labels: LabelSet(\(dictionary(posted.labels.pairs.pairs))), text: \(words), "
            + "startsAt: \(text(posted.startsAt)), endsAt: \(text(posted.endsAt)))"
    }

    private static func text(_ draft: SilenceDraft) -> String {
        let matchers = draft.matchers.map { matcher in
            "SilenceMatcher(name: \(quoted(matcher.name)), value: \(quoted(matcher.value)), "
                + "isRegex: \(matcher.isRegex), isEqual: \(matcher.isEqual))"
        }
        let id = draft.id.map { text($0) } ?? "nil"
        return "SilenceDraft(id: \(id), matchers: [\(matchers.joined(separator: ", "))], "
            + "startsAt: \(text(draft.startsAt)), endsAt: \(text(draft.endsAt)), "
            + "createdBy: SafeText(\(quoted(draft.createdBy.original))), "
            + "comment: SafeText(\(quoted(draft.comment.original))), reviewAt: \(text(draft.reviewAt)), "
            + "endsWithAlerts: \(draft.endsWithAlerts), isAlertmanagers: \(draft.isAlertmanagers))"
    }

    private static func dictionary(_ pairs: [(name: String, value: String)]) -> String {
        pairs.isEmpty ? "[:]" : "[\(pairs.map { "\(quoted($0.name)): \(quoted($0.value))" }.joined(separator: ", "))]"
    }

    private static func text(_ verb: Act.Verb) -> String {
        switch verb {
        case .acknowledge: ".acknowledge"
        case .unacknowledge: ".unacknowledge"
        case .take: ".take"
        case .snooze(let until): ".snooze(until: \(text(until)))"
        case .mitigate: ".mitigate"
        case .resolve: ".resolve"
        case .reopen: ".reopen"
        case .note(let note): ".note(SafeText(\(quoted(note.original))))"
        case .severity(let severity): ".severity(.sev\(severity.rawValue))"
        case .merge(let into): ".merge(into: \(text(into)))"
        case .unmerge: ".unmerge"
        case .undo: ".undo"
        }
    }

    private static func quoted(_ text: String) -> String { text.debugDescription }
}
