import Incidents
import Routing

/// Silences: set, changed in place, and ended (Alertmanager's rules, `silence.go`).
extension Watch {
    /// The most silences that mute or will, at once.
    package static let silencesMax = 10_000
    /// How long a silence that is over stays in memory, as Alertmanager keeps it by default; the store has it longer.
    package static let silencesKept = Duration.hours(120)

    mutating func silenceSet(
        _ draft: SilenceDraft, newID: SilenceID, by actor: Actor, request: RequestID?, at now: Timestamp
    ) -> Outcome {
        if let request, let served = requests[request] { return Watch.answer(served.outcome, at: served.at) }
        do throws(Refusal) {
            let before = draft.id.flatMap { silences[$0] }
            let silence = try set(draft, newID: newID, by: actor, at: now)
            if !Watch.waits(before, on: silence, at: now) { acknowledgeSilenced(silence, by: actor, at: now) }
            let term = SilenceDraft(changing: silence).term(asOf: now)
            let said = SafeText("silence \(silence.id) \(term)")
            return served(Receipt(silence: silence.id, said: said), request, at: now)
        } catch {
            return .refused(error)
        }
    }

    mutating func silenceExpired(
        _ id: SilenceID, by actor: Actor, request: RequestID?, readAsOf: Timestamp?, at now: Timestamp
    ) -> Outcome {
        if let request, let served = requests[request] { return Watch.answer(served.outcome, at: served.at) }
        guard let silence = silences[id] else { return .refused(Watch.unknownSilence) }
        if let readAsOf, readAsOf != silence.updatedAt { return .refused(Watch.changedSince(silence, at: now)) }
        let wasOver = silence.state(at: now) == .expired
        if !wasOver {
            takeBackAcknowledges(of: silence, by: actor, at: now)
            expire(silence, by: actor, at: now)
        }
        let said = SafeText("silence \(id) \(wasOver ? "was over already" : "is over")")
        return served(Receipt(silence: id, said: said), request, at: now)
    }

    /// Answers an order about a silence.
    private mutating func served(_ receipt: Receipt, _ request: RequestID?, at now: Timestamp) -> Outcome {
        let outcome = Outcome.done(receipt)
        if let request { emit(.served(request, outcome, at: now)) }
        return Watch.answer(outcome, at: now)
    }

    /// The silence is as of the moment at which the order was served: what takes it back names that as read.
    private static func answer(_ outcome: Outcome, at moment: Timestamp) -> Outcome {
        guard case .done(var receipt) = outcome, receipt.silence != nil else { return outcome }
        receipt.updatedAt = moment
        return .done(receipt)
    }

    private static let unknownSilence = Refusal(.unknownSilence, "silence not found")

    /// The one who would undo, by a change, what another did a moment ago is to look at it first.
    private static func changedSince(_ silence: Silence, at now: Timestamp) -> Refusal {
        let last = silence.history.last.flatMap { $0.at == silence.updatedAt ? $0.by.original : nil }
        let who = last ?? "somebody"
        let what = silence.ending == nil ? "changed" : "ended"
        let when = silence.updatedAt.clock(asOf: now)
        return Refusal(
            .silenceRefused,
            SafeText("\(who) \(what) it at \(when)Z, after you had read it: look at it again, then change it"))
    }

    /// The silence that somebody set since one was over, to mute what that did.
    private func another(instead silence: Silence, _ draft: SilenceDraft, at now: Timestamp) -> Silence? {
        guard silence.state(at: now) == .expired, draft.matchers == silence.matchers else { return nil }
        return silences.values.filter {
            // One that stood before is what somebody wanted beside it.
            $0.matchers == silence.matchers && $0.history.first.map { $0.at >= silence.endsAt } == true
                && $0.state(at: now) != .expired && $0.startsAt <= max(draft.startsAt, now)
        }.min { ($0.updatedAt, $0.id) < ($1.updatedAt, $1.id) }
    }

    /// Two silences of the same conditions would have to be ended one after the other.
    private static func setSince(_ silence: Silence, at now: Timestamp) -> Refusal {
        let who = silence.history.last?.by.original ?? "somebody"
        return Refusal(
            .silenceRefused,
            SafeText(
                "\(who) set it again at \(silence.updatedAt.clock(asOf: now))Z, as \(silence.id): look at that one"))
    }

    /// Changes a silence in place where that rewrites no history; else ends it and sets a new one.
    private mutating func set(
        _ draft: SilenceDraft, newID: SilenceID, by actor: Actor, at now: Timestamp
    ) throws(Refusal) -> Silence {
        let draft = completed(draft, at: now)
        let before = try check(draft, at: now)
        if let before, !(draft.endsWithAlerts && draft.matchers == before.matchers) {
            takeBackAcknowledges(of: before, by: actor, at: now)
        }
        if let before, Watch.changesInPlace(before, to: draft, at: now) {
            var silence = Silence(draft, id: before.id, startsAt: draft.startsAt, replaces: before.replaces, at: now)
            silence.history = before.history
            silence.recordChange(since: before, by: actor, at: now)
            if before.reviewAt == silence.reviewAt { silence.reminder = before.reminder }
            keep(silence, at: now)
            return silence
        }
        guard silences[newID] == nil else {
            throw Refusal(.silenceRefused, SafeText("silence \(newID) exists already: send it again under another id"))
        }
        if let before, before.state(at: now) != .expired { expire(before, by: actor, replacedBy: newID, at: now) }
        forgetSilences(keeping: Watch.silencesMax - 1, at: now)
        var silence = Silence(
            draft, id: newID, startsAt: max(draft.startsAt, now), replaces: before?.id, at: now)
        silence.recordBirth(inPlaceOf: before, by: actor, at: now)
        if let before { inheritReminder(&silence, from: before, at: now) }
        keep(silence, at: now)
        return silence
    }

    /// What a client of Alertmanager's did not say of a silence that stands, since it cannot, is as it was.
    private func completed(_ draft: SilenceDraft, at now: Timestamp) -> SilenceDraft {
        guard draft.isAlertmanagers, let before = draft.id.flatMap({ silences[$0] }), before.state(at: now) != .expired
        else { return draft }
        var draft = draft
        draft.endsWithAlerts = draft.endsWithAlerts || before.endsWithAlerts
        if draft.reviewAt == nil, let review = before.reviewAt, review < draft.endsAt { draft.reviewAt = review }
        return draft
    }

    /// Whether a silence may be asked for; answers the one that it is to change.
    private func check(_ draft: SilenceDraft, at now: Timestamp) throws(Refusal) -> Silence? {
        guard draft.startsAt < draft.endsAt else {
            throw Refusal(.silenceRefused, "Failed to create silence: start time must be before end time")
        }
        guard draft.endsAt >= now else {
            throw Refusal(.silenceRefused, "Failed to create silence: end time can't be in the past")
        }
        var before: Silence?
        if let id = draft.id {
            guard let known = silences[id] else { throw Watch.unknownSilence }
            if let read = draft.readAsOf, read != known.updatedAt { throw Watch.changedSince(known, at: now) }
            if draft.readAsOf != nil, let other = another(instead: known, draft, at: now) {
                throw Watch.setSince(other, at: now)
            }
            before = known
        }
        let planned = before.map { $0.ending?.planned ?? $0.endsAt }
        if !draft.isAlertmanagers, draft.isTooLong(asOf: now), planned.map({ draft.endsAt > $0 }) ?? true {
            throw Refusal(.silenceRefused, "a silence lasts a year (365d) at most; name an earlier end")
        }
        do throws(SilenceFault) { _ = try draft.matchers.compiled(within: rules.limits) } catch {
            throw Refusal(.silenceRefused, SafeText("silence invalid: \(error)"))
        }
        // A review that was due before the change is due after it.
        if let review = draft.reviewAt, review <= now, review != before?.reviewAt {
            throw Refusal(.silenceRefused, "the time of its review is past; name one to come")
        }
        if let review = draft.reviewAt, review >= draft.endsAt {
            throw Refusal(.silenceRefused, "its review would come after its end; name an earlier one")
        }
        let isFull = silences.count >= Watch.silencesMax && before.map { $0.state(at: now) == .expired } ?? true
        if isFull, silences.values.count(where: { $0.state(at: now) != .expired }) >= Watch.silencesMax {
            throw Refusal(
                .silenceRefused,
                SafeText("\(Watch.silencesMax) silences stand already: end some, or let one mute what several do"))
        }
        return before
    }

    /// `silence.go`, `canUpdate`.
    private static func changesInPlace(_ silence: Silence, to draft: SilenceDraft, at now: Timestamp) -> Bool {
        guard silence.matchers == draft.matchers else { return false }
        switch silence.state(at: now) {
        case .active: return silence.startsAt.wholeSeconds == draft.startsAt.wholeSeconds && draft.endsAt >= now
        case .pending: return draft.startsAt >= now
        case .expired: return false
        }
    }

    /// Ends a silence now; one that has not begun never does.
    ///
    /// - Parameter other: the silence that takes its place, if one does.
    mutating func expire(
        _ silence: Silence, by actor: Actor, replacedBy other: SilenceID? = nil, at now: Timestamp
    ) {
        var silence = silence
        let isPending = silence.state(at: now) == .pending
        silence.ending = Silence.Ending(
            by: actor.name, plannedStart: isPending ? silence.startsAt : nil, planned: silence.endsAt)
        silence.recordEnd(by: actor, replacedBy: other, at: now)
        if isPending { silence.startsAt = now }
        (silence.endsAt, silence.updatedAt) = (now, now)
        keep(silence, at: now)
    }

    /// Emits a silence as it stands now, and lets it take effect at the end of the batch.
    private mutating func keep(_ silence: Silence, at now: Timestamp) {
        let reminders = [silences[silence.id]?.reminder, silence.reminder].compactMap(\.self)
        emit(.silence(silence))
        muter.latest = nil
        muter.reminders.formUnion(reminders)
        follow(silence, at: now)
        guard muter.active.contains(silence.id) else { return }
        hold(silence)
        muter.begun.insert(silence.id)
    }

    /// When there are too many, those that ended first are forgotten.
    mutating func forgetSilences(keeping most: Int, at now: Timestamp) {
        guard silences.count > most else { return }
        let over = silences.values.filter { $0.state(at: now) == .expired }
        let oldest = over.sorted { ($0.endsAt, $0.id) < ($1.endsAt, $1.id) }.prefix(silences.count - most)
        for silence in oldest { forget(silence.id) }
    }

    mutating func forget(_ id: SilenceID) {
        silences[id] = nil
        muter.agenda.drop(.silence(id))
    }
}

extension Silence {
    fileprivate init(
        _ draft: SilenceDraft, id: SilenceID, startsAt: Timestamp, replaces: SilenceID?, at now: Timestamp
    ) {
        self.init(
            id: id, matchers: draft.matchers, startsAt: startsAt, endsAt: draft.endsAt, updatedAt: now,
            createdBy: draft.createdBy, comment: draft.comment, reviewAt: draft.reviewAt,
            endsWithAlerts: draft.endsWithAlerts, replaces: replaces)
    }
}

extension Timestamp {
    /// Alertmanager compares the starts of silences to the second.
    fileprivate var wholeSeconds: Int64 { milliseconds / 1000 }
}
