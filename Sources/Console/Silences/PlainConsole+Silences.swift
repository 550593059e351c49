import Incidents

/// Silences as sentences: listed, set and ended.
extension PlainConsole {
    mutating func attempt(_ typed: PlainSilence) {
        switch typed {
        case .list(let withOver, let filter): ask(.list(filter: filter), .fetchSilences(withOver: withOver))
        case .expire(let start, let isConfirmed): look(for: .expire(start, isConfirmed: isConfirmed))
        case .extend(let start, let span, let isConfirmed):
            look(for: .extend(start, by: span, isConfirmed: isConfirmed))
        case .set(let phrase, let isConfirmed): set(phrase, isConfirmed: isConfirmed)
        }
    }

    private mutating func look(for wait: PlainSilencing.Wait) {
        if let reason = obstacleToActing { return refuse(reason, status: statusOfObstacle) }
        ask(wait, .fetchSilences(withOver: true))
    }

    private mutating func set(_ phrase: SilencePhrase, isConfirmed: Bool) {
        if let reason = obstacleToActing { return refuse(reason, status: statusOfObstacle) }
        var matchers = phrase.matchers
        if let number = phrase.number {
            guard let known = incidents[number] else { return refuse(SafeText("\(number) is not in the list")) }
            guard !known.labels.isEmpty else {
                return refuse(SafeText("the group of \(number) has no labels to silence by"))
            }
            matchers = SilenceMatcher.ofGroup(known) + matchers
        }
        guard let wish = phrase.wish else { return }
        do throws(LineCommand.Fault) {
            let draft = try wish.draft(matchers, of: phrase.number, at: now, offset: state.localOffset)
            preview(.set(draft, of: phrase.number), isConfirmed: isConfirmed)
        } catch {
            refuse(error.said, status: 2)
        }
    }

    private mutating func preview(_ order: SilenceOrder, isConfirmed: Bool) {
        guard let request = state.nextRequest() else { return }
        ask(.preview(request, order, isConfirmed: isConfirmed), .previewSilence(order.draft, request))
    }

    private mutating func ask(_ wait: PlainSilencing.Wait, _ intent: Intent) {
        silencing.wait = wait
        output.intents.append(intent)
    }

    // MARK: What the router tells

    mutating func take(_ found: [SilenceSummary]) {
        _ = state.update(.silences(found))
        switch silencing.wait.take() {
        case .list(let filter): list(found, filter)
        case .expire(let start, let isConfirmed): expire(start, found, isConfirmed: isConfirmed)
        case .extend(let start, let span, let isConfirmed): extend(start, by: span, found, isConfirmed: isConfirmed)
        case .preview(let request, let order, let isConfirmed):
            silencing.wait = .preview(request, order, isConfirmed: isConfirmed)
        case nil: break
        }
    }

    private mutating func list(_ all: [SilenceSummary], _ text: String) {
        let filter = SilenceFilter(text)
        let found = all.filter { filter.passes($0, me: state.you.name, at: now) }
        if found.isEmpty { say(text.isEmpty ? "No silences." : SafeText("No silence meets \(text).")) }
        let count = isScript ? found.count : PlainConsole.pageSize
        for summary in found.prefix(count) { say(sentence(summary)) }
        if found.count > count { say(SafeText("\(found.count - count) more; midwatch silence list lists them.")) }
    }

    private func sentence(_ summary: SilenceSummary) -> SafeText {
        let silence = summary.silence
        let name = "\(silence.id.description.prefix(8)) by \(SilenceWords.owner(silence))"
        var text = "\(name): \(silence.matchers.written). "
        let left = PlainWords.span(minutes: silence.endsAt.minutes - now.minutes)
        switch summary.state(at: now) {
        case .pending: text += "It begins at \(silence.startsAt.minuteAndDay)."
        case .expired: text += "It is over since \(silence.endsAt.minuteAndDay)."
        case .active:
            text += silence.endsWithAlerts ? "Until nothing that it mutes fires." : "For another \(left)."
            let place = SilenceWords.place(summary.incidents, summary.incidentCount)
            text += " It mutes \(Words.count(summary.alerts, "alert"))\(place)."
        }
        switch SilenceWords.reviewCell(summary, at: now) {
        case "due": text += " It is due for review\(summary.reminder.map { ": \($0)" } ?? "")."
        case "done", nil: break
        case .some:
            let review = silence.reviewAt ?? now
            text += " Its review is in \(PlainWords.span(minutes: review.minutes - now.minutes))."
        }
        return SafeText(text + (silence.comment.isEmpty ? "" : " \(silence.comment)"))
    }

    mutating func missSilences(_ why: SafeText) {
        guard silencing.wait != nil else { return }
        silencing.wait = nil
        refuse(why, status: 3)
    }

    mutating func missPreview(_ request: RequestID, _ why: SafeText) {
        guard case .preview(request, let order, _) = silencing.wait else { return }
        silencing.wait = nil
        refuse(SafeText("\(order.what) not silenced: \(why)"), status: 3)
    }

    /// The router says what would be muted: that is said, and asked about.
    mutating func take(_ preview: SilencePreview, for request: RequestID) {
        guard case .preview(request, let order, let isConfirmed) = silencing.wait else { return }
        silencing.wait = nil
        let draft = order.draft
        if draft.endsWithAlerts, preview.alerts == 0, draft.id == nil {
            return refuse(SafeText("\(order.what) not silenced: nothing of it fires, so there is nothing to wait for"))
        }
        let what = order.number.map { "\(PlainWords.short($0, incidents[$0]))" } ?? "\(order.what)"
        let until = SilenceWords.until(draft, at: now)
        var text = draft.id == nil ? "Silence \(what) \(until)?" : "Change the silence \(what): \(until)?"
        text += " It \(SilenceWords.reach(preview))."
        if let review = draft.reviewAt, review > now {
            text += " A reminder opens at \(review.clock(asOf: draft.startsAt))Z."
        }
        if preview.asksFirst { text += " \(PlainWords.sentence(preview.reasonToAsk))" }
        var question = PlainSilencing.Question(text: SafeText(text), order: order)
        let all = preview.incidents.count == preview.incidentCount ? preview.incidents : []
        question.word = SilencePrompt.TypedWord(
            setting: preview, service: TypedAnswer.service(ofAll: all.map { incidents[$0.number] }))
        settle(question, isConfirmed: isConfirmed)
    }

    private mutating func extend(_ start: String, by span: Duration, _ found: [SilenceSummary], isConfirmed: Bool) {
        switch SilenceSearch.find(start, in: found) {
        case .missing(let why): refuse(why)
        case .one(let target) where target.state(at: now) == .expired: refuse("it is over already")
        case .one(let target):
            var draft = SilenceDraft(changing: target.silence)
            draft.endsAt = draft.endsAt + span
            if draft.isTooLong(asOf: now) { return refuse(SafeText(SilenceWords.tooLong)) }
            preview(.change(draft, from: target.silence), isConfirmed: isConfirmed)
        }
    }

    private mutating func expire(_ start: String, _ found: [SilenceSummary], isConfirmed: Bool) {
        switch SilenceSearch.find(start, in: found) {
        case .missing(let why): refuse(why)
        case .one(let target) where target.state(at: now) == .expired: refuse("it is over already")
        case .one(let target):
            let what = SafeText(target.silence.matchers.written)
            var text = "End the silence \(what) of \(SilenceWords.owner(target.silence))?"
            if target.state(at: now) == .active, target.alerts > 0 {
                text += " \(PlainWords.sentence(SafeText(SilenceWords.ringing(target))))"
            }
            var question = PlainSilencing.Question(
                text: SafeText(text), order: .expire(SilenceDraft(changing: target.silence)))
            question.word = SilencePrompt.TypedWord(ending: target)
            settle(question, isConfirmed: isConfirmed)
        }
    }

    // MARK: Asking and sending

    private mutating func settle(_ question: PlainSilencing.Question, isConfirmed: Bool) {
        if isConfirmed { return send(question.order) }
        ask(.silence(question), question.line)
    }

    mutating func confirm(_ line: String, _ question: PlainSilencing.Question) {
        let word = line.bare.lowercased()
        if ["no", "n", ""].contains(word) { return refuse("nothing was done") }
        let isYes = question.word.map { $0.isGiven(line) } ?? (word == "yes" || word == "y")
        guard !isYes else { return send(question.order) }
        if question.word == nil { return refuse("that was no yes: nothing was done") }
        // A slip of the finger is no reason to type everything once more.
        refuse(SafeText("That was not \(question.word?.words ?? "yes"): nothing is done yet, no leaves."))
        if !isScript { ask(.silence(question), question.line) }
    }

    /// Takes the last order about a silence back. Answers whether that was the last act of the person.
    mutating func undoSilence() -> Bool {
        guard let undo = state.silences.undo else { return false }
        if let reason = undo.obstacle(at: now) {
            refuse(reason)
        } else {
            state.silences.undo = nil
            send(undo.order(at: now))
        }
        return true
    }

    private mutating func send(_ order: SilenceOrder) {
        if let reason = obstacleToActing { return refuse(reason, status: statusOfObstacle) }
        guard let request = state.nextRequest() else { return }
        silencing.pending.append(PendingSilence(request: request, order: order, sentAt: now))
        output.intents.append(order.intent(request))
    }

    /// A receipt may be that of an order about silences. Answers whether it was.
    mutating func silenceDone(_ request: RequestID, _ receipt: Receipt) -> Bool {
        guard let done = settled(request) else { return false }
        let order = done.order
        state.silences.undo = SilenceUndo(of: done, receipt, at: now)
        lastDone = nil
        let (what, term) = (order.what, SilenceWords.until(order.draft, at: now, isShort: true))
        let canUndo = state.silences.undo.map { $0.obstacle(at: now) == nil } ?? false
        let undo = canUndo ? " Within 10 seconds undo takes it back." : ""
        switch order {
        case .set, .restore:
            let id = receipt.silence.map { "; expire \($0.description.prefix(8)) ends it" } ?? ""
            say(SafeText("\(what) is silenced \(term)\(id).\(undo)"))
        case .change: say(SafeText("The silence \(what) is changed: \(term).\(undo)"))
        case .expire:
            say(SafeText("The silence \(what) is over.\(canUndo ? " Within 10 seconds undo sets it again." : "")"))
        case .unset: say(SafeText("Undid the silence of \(what): it mutes no more."))
        case .unchange: say(SafeText("Undid the change of the silence \(what): \(term)."))
        }
        return true
    }

    /// The same for what was refused, or did not get through, and why.
    mutating func silenceNotDone(_ request: RequestID, _ why: SafeText, status: Int32) -> Bool {
        guard let order = settled(request)?.order else { return false }
        refuse(SafeText("\(order.notDone): \(why)"), status: status)
        return true
    }

    private mutating func settled(_ request: RequestID) -> PendingSilence? {
        guard let index = silencing.pending.firstIndex(where: { $0.request == request }) else { return nil }
        return silencing.pending.remove(at: index)
    }

    /// Says once what has no answer yet, and gives it up after 30 s.
    mutating func letSilencesWait() {
        for index in silencing.pending.indices where !silencing.pending[index].isCalledLate {
            guard now - silencing.pending[index].sentAt >= Limits.answerWait else { continue }
            silencing.pending[index].isCalledLate = true
            say(SafeText("\(silencing.pending[index].order.notDone): no answer from the router yet."))
        }
        for late in silencing.pending where now - late.sentAt >= Limits.answerMax {
            let text = "\(late.order.name) dropped after 30 seconds without an answer; it is not sent again"
            refuse(SafeText(text), status: 3)
        }
        silencing.pending.removeAll { now - $0.sentAt >= Limits.answerMax }
    }
}
