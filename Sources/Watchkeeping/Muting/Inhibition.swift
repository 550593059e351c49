import Incidents
import Routing

/// Which firing alerts inhibit which, at any moment: an index that follows the alerts as they begin and end.
///
/// For each rule and each set of values of its `equal` labels it holds all that inhibits, not one of them, so that a
/// source which ends lets nobody speak while another still fires. A changed alert costs as much as there are rules, and
/// those targets for which something changes.
struct Inhibition: Sendable {
    private let book: InhibitionBook
    private var groups: [Sharded<InhibitKey, InhibitGroup>]

    init(_ rules: [InhibitRule] = []) {
        book = InhibitionBook(rules)
        groups = Array(repeating: Sharded(), count: rules.count)
    }

    var isEmpty: Bool { groups.isEmpty }

    /// See ``InhibitionBook/rank(_:)``.
    func rank(_ labels: LabelSet) -> Int { book.rank(labels) }

    /// What the rules have to do with an alert. See ``InhibitionBook/touches(_:)``.
    func touches(_ labels: LabelSet) -> [InhibitionBook.Touch] { book.touches(labels) }

    /// A firing alert comes; those for whom another alert is now the one that inhibits them are added to `touched`.
    mutating func begin(
        _ fingerprint: Fingerprint, _ touches: [InhibitionBook.Touch], touched: inout [Fingerprint]
    ) {
        for touch in touches {
            groups[touch.rule].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                group.change(&touched) { $0.insert(fingerprint, touch) }
            }
        }
    }

    /// An alert fires no longer.
    mutating func end(_ fingerprint: Fingerprint, _ touches: [InhibitionBook.Touch], touched: inout [Fingerprint]) {
        for touch in touches {
            groups[touch.rule].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                group.change(&touched) { $0.remove(fingerprint, touch) }
            }
        }
    }

    /// The firing alert with the smallest fingerprint that inhibits an alert; nil when none does.
    ///
    /// What meets both sides of a rule is inhibited only by what does not (Alertmanager's `inhibit.go`): otherwise two
    /// such alerts would hide each other.
    func inhibitor(by touches: [InhibitionBook.Touch]) -> Fingerprint? {
        var least: Fingerprint?
        for touch in touches where touch.isTarget {
            guard let group = groups[touch.rule][InhibitKey(touch.key)] else { continue }
            guard let found = touch.isSource ? group.forBoth : group.forTargets else { continue }
            least = min(least ?? found, found)
        }
        return least
    }
}

/// The packed values of `equal` labels.
private struct InhibitKey: Sharding {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var shard: Int {
        var hash = FNV1a()
        var index = 0
        while index < bytes.count {
            hash.add(bytes[index])
            index += 1
        }
        return Int(truncatingIfNeeded: hash.value)
    }
}

/// The firing alerts of one rule that have the same values of its `equal` labels.
private struct InhibitGroup: Sendable {
    /// Those that meet the source side alone.
    private var sources = SourceSet()
    /// Those that meet both sides.
    private var both = SourceSet()
    /// Those that meet the target side alone.
    private var targets = FingerprintSet()

    /// What inhibits those that meet both sides.
    var forBoth: Fingerprint? { sources.least }

    /// What inhibits those that meet the target side alone.
    var forTargets: Fingerprint? {
        guard let one = sources.least, let other = both.least else { return sources.least ?? both.least }
        return min(one, other)
    }

    mutating func insert(_ fingerprint: Fingerprint, _ touch: InhibitionBook.Touch) {
        switch (touch.isSource, touch.isTarget) {
        case (true, true): both.insert(fingerprint)
        case (true, false): sources.insert(fingerprint)
        case (false, _): targets.insert(fingerprint)
        }
    }

    mutating func remove(_ fingerprint: Fingerprint, _ touch: InhibitionBook.Touch) {
        switch (touch.isSource, touch.isTarget) {
        case (true, true): both.remove(fingerprint)
        case (true, false): sources.remove(fingerprint)
        case (false, _): targets.remove(fingerprint)
        }
    }

    /// Changes it, notes for whom that makes a difference, and answers whether anybody is left.
    mutating func change(_ touched: inout [Fingerprint], _ body: (inout InhibitGroup) -> Void) -> Bool {
        let (oldBoth, oldTargets) = (forBoth, forTargets)
        body(&self)
        if forBoth != oldBoth { both.forEach { touched.append($0) } }
        if forTargets != oldTargets { targets.forEach { touched.append($0) } }
        return !(sources.isEmpty && both.isEmpty && targets.isEmpty)
    }
}
