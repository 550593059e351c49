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
        var prompt = SilencePrompt(
            number: number, matchers: SilenceMatcher.ofGroup(known),
            stage: .typing(LineEditor("2h", isSuggestion: true), fault: nil))
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
    private mutating func askForPreview(_ draft: SilenceDraft, _ before: SilencePrompt) {
        guard let request = nextRequest() else { return }
        var prompt = before
        prompt.asked = request
        wanted.append(.previewSilence(draft, request))
        overlay = .silence(prompt)
    }

    /// The router says what would be muted.
    mutating func take(_ preview: SilencePreview, for request: RequestID) {
        heard()
        guard case .silence(var prompt) = overlay, prompt.asked == request else { return }
        prompt.preview = preview
        guard case .waiting = prompt.stage, case .set(let draft, let number) = prompt.order else {
            overlay = .silence(prompt)
            return
        }
        if draft.endsWithAlerts, preview.alerts == 0 {
            overlay = nil
            let why = "nothing that \(draft.matchers.written) meets fires now: there is nothing to wait for"
            return say(SafeText("\(number) not silenced: \(why)"), isBad: true)
        }
        let reach = "it \(SilenceWords.reach(preview))"
        let review = draft.reviewAt.map { ["a reminder opens at \($0.clock(asOf: now))Z"] } ?? []
        let notes = SilenceWords.warnings(preview) + [reach] + review
        let question = SafeText(joined("silence \(number) \(SilenceWords.until(draft))?", notes))
        if preview.asksFirst || preview.incidentCount > Limits.askMax {
            let all = preview.incidents.count == preview.incidentCount ? preview.incidents : []
            let service = TypedAnswer.service(ofAll: all.map { summary(of: $0.number) })
            let word = SilencePrompt.TypedWord(count: preview.alerts, service: service)
            prompt.stage = .typed(question, word, LineEditor(), shownAt: now)
        } else {
            prompt.stage = .asking(question, shownAt: now)
        }
        overlay = .silence(prompt)
    }

    /// The router did not say what would be muted: then nothing is set.
    mutating func missPreview(_ request: RequestID, _ why: SafeText) {
        guard case .silence(let prompt) = overlay, prompt.asked == request, let number = prompt.number else { return }
        overlay = nil
        say(SafeText("\(number) not silenced: \(why)"), isBad: true)
    }

    /// Why the silence under the cursor cannot be ended now; nil when it can.
    var obstacleToExpiring: SafeText? {
        if let reason = obstacleToActing { return reason }
        guard let target = targetSilence else { return "no silence is selected" }
        if target.state(at: now) == .expired { return "it is over already" }
        let isSent = silences.pending.contains { $0.order.silence == target.silence.id }
        return isSent ? "its end is on its way" : nil
    }

    mutating func attemptToExpire() {
        if let reason = obstacleToExpiring { return say(reason, isBad: true) }
        guard let target = targetSilence, let since = silences.screen?.selectedSince else { return }
        if silences.screen?.opened == nil, now - since < Limits.lockout, now >= since {
            return say("it just appeared, press again", isBad: true)
        }
        askToExpire(target)
    }

    /// Asks whether a silence is to end: what it kept quiet may ring.
    mutating func askToExpire(_ target: SilenceSummary) {
        let silence = target.silence
        let what = SafeText(silence.matchers.written)
        var prompt = SilencePrompt(order: .expire(silence.id, what: what), stage: .waiting)
        let owner = silence.createdBy == you.name ? "" : " of \(SilenceWords.owner(silence))"
        var question = "end the silence \(what)\(owner)?"
        if target.state(at: now) == .pending {
            question += " it has not begun"
        } else if target.alerts == 0 {
            question += " nothing that it mutes fires now"
        } else {
            let place = SilenceWords.place(target.incidents, target.incidentCount)
            question += " \(Words.count(target.alerts, "alert"))\(place) may ring, unless somebody has them"
        }
        if target.incidentCount > Limits.askMax {
            let word = SilencePrompt.TypedWord(count: target.alerts)
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
        case .waiting:
            // What is typed before the question is there was not meant for it; but nobody is held.
            if key == .escape || key == .control("c") { dropSilence() }
        case .asking(_, let shownAt):
            guard isOut(of: shownAt) else { return }
            if key == .character("y"), let order = prompt.order { send(order) } else { dropSilence() }
        case .typed(let question, let word, let line, let shownAt):
            guard isOut(of: shownAt) else { return }
            var (line, prompt) = (line, prompt)
            switch line.take(key) {
            case .edited, .unknown:
                prompt.stage = .typed(question, word, line, shownAt: shownAt)
                overlay = .silence(prompt)
            case .left: dropSilence()
            case .finished:
                guard word.isGiven(line.text), let order = prompt.order else {
                    overlay = nil
                    return say(SafeText("nothing was done: that was not \(word.words)"), isBad: false)
                }
                send(order)
            }
        }
    }

    private mutating func type(_ key: Key, _ before: LineEditor, _ prompt: SilencePrompt) {
        var (line, prompt) = (before, prompt)
        switch line.take(key) {
        case .edited, .unknown: prompt.stage = .typing(line, fault: nil)
        case .left: return dropSilence()
        case .finished:
            guard let number = prompt.number else { return }
            do throws(LineCommand.Fault) {
                guard let wish = SilenceWish(line.text) else {
                    throw LineCommand.Fault(said: "no time; such as 30m, 2h, 06:00, 06:00Z, until resolved")
                }
                let draft = try wish.draft(prompt.matchers, of: number, at: now, offset: localOffset)
                (prompt.order, prompt.stage) = (.set(draft, of: number), .waiting)
                // What would be muted may have changed while the time was typed.
                return askForPreview(draft, prompt)
            } catch {
                prompt.stage = .typing(line, fault: error.said)
            }
        }
        overlay = .silence(prompt)
    }

    private mutating func dropSilence() {
        overlay = nil
        say("nothing was done", isBad: false)
    }
}

extension SilenceOrder {
    /// The incident that it is for; nil for one that ends a silence.
    var number: IncidentNumber? { if case .set(_, let number) = self { number } else { nil } }
    /// The silence that it ends; nil for one that sets another.
    var silence: SilenceID? { if case .expire(let id, _) = self { id } else { nil } }
}
