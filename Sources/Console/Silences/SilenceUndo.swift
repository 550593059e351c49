import Incidents

/// What takes the last order about a silence back, for some seconds.
struct SilenceUndo: Hashable, Sendable {
    /// What is taken back, by its name: `silence of #17`.
    let name: SafeText
    let at: Timestamp
    private let order: SilenceOrder

    /// Nil for what is an undo itself: that is not undone.
    init?(of done: PendingSilence, _ receipt: Receipt, at now: Timestamp) {
        (name, at) = (done.order.name, now)
        switch done.order {
        case .set(let draft, let number):
            guard let id = receipt.silence else { return nil }
            order = .unset(SilenceUndo.draft(draft, id), of: number)
        case .change(let draft, let former):
            guard let id = receipt.silence ?? draft.id else { return nil }
            if former.state(at: done.sentAt) == .expired {
                // It was set again: there is nothing else to go back to.
                order = .unset(SilenceUndo.draft(draft, id), of: nil)
            } else {
                order = .unchange(SilenceUndo.draft(SilenceDraft(changing: former), id))
            }
        case .expire(let draft): order = .restore(SilenceUndo.draft(draft, draft.id))
        case .restore, .unset, .unchange: return nil
        }
    }

    private static func draft(_ before: SilenceDraft, _ id: SilenceID?) -> SilenceDraft {
        var draft = before
        draft.id = id
        // The order that is taken back has changed it since it was read.
        draft.readAsOf = nil
        return draft
    }

    /// Why it is too late; nil when it is not.
    func obstacle(at now: Timestamp) -> SafeText? {
        if now - at > Limits.undo { return SafeText("\(name) is more than 10 s ago: too late to undo") }
        if case .unset = order { return nil }
        return order.draft.endsAt > now ? nil : SafeText("\(name) is not undone: its former end is past")
    }

    /// What does it.
    func order(at now: Timestamp) -> SilenceOrder {
        guard case .restore(var draft) = order else { return order }
        draft.startsAt = max(draft.startsAt, now)
        return .restore(draft)
    }
}
