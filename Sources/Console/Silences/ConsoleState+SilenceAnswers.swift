import Incidents

/// Orders about silences on their way, and what the router answers.
extension ConsoleState {
    /// Sends an order. Nothing is shown as done before its receipt.
    mutating func send(_ order: SilenceOrder) {
        overlay = nil
        // What was possible when the question was asked may not be any more.
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        guard let request = nextRequest() else { return }
        toast = nil
        silences.pending.append(PendingSilence(request: request, order: order, sentAt: now))
        wanted.append(order.intent(request))
    }

    /// A receipt may be that of an order about silences. Answers whether it was.
    mutating func silenceDone(_ request: RequestID, _ receipt: Receipt) -> Bool {
        guard let done = settleSilence(request) else { return false }
        let order = done.order
        silences.screen?.sought = receipt.silence.map { (instead: order.silence, $0) }
        silences.undo = SilenceUndo(of: done, receipt, at: now)
        lastDone = nil
        let (what, term) = (order.what, SilenceWords.until(order.draft, at: now, isShort: true))
        let canUndo = silences.undo.map { $0.obstacle(at: now) == nil } ?? false
        let undo = canUndo ? ", \(keys.key(of: .deed(.undo))) undoes (10s)" : ""
        switch order {
        case .set where silences.screen != nil: say(SafeText("\(what) is silenced \(term)\(undo)"), isBad: false)
        case .set:
            say(SafeText("\(what) is silenced \(term)\(undo); \(keys.key(of: .silence(.show))) lists it"), isBad: false)
        case .change: say(SafeText("the silence \(what) is changed: \(term)\(undo)"), isBad: false)
        case .expire: say(SafeText("the silence \(what) is over\(undo)"), isBad: false)
        case .restore: say(SafeText("\(what) is silenced again, \(term)"), isBad: false)
        case .unset: say(SafeText("undid the silence of \(what): it mutes no more"), isBad: false)
        case .unchange: say(SafeText("undid the change of the silence \(what): \(term)"), isBad: false)
        }
        return true
    }

    /// Takes the last order about a silence back. Answers whether that was the last act of the person.
    mutating func undoSilence() -> Bool {
        guard let undo = silences.undo else { return false }
        if let reason = obstacleToActing ?? undo.obstacle(at: now) {
            say(reason, isBad: true)
        } else {
            silences.undo = nil
            send(undo.order(at: now))
        }
        return true
    }

    /// The same for what was refused, or did not get through, and why.
    mutating func silenceNotDone(_ request: RequestID, _ why: SafeText) -> Bool {
        guard let order = settleSilence(request)?.order else { return false }
        say(SafeText("\(order.notDone): \(why)"), isBad: true)
        return true
    }

    private mutating func settleSilence(_ request: RequestID) -> PendingSilence? {
        guard let index = silences.pending.firstIndex(where: { $0.request == request }) else { return nil }
        // The list is shown as the router has it, whatever the answer was.
        silences.isStale = true
        return silences.pending.remove(at: index)
    }

    /// Gives up orders that have no answer after 30 s: they are named, and never sent again.
    mutating func dropUnansweredSilences() {
        let late = silences.pending.filter { now - $0.sentAt >= Limits.answerMax }
        guard let last = late.last else { return }
        silences.pending.removeAll { now - $0.sentAt >= Limits.answerMax }
        let text = "\(last.order.name) dropped after 30 s without an answer; it is not sent again"
        say(SafeText(text), isBad: true)
    }

    /// An order that has no answer for so long that it is said; nil when there is none.
    var lateSilence: SafeText? {
        guard let late = silences.pending.first(where: { now - $0.sentAt >= Limits.answerWait }) else { return nil }
        return SafeText("\(late.order.notDone): router unreachable")
    }

    /// `silence of #17 sent…`; nil when nothing is on its way.
    var sentSilence: SafeText? { silences.pending.last.map { SafeText("\($0.order.name) sent…") } }

    /// How many acts and orders have no answer yet.
    var unansweredCount: Int { pending.count + silences.pending.count }
}
