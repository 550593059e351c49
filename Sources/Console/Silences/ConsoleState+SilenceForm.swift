import Incidents
import TerminalUI

/// Silences that are typed field by field, new ones and changed ones.
extension ConsoleState {
    // MARK: What is asked for

    /// A silence of whatever is typed.
    mutating func attemptNewSilence(_ matchers: [SilenceMatcher] = []) {
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        open(SilenceForm(matchers, of: nil, owner: you.name))
    }

    /// More than the time of an incident's silence is to be said.
    mutating func openFields(_ prompt: SilencePrompt, term: String) {
        var prompt = prompt
        var form = SilenceForm(prompt.matchers, of: prompt.number, owner: you.name, term: term)
        form.field = .what
        (prompt.form, prompt.stage) = (form, .form)
        overlay = .silence(prompt)
    }

    /// What was typed behind `silence`.
    mutating func attempt(_ phrase: SilencePhrase) {
        guard !phrase.matchers.isEmpty else {
            return attemptSilence(phrase.wish, on: phrase.number.map { [$0] } ?? targets)
        }
        if let reason = phrase.number.map({ obstacleToSilencing([$0]) }) ?? obstacleToActing {
            return say(reason, isBad: true)
        }
        let known = phrase.number.flatMap { summary(of: $0) }
        let matchers = (known.map(SilenceMatcher.ofGroup) ?? []) + phrase.matchers
        propose(phrase.wish, matchers, of: phrase.number)
    }

    /// Why the silence under the cursor cannot be changed now; nil when it can. One that is over is set again.
    var obstacleToChanging: SafeText? {
        if let reason = obstacleToActing { return reason }
        guard let target = targetSilence else { return "no silence is selected" }
        return orderOnItsWay(target.silence.id)
    }

    /// The same for making it last longer.
    var obstacleToExtending: SafeText? {
        if let reason = obstacleToChanging { return reason }
        let isOver = targetSilence?.state(at: now) == .expired
        return isOver ? SafeText("it is over; \(keys.key(of: .silence(.change))) sets it again") : nil
    }

    mutating func attemptToChange() {
        if let reason = obstacleToChanging { return say(reason, isBad: true) }
        if let target = settledTarget() { change(target) }
    }

    /// Opens the fields of a silence that there is.
    mutating func change(_ target: SilenceSummary) { open(SilenceForm(changing: target.silence, at: now)) }

    mutating func attemptToExtend(by span: Duration) {
        if let reason = obstacleToExtending { return say(reason, isBad: true) }
        if let target = settledTarget() { extend(target, by: span) }
    }

    /// Asks whether a silence is to last longer.
    mutating func extend(_ target: SilenceSummary, by span: Duration) {
        var draft = SilenceDraft(changing: target.silence)
        draft.endsAt = draft.endsAt + span
        if draft.isTooLong(asOf: now) { return say(SafeText(SilenceWords.tooLong), isBad: true) }
        askForPreview(draft, SilencePrompt(order: .change(draft, from: target.silence), stage: .waiting))
    }

    private mutating func open(_ form: SilenceForm) {
        overlay = .silence(SilencePrompt(number: form.number, form: form, stage: .form))
        previewForm()
    }

    // MARK: Keys

    mutating func typeForm(_ key: Key, _ before: SilencePrompt) {
        var prompt = before
        guard var form = prompt.form else { return dropSilence() }
        form.fault = nil
        switch key {
        case .tab, .down, .control("n"): form.move(by: 1)
        case .backTab, .up, .control("p"): form.move(by: -1)
        // A line that is empty is no reason to leave the others.
        case .backspace where form[form.field].text.isEmpty: break
        default:
            switch form[form.field].take(key) {
            case .edited, .unknown: break
            case .left: return dropSilence()
            case .finished where form.hasMore: form.move(by: 1)
            case .finished: return finish(form, prompt)
            }
        }
        prompt.form = form
        overlay = .silence(prompt)
        previewForm()
    }

    private mutating func finish(_ before: SilenceForm, _ prompt: SilencePrompt) {
        var (form, prompt) = (before, prompt)
        do throws(SilenceForm.Misread) {
            let draft = try form.draft(at: now, offset: localOffset)
            prompt.order = form.former.map { .change(draft, from: $0) } ?? .set(draft, of: form.number)
            (prompt.form, prompt.stage) = (form, .waiting)
            return askForPreview(draft, prompt)
        } catch {
            (form.fault, form.field) = (error.said, error.field)
            prompt.form = form
            overlay = .silence(prompt)
        }
    }

    /// Asks what the conditions would mute as they are typed now: one question at a time, whatever the hand does.
    mutating func previewForm() {
        guard case .silence(let prompt) = overlay, case .form = prompt.stage, prompt.asked == nil,
            let matchers = prompt.form?.matchers, matchers != prompt.askedOf
        else { return }
        let draft = SilenceDraft(
            matchers: matchers, startsAt: now, endsAt: now + .hours(1), createdBy: "", comment: "")
        askForPreview(draft, prompt)
    }
}
