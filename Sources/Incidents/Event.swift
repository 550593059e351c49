/// Everything that can happen to the watch. There is no other way in.
package enum Event: Hashable, Sendable {
    /// A sender posted an alert: new, again, or ended.
    case alertPosted(PostedAlert)
    /// A person did something. Sent twice with the same request, it has one effect.
    case acted(Act, by: Actor, request: RequestID?)
    /// Time went by: whatever is due at `now` is done.
    case timePassed
    /// The courier sent a page, or found nobody to send it to.
    case pageSent(PageID, reached: Int)
    /// The wall clock was set: forward by a span, backward when negative.
    case clockJumped(by: Duration)
    /// Somebody sets a silence. `newID` is its id, unless it changes one in place.
    case silenceSet(SilenceDraft, newID: SilenceID, by: Actor, request: RequestID?)
    /// Somebody ends a silence.
    case silenceExpired(SilenceID, by: Actor, request: RequestID?, readAsOf: Timestamp? = nil)
    /// The courier carried out a flush, or could not.
    case notified(DispatchID, Notification)
    /// A configuration was loaded; the watch has its rules and routes already.
    case configured(text: String)
}

/// What an event came to.
package enum Outcome: Hashable, Sendable {
    case done(Receipt)
    case refused(Refusal)
}

/// The good answer to an event: durable once it is handed out.
package struct Receipt: Hashable, Sendable {
    /// The incident that was touched, if one was.
    package var incident: IncidentNumber?
    /// The silence that was set, if one was.
    package var silence: SilenceID?
    /// What was done, in one line: "acked #17".
    package var said: SafeText
    /// When the silence was changed by it: what an undo names as read.
    package var updatedAt: Timestamp?

    package init(
        incident: IncidentNumber? = nil, silence: SilenceID? = nil, said: SafeText = .empty, updatedAt: Timestamp? = nil
    ) {
        (self.incident, self.silence, self.said, self.updatedAt) = (incident, silence, said, updatedAt)
    }
}

/// Why an event was not applied: for the person who caused it, with the next step.
package struct Refusal: Error, Hashable, Sendable {
    package var code: Code
    package var said: SafeText

    package enum Code: String, Hashable, Sendable, CaseIterable {
        case unknownIncident, resolvedAlready, heldBySomebodyElse, notHeld, notResolved, nothingToUndo, tooLateToUndo
        case mergeIntoItself, mergeIntoResolved, notMerged, inThePast, alertRefused, tooFarAhead, wrongPhase,
            groupIsElsewhere, unknownSilence, silenceRefused
    }

    package init(_ code: Code, _ said: SafeText) { (self.code, self.said) = (code, said) }
}
