/// Why alerts are kept quiet, by its name.
package struct Mute: Hashable, Sendable {
    /// Who or what mutes: the author of a silence, or the rule.
    package var by: SafeText
    /// Nil where no moment is known, and for a silence that ends with its alerts: its latest end is a bound, no plan.
    package var until: Timestamp?
    package var cause: Cause

    /// Which mechanism mutes.
    package enum Cause: Hashable, Sendable {
        /// None that is known: what a store of an earlier version says.
        case unsaid
        case silence(SilenceID)
        /// One of the alerts that inhibit it.
        case inhibition(by: Fingerprint)
        /// A time interval of the route, by its name.
        case interval(SafeText)
    }

    package init(by: SafeText, until: Timestamp? = nil, cause: Cause = .unsaid) {
        (self.by, self.until, self.cause) = (by, until, cause)
    }
}

// MARK: In words

extension Mute {
    /// What stands in ``by`` before the name of an alert that inhibits.
    package static let inhibiting = "inhibiting "
    /// What stands there before the name of a time interval.
    package static let interval = "interval "
    /// What stands there before the names of time intervals of which none holds now.
    package static let outside = "the time outside "

    package var isSilence: Bool {
        if case .silence = cause { return true }
        return false
    }

    /// Whether it is a silence that ends with what it mutes.
    package var endsWithAlerts: Bool {
        isSilence && until == nil
    }

    /// How what mutes is said behind the word `muted`: `by kim`, `while HostDown fires`, `during nights`,
    /// `outside office hours`.
    ///
    /// - Parameter name: what is said for ``by``, where it had to be made shorter or safer.
    package func agent(named name: (SafeText) -> String = \.original) -> String {
        func rest(_ prefix: String) -> String? {
            guard by.original.hasPrefix(prefix) else { return nil }
            return name(SafeText(String(by.original.dropFirst(prefix.count))))
        }
        switch cause {
        case .inhibition: return rest(Mute.inhibiting).map { "while \($0) fires" } ?? "by \(name(by))"
        case .interval:
            return rest(Mute.outside).map { "outside \($0)" } ?? rest(Mute.interval).map { "during \($0)" }
                ?? "by \(name(by))"
        case .silence, .unsaid: return "by \(name(by))"
        }
    }

    /// Until when, with a blank in front: ` until 05:12Z`, ` until it resolves`; empty where nobody knows.
    ///
    /// - Parameter zone: how a text says that its times are in UTC.
    package func term(asOf now: Timestamp, zone: String = "Z") -> String {
        if endsWithAlerts { return " until it resolves" }
        return until.map { " until \($0.clock(asOf: now))\(zone)" } ?? ""
    }

    /// Behind the word `muted`: `by kim until 05:12Z`, `by kim until it resolves`, `while HostDown fires`.
    package func words(asOf now: Timestamp, zone: String = "Z") -> SafeText {
        SafeText(agent() + term(asOf: now, zone: zone))
    }

    /// What stands before that where whatever fires is muted.
    package static let all = "ALL MUTED "

    /// What is said while whatever fires is muted, without an end: `ALL MUTED by kim until 05:12Z: …`.
    package func allSentence(asOf now: Timestamp) -> SafeText {
        SafeText("\(Mute.all)\(words(asOf: now)): what fires opens nothing, and nobody is told")
    }
}
