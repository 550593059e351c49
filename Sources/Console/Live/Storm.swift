import Incidents

/// From when on incidents open faster than anyone can read: so many that nobody has, opened within a span.
package struct StormRule: Hashable, Sendable {
    /// How many; within ``incidentsRange``.
    package let incidents: Int
    /// Within which span; within ``withinRange``.
    package let within: Duration

    /// A rule; what is outside the bounds is cut to them.
    package init(incidents: Int, within: Duration) {
        let (count, span) = (StormRule.incidentsRange, StormRule.withinRange)
        self.incidents = min(max(incidents, count.lowerBound), count.upperBound)
        self.within = min(max(within, span.lowerBound), span.upperBound)
    }

    /// What holds when nobody chose: a screen full of rows in two minutes.
    package static let usual = StormRule(incidents: 20, within: .minutes(2))
    /// Two at least: one row cannot be folded. No console holds more.
    package static let incidentsRange = 2...100_000
    /// Openings are counted by the second, so that no more than an hour of them is kept.
    package static let withinRange: ClosedRange<Duration> = .seconds(1) ... .hours(1)
}

/// How many incidents that nobody has opened lately, kept up to date one by one. Openings are counted by the second: a
/// storm of any size costs the same.
struct StormWatch: Sendable {
    /// Nil where nothing is ever taken for a storm.
    let rule: StormRule?
    /// How many opened within the span of the rule, and are still nobody's.
    private(set) var recent = 0
    /// Whether the person wants to see the rows of this storm, all of them.
    var isDeclined = false
    /// Whether it was looked for a storm that was over before this console came.
    var isPastKnown = false
    private var opened: [Int64: Int] = [:]
    /// What opened before is not counted any more.
    private var firstSecond: Int64 = .min

    init(rule: StormRule? = nil) { self.rule = rule }

    /// The same watch with nothing counted.
    func emptied(at now: Timestamp) -> StormWatch {
        var watch = StormWatch(rule: rule)
        (watch.isDeclined, watch.isPastKnown) = (isDeclined, isPastKnown)
        watch.pass(to: now)
        return watch
    }

    /// Whether a storm is on.
    var isOn: Bool { rule.map { recent >= $0.incidents } ?? false }
    /// Whether a storm that was on is over: fewer than half of what makes one, so that rows do not come and go.
    var isOver: Bool { rule.map { recent * 2 < $0.incidents } ?? true }

    /// Counts an incident in, or with -1 out again.
    mutating func count(_ incident: IncidentSummary, by sign: Int) {
        guard rule != nil, incident.needsAcknowledge else { return }
        let second = incident.openedAt.seconds
        guard second >= firstSecond else { return }
        opened[second, default: 0] += sign
        recent += sign
    }

    /// Lets go of what opened too long ago.
    mutating func pass(to now: Timestamp) {
        guard let rule else { return }
        let first = (now - rule.within).seconds + 1
        guard first > firstSecond else { return }
        firstSecond = first
        for (second, count) in opened where second < first {
            recent -= count
            opened[second] = nil
        }
    }

    /// The last storm that is still listed, be it over: when its first incident opened, and its last.
    ///
    /// - Parameter moments: as for ``beginning(_:)``.
    func last(_ moments: [Timestamp]) -> (since: Timestamp, until: Timestamp)? {
        guard let rule else { return nil }
        let moments = moments.sorted(by: >)
        guard moments.count >= rule.incidents else { return nil }
        let newest = (0...moments.count - rule.incidents).first { place in
            moments[place] - moments[place + rule.incidents - 1] <= rule.within
        }
        guard let newest, let since = beginning(Array(moments[newest...])) else { return nil }
        return (since, moments[newest])
    }

    /// Whether so many are left of a storm that is over that their rows cannot be read.
    func isMuch(_ left: Int) -> Bool { rule.map { left * 2 >= $0.incidents } ?? false }

    /// When the storm began that is on now: as far back as half of what makes one opened within the span. So a console
    /// that is opened in the middle of it folds the same as one that was there from the start.
    ///
    /// - Parameter moments: when the incidents opened that are listed, in any order.
    func beginning(_ moments: [Timestamp]) -> Timestamp? {
        guard let rule else { return nil }
        let moments = moments.sorted(by: >)
        let half = max(1, rule.incidents / 2)
        guard var last = moments.indices.first else { return nil }
        while last + 1 < moments.count, last + 1 < half || moments[last + 1 - half] - moments[last + 1] <= rule.within {
            last += 1
        }
        return moments[last]
    }
}

extension Timestamp {
    /// Whole seconds since the epoch.
    fileprivate var seconds: Int64 {
        let quotient = milliseconds / 1000
        return milliseconds % 1000 < 0 ? quotient - 1 : quotient
    }
}
