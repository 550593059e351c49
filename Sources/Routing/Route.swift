package import Incidents

/// How the alerts of a route are put into groups.
package enum GroupBy: Hashable, Sendable {
    /// All alerts of the route are one group.
    case none
    /// Each label set is a group of its own: `...`.
    case all
    /// Alerts with the same values of these labels are a group. A missing label is a value of its own.
    case labels([String])
}

/// A way from an alert to a receiver.
package struct Route: Hashable, Sendable {
    /// The name of the receiver that it leads to.
    package let receiver: String
    package let groupBy: GroupBy
    /// How long a new group waits for its fellows before it is told; zero tells at once.
    package let groupWait: Duration
    /// How often a group that has changed is told again; more than zero.
    package let groupInterval: Duration
    /// After how long a group that has not changed is told again; more than zero.
    package let repeatInterval: Duration
    /// Whether its groups open incidents.
    package let opensIncidents: Bool
    /// The matchers on the way from the root, as they stand in Alertmanager's group keys: `{}/{severity="page"}`.
    package let path: String
    /// What an alert must meet to take it, in Alertmanager's order.
    package let matchers: [Matcher]
    /// Whether an alert that has taken it goes on to its next sibling.
    package let continues: Bool
    /// The names of time intervals in which it tells nobody.
    package let muteTimes: [String]
    /// The names of time intervals outside which it tells nobody; none means always.
    package let activeTimes: [String]

    /// Each group label as two bytes of length and the name; sorted by name.
    private let packedNames: [UInt8]
    /// The hash of the path, which that of each group goes on from.
    private let pathHash: FNV1a

    /// The root's path.
    package static let rootPath = "{}"

    package init(
        receiver: String, groupBy: GroupBy, groupWait: Duration = .seconds(30), groupInterval: Duration = .minutes(5),
        repeatInterval: Duration = .hours(4), opensIncidents: Bool = true, path: String = Route.rootPath,
        matchers: [Matcher] = [], continues: Bool = false, muteTimes: [String] = [], activeTimes: [String] = []
    ) {
        (self.receiver, self.groupBy, self.path) = (receiver, groupBy, path)
        (self.matchers, self.continues) = (matchers, continues)
        (self.muteTimes, self.activeTimes) = (muteTimes, activeTimes)
        (self.groupWait, self.groupInterval, self.repeatInterval) = (groupWait, groupInterval, repeatInterval)
        self.opensIncidents = opensIncidents
        packedNames = Route.packed(groupBy)
        var hash = FNV1a()
        hash.add(path.utf8)
        hash.add(0xFF)
        pathHash = hash
    }

    private static func packed(_ groupBy: GroupBy) -> [UInt8] {
        guard case .labels(let names) = groupBy else { return [] }
        var packed: [UInt8] = []
        for name in names.map({ Array($0.utf8.prefix(PackedPairs.nameLengthMax)) }).sorted(by: precedes) {
            packed.append(UInt8(truncatingIfNeeded: name.count))
            packed.append(UInt8(truncatingIfNeeded: name.count >> 8))
            packed.append(contentsOf: name)
        }
        return packed
    }

    private static func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.lexicographicallyPrecedes(b) }

    package static func == (a: Route, b: Route) -> Bool {
        a.receiver.isSame(as: b.receiver) && a.groupBy == b.groupBy && a.groupWait == b.groupWait
            && a.groupInterval == b.groupInterval && a.repeatInterval == b.repeatInterval
            && a.opensIncidents == b.opensIncidents && a.path == b.path && a.matchers == b.matchers
            && a.continues == b.continues && a.muteTimes.isSame(as: b.muteTimes)
            && a.activeTimes.isSame(as: b.activeTimes)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(receiver)
    }
}

extension Route {
    /// The group that an alert with these labels belongs to: FNV-1a over the path and the group labels, the same on
    /// every run and machine. Allocates nothing.
    package func groupID(of labels: LabelSet) -> GroupID {
        var hash = pathHash
        forEachGroupPair(of: labels) { pair, _ in
            Route.add(pair.name, to: &hash)
            Route.add(pair.value, to: &hash)
        }
        return GroupID(hash.value)
    }

    /// Those labels of an alert that make its group.
    package func groupLabels(of labels: LabelSet) -> LabelSet {
        if groupBy == .all { return labels }
        var packed: [UInt8] = []
        forEachGroupPair(of: labels) { pair, all in packed.append(contentsOf: all[pair.range]) }
        return packed.isEmpty ? .empty : LabelSet(PackedPairs(trusted: packed))
    }

    /// The group's key as Alertmanager writes it: `{}:{alertname="X", service="y"}`.
    package func groupKey(of groupLabels: LabelSet) -> String {
        // Alertmanager sorts what it has printed, not the names: `a1="…"` comes before `a="…"`.
        let printed = groupLabels.pairs.pairs.map { "\($0.name)=\(GoQuoting.quoted($0.value))" }
        let sorted = printed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return "\(path):{\(sorted.joined(separator: ", "))}"
    }

    /// Byte by byte: the sequence form of the hash is not specialized across modules, and three times slower.
    @inline(__always)
    private static func add(_ bytes: UnsafeBufferPointer<UInt8>, to hash: inout FNV1a) {
        var index = 0
        while index < bytes.count {
            hash.add(bytes[index])
            index += 1
        }
        hash.add(0xFF)
    }

    @inline(__always)
    private func forEachGroupPair(
        of labels: LabelSet, _ body: (PackedWalk.Pair, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let isAll = groupBy == .all
        labels.pairs.bytes.withUnsafeBufferPointer { all in
            packedNames.withUnsafeBufferPointer { names in
                var walk = PackedWalk(all)
                while let pair = walk.next() {
                    if isAll || Route.holds(names, pair.name) { body(pair, all) }
                }
            }
        }
    }

    @inline(__always)
    private static func holds(_ names: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        while at < names.count {
            let length = Int(names[at]) | Int(names[at + 1]) << 8
            let end = at + 2 + length
            if length == name.count, PackedWalk.areEqual(UnsafeBufferPointer(rebasing: names[at + 2..<end]), name) {
                return true
            }
            at = end
        }
        return false
    }
}
