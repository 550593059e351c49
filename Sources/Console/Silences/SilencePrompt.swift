import Incidents

/// What is asked before a silence is set or ended. It takes all keys.
struct SilencePrompt: Sendable {
    enum Stage: Sendable {
        /// For how long is typed.
        case typing(LineEditor, fault: SafeText?)
        /// Its fields are typed.
        case form
        /// The router is asked what it would mute.
        case waiting
        /// `y` is yes, every other key is no.
        case asking(SafeText, shownAt: Timestamp)
        /// What is too much for one letter: a word of the question is typed.
        case typed(SafeText, TypedWord, LineEditor, shownAt: Timestamp)
    }

    /// What must be typed for yes: how many alerts are muted, or the service that all of them are of.
    struct TypedWord: Hashable, Sendable {
        var count: Int
        var service: SafeText?
        /// What was typed that was not it.
        var mistyped: SafeText?

        init(count: Int, service: SafeText? = nil) { (self.count, self.service) = (count, service) }

        /// What is typed before a silence is set; nil where `y` is enough. It is so everywhere: one letter for what reaches
        /// a few incidents, however loud the question is, and the count for many, and for whatever is to come.
        init?(setting preview: SilencePreview, service: SafeText?) {
            guard preview.matchesEverything || preview.incidentCount > Limits.askMax else { return nil }
            self.init(count: preview.alerts, service: service)
        }

        /// The same before one is ended: how many may ring.
        init?(ending silence: SilenceSummary) {
            let count = silence.alone ?? silence.alerts
            guard silence.incidentCount > Limits.askMax, count > 0 else { return nil }
            self.init(count: count)
        }

        var words: String { TypedAnswer.words(count: count, service: service) }
        func isGiven(_ text: String) -> Bool { TypedAnswer.isGiven(text, count: count, service: service) }
    }

    /// The incident whose alerts are to be silenced; nil when a silence is ended, or is for none.
    var number: IncidentNumber?
    /// What is to be silenced: what makes its group.
    var matchers: [SilenceMatcher] = []
    /// What was typed into fields; nil where nobody asked for them.
    var form: SilenceForm?
    /// What a yes sends; nil until it is known until when.
    var order: SilenceOrder?
    /// The request under which the router was asked what would be muted, and its answer.
    var asked: RequestID?
    /// The conditions of that.
    var askedOf: [SilenceMatcher] = []
    var preview: SilencePreview?
    var stage: Stage

    /// Whether a line is being typed.
    var isTyping: Bool {
        switch stage {
        case .typing, .form, .typed: true
        case .waiting, .asking: false
        }
    }

    /// What is silenced, in a word.
    private var name: String { number.map { "\($0)" } ?? order.map { "\($0.what)" } ?? "it" }

    /// What stands before the line that is typed, and while the router is asked.
    var label: SafeText {
        switch stage {
        case .form: return SafeText("silence: \(form?.field.label ?? "")")
        case .typing: return SafeText("silence \(name) for (30m, 2h, until 06:00):")
        case .waiting: return SafeText("silence \(name): the router is asked what that would mute")
        case .asking(let question, _): return question
        case .typed(let question, let word, _, _):
            return word.mistyped.map { SafeText("\"\($0)\" is not \(word.words): nothing is done yet. \(question)") }
                ?? question
        }
    }

    /// The label where there is not much room.
    var shortLabel: SafeText { SafeText("silence \(name) for:") }

    /// The prompt in one line.
    var line: SafeText {
        if case .typing(let line, _) = stage { return SafeText("\(label) \(line.text)") }
        if case .form = stage, let form { return SafeText("\(label) \(form[form.field].text)") }
        return label
    }
}
