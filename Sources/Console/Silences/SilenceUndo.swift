import Incidents

/// What takes the last order about a silence back, for some seconds.
struct SilenceUndo: Hashable, Sendable {
    /// What is taken back, by its name: `silence of #17`.
    let name: SafeText
    let at: Timestamp
    private let order: SilenceOrder
    /// The former time of its review, where that was changed.
    private var review: Timestamp?

    /// Nil for what is an undo itself: that is not undone.
    init?(of done: PendingSilence, _ receipt: Receipt, at now: Timestamp) {
        (name, at) = (done.order.name, now)
        switch done.order {
        case .set(let draft, let number):
            guard let id = receipt.silence else { return nil }
            order = .unset(SilenceUndo.draft(draft, id, receipt), of: number)
        case .change(let draft, let former):
            guard let id = receipt.silence ?? draft.id else { return nil }
            if former.state(at: done.sentAt) == .expired {
                // It was set again: there is nothing else to go back to.
                order = .unset(SilenceUndo.draft(draft, id, receipt), of: nil)
            } else {
                review = former.reviewAt == draft.reviewAt ? nil : former.reviewAt
                order = .unchange(SilenceUndo.draft(SilenceDraft(changing: former), id, receipt))
            }
        case .expire(let draft): order = .restore(SilenceUndo.draft(draft, draft.id, receipt))
        case .restore, .unset, .unchange: return nil
        }
    }

    private static func draft(_ before: SilenceDraft, _ id: SilenceID?, _ receipt: Receipt) -> SilenceDraft {
        var draft = before
        draft.id = id
        // Who has changed it after the order that is taken back means something by it: then it is left alone.
        draft.readAsOf = receipt.updatedAt
        return draft
    }

    /// Why it is too late; nil when it is not.
    func obstacle(at now: Timestamp) -> SafeText? {
        if now - at > Limits.undo { return SafeText("\(name) is more than 10 s ago: too late to undo") }
        if case .unset = order { return nil }
        if let review, review <= now {
            return SafeText("\(name) is not undone: its former review was due already")
        }
        return order.draft.endsAt > now ? nil : SafeText("\(name) is not undone: its former end is past")
    }

    /// What does it.
    func order(at now: Timestamp) -> SilenceOrder {
        guard case .restore(var draft) = order else { return order }
        draft.startsAt = max(draft.startsAt, now)
        return .restore(draft)
    }
}
