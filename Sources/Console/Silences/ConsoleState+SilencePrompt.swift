import Incidents
import TerminalUI

/// Setting silences and ending them: what is asked first.
extension ConsoleState {
    /// Why the alerts of these incidents cannot be silenced now; nil when they can.
    func obstacleToSilencing(_ numbers: [IncidentNumber]) -> SafeText? {
        if let reason = obstacleToActing { return reason }
        guard let number = numbers.first else { return "no incident is selected" }
        guard numbers.count == 1 else {
            return SafeText("a silence is set for one incident at a time; \(numbers.count) are chosen")
        }
        guard let known = summary(of: number) else { return SafeText("\(number) is not known here; open it first") }
        if known.labels.isEmpty { return SafeText("the group of \(number) has no labels to silence by") }
        if silences.pending.contains(where: { $0.order.number == number }) {
            return SafeText("the silence of \(number) is on its way")
        }
        return nil
    }

    /// Somebody wants the alerts of an incident silenced.
    ///
    /// - Parameter wish: until when; nil where it is still to be typed.
    mutating func attemptSilence(_ wish: SilenceWish?, on numbers: [IncidentNumber]) {
        if let reason = obstacleToSilencing(numbers) { return say(reason, isBad: true) }
        guard let number = numbers.first, let known = summary(of: number) else { return }
        if numbers == [selectedNumber], justAppeared(number) { return }
        propose(wish, SilenceMatcher.ofGroup(known), of: number)
    }

    /// Asks what a silence would mute, and until when it is to be where that was not said.
    mutating func propose(_ wish: SilenceWish?, _ matchers: [SilenceMatcher], of number: IncidentNumber?) {
        var prompt = SilencePrompt(
            number: number, matchers: matchers, stage: .typing(LineEditor("2h", isSuggestion: true), fault: nil))
        do throws(LineCommand.Fault) {
            // What is muted does not depend on the time, so that it is asked for while that is typed.
            let draft = try (wish ?? SilenceWish(.span(.hours(1))))
                .draft(prompt.matchers, of: number, at: now, offset: localOffset)
            if wish != nil { (prompt.order, prompt.stage) = (.set(draft, of: number), .waiting) }
            askForPreview(draft, prompt)
        } catch {
            say(error.said, isBad: true)
        }
    }

    /// Asks the router what would be muted, and shows the prompt.
    mutating func askForPreview(_ draft: SilenceDraft, _ before: SilencePrompt) {
        guard let request = nextRequest() else { return }
        var prompt = before
        (prompt.asked, prompt.askedOf) = (request, draft.matchers)
        wanted.append(.previewSilence(draft, request))
        overlay = .silence(prompt)
    }

    /// The router says what would be muted.
    mutating func take(_ preview: SilencePreview, for request: RequestID) {
        heard()
        guard case .silence(var prompt) = overlay, prompt.asked == request else { return }
        prompt.preview = preview
        guard case .waiting = prompt.stage, let order = prompt.order else {
            prompt.asked = nil
            overlay = .silence(prompt)
            return previewForm()
        }
        let draft = order.draft
        if draft.endsWithAlerts, preview.alerts == 0, draft.id == nil {
            overlay = nil
            let why = "nothing that \(draft.matchers.written) meets fires now: there is nothing to wait for"
            let what = prompt.number.map { "\($0) " } ?? ""
            return say(SafeText("\(what)not silenced: \(why)"), isBad: true)
        }
        let reach = "it \(SilenceWords.reach(preview))"
        let review = draft.reviewAt.filter { $0 > now }.map { ["a reminder opens at \($0.clock(asOf: now))Z"] } ?? []
        let notes = SilenceWords.warnings(preview) + [reach] + review
        let question = SafeText(joined("\(question(order))?", notes))
        let all = preview.incidents.count == preview.incidentCount ? preview.incidents : []
        let service = TypedAnswer.service(ofAll: all.map { summary(of: $0.number) })
        if let word = SilencePrompt.TypedWord(setting: preview, service: service) {
            prompt.stage = .typed(question, word, LineEditor(), shownAt: now)
        } else {
            prompt.stage = .asking(question, shownAt: now)
        }
        overlay = .silence(prompt)
    }

    private func question(_ order: SilenceOrder) -> String {
        let until = SilenceWords.until(order.draft, at: now)
        switch order {
        case .change(let draft, _):
            guard let known = silences.found.first(where: { $0.silence.id == draft.id }),
                known.state(at: now) != .expired
            else { return "set the silence \(order.what) again \(until)" }
            let owner = known.silence.createdBy == you.name ? "" : " of \(SilenceWords.owner(known.silence))"
            return "change the silence \(order.what)\(owner): \(until)"
        case .set, .restore, .expire, .unset, .unchange: return "silence \(order.what) \(until)"
        }
    }

    /// The router did not say what would be muted: then nothing is set. What was typed into fields stays.
    mutating func missPreview(_ request: RequestID, _ why: SafeText) {
        guard case .silence(var prompt) = overlay, prompt.asked == request else { return }
        if prompt.form != nil {
            prompt.form?.fault = why
            (prompt.stage, prompt.asked, prompt.preview) = (.form, nil, nil)
            overlay = .silence(prompt)
            return
        }
        guard let what = prompt.number.map({ "\($0)" }) ?? prompt.order.map({ "\($0.what)" }) else { return }
        overlay = nil
        say(SafeText("\(what) not silenced: \(why)"), isBad: true)
    }

    /// Why the silence under the cursor cannot be ended now; nil when it can.
    var obstacleToExpiring: SafeText? {
        if let reason = obstacleToActing { return reason }
        guard let target = targetSilence else { return "no silence is selected" }
        if target.state(at: now) == .expired { return "it is over already" }
        return orderOnItsWay(target.silence.id)
    }

    /// What was sent about a silence and has no answer yet, in words; nil where nothing was.
    func orderOnItsWay(_ id: SilenceID) -> SafeText? {
        guard let order = silences.pending.first(where: { $0.order.silence == id })?.order else { return nil }
        if case .expire = order { return "its end is on its way" }
        return "its change is on its way"
    }

    /// The silence that a key acts on, unless its row just appeared: that is said.
    mutating func settledTarget() -> SilenceSummary? {
        guard let target = targetSilence, let since = silences.screen?.selectedSince else { return nil }
        if silences.screen?.opened == nil, now - since < Limits.lockout, now >= since {
            say("it just appeared, press again", isBad: true)
            return nil
        }
        return target
    }

    mutating func attemptToExpire() {
        if let reason = obstacleToExpiring { return say(reason, isBad: true) }
        if let target = settledTarget() { askToExpire(target) }
    }

    /// Asks whether a silence is to end: what it kept quiet may ring.
    mutating func askToExpire(_ target: SilenceSummary) {
        let silence = target.silence
        let what = SafeText(silence.matchers.written)
        var prompt = SilencePrompt(order: .expire(SilenceDraft(changing: silence)), stage: .waiting)
        let owner = silence.createdBy == you.name ? "" : " of \(SilenceWords.owner(silence))"
        var question = "end the silence \(what)\(owner)?"
        if target.state(at: now) == .pending {
            question += " it has not begun"
        } else if target.alerts == 0 {
            question += " nothing that it mutes fires now"
        } else {
            question += " \(SilenceWords.ringing(target))"
        }
        if let word = SilencePrompt.TypedWord(ending: target) {
            prompt.stage = .typed(SafeText(question), word, LineEditor(), shownAt: now)
        } else {
            prompt.stage = .asking(SafeText(question), shownAt: now)
        }
        overlay = .silence(prompt)
    }

    // MARK: Keys

    mutating func press(_ key: Key, in prompt: SilencePrompt) {
        switch prompt.stage {
        case .typing(let line, _): type(key, line, prompt)
        case .form: typeForm(key, prompt)
        case .waiting:
            // What is typed before the question is there was not meant for it; but nobody is held.
            if key == .escape || key == .control("c") { dropSilence() }
        case .asking(_, let shownAt):
            guard isOut(of: shownAt) else { return }
            answered(by: key)
            if key == .character("y"), let order = prompt.order { send(order) } else { refuse(prompt) }
        case .typed(let question, let word, let line, let shownAt):
            guard isOut(of: shownAt) else { return }
            var (line, prompt) = (line, prompt)
            switch line.take(key) {
            case .edited, .unknown:
                prompt.stage = .typed(question, word, line, shownAt: shownAt)
                overlay = .silence(prompt)
            case .left: refuse(prompt)
            case .finished:
                if word.isGiven(line.text), let order = prompt.order { return send(order) }
                // A slip of the finger is no reason to type everything once more.
                var again = word
                again.mistyped = Part(String(line.text.bare)).cut(to: Limits.mistypedMax).text
                prompt.stage = .typed(question, again, LineEditor(), shownAt: shownAt)
                overlay = .silence(prompt)
            }
        }
    }

    /// The answer is no: what was typed into fields is there to be changed, and everything else is left.
    private mutating func refuse(_ before: SilencePrompt) {
        guard before.form != nil else { return dropSilence() }
        var prompt = before
        prompt.form?.fault = "nothing was done; change it, or Esc leaves"
        (prompt.stage, prompt.order, prompt.asked, prompt.preview) = (.form, nil, nil, nil)
        prompt.askedOf = []
        overlay = .silence(prompt)
        previewForm()
    }

    private mutating func type(_ key: Key, _ before: LineEditor, _ prompt: SilencePrompt) {
        if key == .tab { return openFields(prompt, term: before.text) }
        var (line, prompt) = (before, prompt)
        switch line.take(key) {
        case .edited, .unknown: prompt.stage = .typing(line, fault: nil)
        case .left: return dropSilence()
        case .finished:
            do throws(LineCommand.Fault) {
                guard let wish = SilenceWish(line.text) else {
                    throw LineCommand.Fault(said: "no time; such as 30m, 2h, 06:00, 06:00Z, until resolved")
                }
                let draft = try wish.draft(prompt.matchers, of: prompt.number, at: now, offset: localOffset)
                (prompt.order, prompt.stage) = (.set(draft, of: prompt.number), .waiting)
                // What would be muted may have changed while the time was typed.
                return askForPreview(draft, prompt)
            } catch {
                prompt.stage = .typing(line, fault: error.said)
            }
        }
        overlay = .silence(prompt)
    }

    mutating func dropSilence() {
        overlay = nil
        say("nothing was done", isBad: false)
    }
}

extension Optional {
    /// What is there, if it passes.
    fileprivate func filter(_ passes: (Wrapped) -> Bool) -> Wrapped? { flatMap { passes($0) ? $0 : nil } }
}
