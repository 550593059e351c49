package import Incidents
package import TerminalUI

/// Everything that can happen to a console. There is no other way in.
///
/// Only keys and ticks carry a time. Whoever has another message at hand says `tick` first, so that the console knows
/// what time it is when the message arrives.
package enum Message: Hashable, Sendable {
    /// A person pressed a key.
    case key(Key, at: Timestamp)
    /// The screen has this size now. Any size, down to 1x1.
    case resized(width: Int, height: Int)
    /// Time went by; see ``ConsoleState/nextTick``.
    case tick(Timestamp)
    /// Everything anew: at the start, and whenever the feed could not go on where it was.
    case snapshot(ConsoleSnapshot)
    /// Further incidents of the snapshot, by urgency, and how many are still to come.
    case more([IncidentSummary], missing: Int)
    /// What a batch of the feed changed. A batch that is part of the snapshot already is passed over.
    case changed(seq: Int64, [ConsoleChange])
    /// The answer to ``Intent/fetchDetail(_:)``.
    case detail(IncidentSummary, timeline: [TimelineEntry], alerts: [AlertSummary])
    /// There is no answer to ``Intent/fetchDetail(_:)``, and why.
    case detailMissing(IncidentNumber, SafeText)
    /// The answer to ``Intent/fetchWhy(_:)``.
    case why(WhyQuestion, [WhyLine])
    /// Nothing is kept of what ``Intent/fetchWhy(_:)`` asks about, in the router's words.
    case whyUnknown(WhyQuestion, SafeText)
    /// The time that ``Intent/fetchWhy(_:)`` asks about is none, or not past.
    case whyUntimely(WhyQuestion, SafeText)
    /// There is no answer to ``Intent/fetchWhy(_:)``, and why.
    case whyMissing(WhyQuestion, SafeText)
    /// How the connection is. `live` is said again with each beat of the feed.
    case link(LinkState)
    /// An act was done, and is durable.
    case receipt(RequestID, Receipt)
    /// The router said no to an act.
    case refused(RequestID, Refusal)
    /// An act did not reach the router, or the router could not keep it.
    case failed(RequestID, SafeText)
    /// Something that was wanted could not be done on this machine, and why.
    case refusedHere(SafeText)
    /// Why the router cannot do its whole job now; nil when it can again.
    case degraded(SafeText?)
    /// The router's wall clock was set; nil when it was not.
    case clockSet(ClockSet?)
    /// Whether the router tells anybody.
    case paging(Paging)
    /// The silence that mutes whatever fires; nil when there is none.
    case allMuted(Mute?)
    /// The answer to ``Intent/fetchSilences(withOver:)``.
    case silences([SilenceSummary])
    /// There is no answer to ``Intent/fetchSilences(withOver:)``, and why.
    case silencesMissing(SafeText)
    /// The answer to ``Intent/previewSilence(_:_:)``.
    case silencePreview(RequestID, SilencePreview)
    /// There is no answer to ``Intent/previewSilence(_:_:)``, and why.
    case silencePreviewMissing(RequestID, SafeText)
    /// Who looks at which incident now: all of it, in place of what was told before.
    case present([IncidentNumber: [Onlooker]])
    /// The editor that ``TerminalOrder/edit(_:)`` asked for has ended: with a text, or nil when there is none.
    case edited(String?)
}

/// One thing that changed, as it stands now: an item of the feed.
package enum ConsoleChange: Hashable, Sendable {
    case incident(IncidentSummary)
    case timeline(TimelineEntry)
    case page(Page)
    /// Out of line, since it is large and seldom.
    indirect case silence(Silence)
}

/// How the connection to the router is.
package enum LinkState: Hashable, Sendable {
    /// Not there yet; nothing has been lost.
    case connecting
    /// The feed is open, and was heard of just now.
    case live
    /// The connection broke at a moment, and why. It is being made again.
    case lost(since: Timestamp, why: SafeText)
}

/// What a console starts from.
package struct ConsoleSnapshot: Hashable, Sendable {
    /// The feed goes on after this number.
    package var seq: Int64
    package var at: Timestamp
    package var router: RouterFace
    package var you: Person
    /// Why the router cannot do its whole job now; nil while it can.
    package var degraded: SafeText?
    /// When and by how much the router's wall clock was last set.
    package var clockSet: ClockSet?
    /// Those that are open, and those that cleared unseen, by urgency.
    package var incidents: [IncidentSummary]
    /// How many incidents are still to come, as ``Message/more(_:missing:)``.
    package var missing = 0
    /// Whether the router tells anybody.
    package var paging = Paging.on
    /// The silence that mutes whatever fires; nil when there is none.
    package var allMuted: Mute?
    /// Who looks at which incident now; nil when the router does not tell.
    package var present: [IncidentNumber: [Onlooker]]?

    package init(
        seq: Int64, at: Timestamp, router: RouterFace, you: Person, degraded: SafeText? = nil,
        clockSet: ClockSet? = nil, incidents: [IncidentSummary] = [], present: [IncidentNumber: [Onlooker]]? = nil
    ) {
        (self.seq, self.at, self.router, self.you) = (seq, at, router, you)
        (self.degraded, self.clockSet, self.incidents, self.present) = (degraded, clockSet, incidents, present)
    }

    /// Which router this is.
    package struct RouterFace: Hashable, Sendable {
        package var name: SafeText
        package var host: SafeText
        package var version: SafeText
        package var isDemo: Bool

        package init(name: SafeText, host: SafeText, version: SafeText, isDemo: Bool = false) {
            (self.name, self.host, self.version, self.isDemo) = (name, host, version, isDemo)
        }
    }

    /// Who the router takes the person at the keyboard for.
    package struct Person: Hashable, Sendable {
        package var name: SafeText
        package var mayAct: Bool
        /// Why they may not act, with the remedy; nil when they may.
        package var why: SafeText?

        package init(name: SafeText, mayAct: Bool = true, why: SafeText? = nil) {
            (self.name, self.mayAct, self.why) = (name, mayAct, why)
        }
    }
}
