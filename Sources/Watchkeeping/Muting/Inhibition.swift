import Incidents
import Routing

/// Which firing alerts inhibit which, at any moment: an index that follows the alerts as they begin and end.
///
/// For each rule and each set of values of its `equal` labels it holds all that inhibits, not one of them, so that a
/// source which ends lets nobody speak while another still fires. A changed alert costs as much as there are rules, and
/// those targets for which something changes.
struct Inhibition: Sendable {
    private typealias Groups = Sharded<InhibitKey, InhibitGroup>

    private var rules: [InhibitRule]
    private var book: InhibitionBook
    private var groups: [Groups]
    /// Rules that are to come, while they are prepared for.
    private var coming: Coming?

    /// Rules that are to come, and what of them is known already.
    private struct Coming: Sendable {
        let rules: [InhibitRule]
        /// The places of those that are not in force yet.
        let added: [Int]
        let book: InhibitionBook
        /// Of those, in their order.
        var groups: [Groups]
        /// Whether every firing alert was held against them.
        var isComplete = false

        init(_ rules: [InhibitRule], after former: [InhibitRule]) {
            self.rules = rules
            var former = Dictionary(grouping: former) { $0 }.mapValues(\.count)
            added = rules.indices.filter { place in
                guard let count = former[rules[place]], count > 0 else { return true }
                former[rules[place]] = count - 1
                return false
            }
            book = InhibitionBook(added.map { rules[$0] })
            groups = Array(repeating: Groups(), count: added.count)
        }

        mutating func insert(_ labels: LabelSet) {
            for touch in book.touches(labels) {
                groups[touch.rule].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                    group.insert(labels.fingerprint, touch)
                    return true
                }
            }
        }

        mutating func remove(_ labels: LabelSet) {
            for touch in book.touches(labels) {
                groups[touch.rule].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                    group.remove(labels.fingerprint, touch)
                    return !group.isEmpty
                }
            }
        }
    }

    init(_ rules: [InhibitRule] = []) {
        self.rules = rules
        book = InhibitionBook(rules)
        groups = Array(repeating: Sharded(), count: rules.count)
    }

    var isEmpty: Bool { groups.isEmpty && coming == nil }

    /// See ``InhibitionBook/rank(_:)``.
    func rank(_ labels: LabelSet) -> Int { book.rank(labels) }

    /// What the rules have to do with an alert. See ``InhibitionBook/touches(_:)``.
    func touches(_ labels: LabelSet) -> [InhibitionBook.Touch] { book.touches(labels) }

    /// A firing alert comes; those for whom another alert is now the one that inhibits them are added to `touched`.
    mutating func begin(_ labels: LabelSet, _ touches: [InhibitionBook.Touch], touched: inout [Fingerprint]) {
        for touch in touches {
            groups[touch.rule].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                group.change(&touched) { $0.insert(labels.fingerprint, touch) }
            }
        }
        coming?.insert(labels)
    }

    /// An alert fires no longer.
    mutating func end(_ labels: LabelSet, _ touches: [InhibitionBook.Touch], touched: inout [Fingerprint]) {
        for touch in touches {
            groups[touch.rule].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                group.change(&touched) { $0.remove(labels.fingerprint, touch) }
            }
        }
        coming?.remove(labels)
    }

    // MARK: Other rules

    /// Prepares for other rules: from now on it follows the alerts for them too. Those that fire already are to be named
    /// with ``prepare(with:)``, and then ``prepared()`` is to be said.
    mutating func prepare(for rules: [InhibitRule]) { coming = Coming(rules, after: self.rules) }

    mutating func prepare(with labels: LabelSet) { coming?.insert(labels) }

    mutating func prepared() { coming?.isComplete = true }

    func isPreparing(for rules: [InhibitRule]) -> Bool { coming?.rules == rules }

    /// Whether ``change(to:among:knowing:touched:)`` holds no alert against rules any more.
    func isPrepared(for rules: [InhibitRule]) -> Bool {
        rules == self.rules || (coming?.rules == rules && coming?.isComplete == true)
    }

    /// Takes other rules. What is known of those that stay is kept: alerts are held against the new ones alone, and that
    /// only where it was not prepared for them.
    ///
    /// - Parameters:
    ///   - firing: visits the labels of every firing alert.
    ///   - inhibitor: what inhibited an alert until now.
    ///   - touched: gets all that may be inhibited by another alert, or by none; some perhaps twice.
    mutating func change(
        to rules: [InhibitRule], among firing: ((LabelSet) -> Void) -> Void,
        knowing inhibitor: (Fingerprint) -> Fingerprint?, touched: inout [Fingerprint]
    ) {
        if !isPrepared(for: rules) {
            var all = Coming(rules, after: self.rules)
            firing { all.insert($0) }
            coming = all
        }
        guard let coming else { return }
        var former = Dictionary(grouping: zip(self.rules, groups), by: \.0).mapValues { $0.map(\.1) }
        var added = coming.groups[...]
        let places = Set(coming.added)
        groups = rules.indices.compactMap { places.contains($0) ? added.popFirst() : former[rules[$0]]?.popLast() }
        (self.rules, book, self.coming) = (rules, InhibitionBook(rules), nil)
        // Whom a new rule inhibits by the same alert as before, nothing changes for.
        var isAsBefore: Set<Fingerprint> = []
        for group in coming.groups.flatMap(\.values) {
            group.forEachInhibited { target, source in
                let known = inhibitor(target)
                if known == source { isAsBefore.insert(target) }
                if known.map({ source < $0 }) ?? true { touched.append(target) }
            }
        }
        for group in former.values.joined().flatMap(\.values) {
            group.forEachInhibited { target, source in
                if inhibitor(target) == source, !isAsBefore.contains(target) { touched.append(target) }
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

    var isEmpty: Bool { sources.isEmpty && both.isEmpty && targets.isEmpty }

    /// Visits all that it inhibits, and by what.
    func forEachInhibited(_ body: (_ target: Fingerprint, _ source: Fingerprint) -> Void) {
        if let forBoth { both.forEach { body($0, forBoth) } }
        if let forTargets { targets.forEach { body($0, forTargets) } }
    }

    /// Changes it, notes for whom that makes a difference, and answers whether anybody is left.
    mutating func change(_ touched: inout [Fingerprint], _ body: (inout InhibitGroup) -> Void) -> Bool {
        let (oldBoth, oldTargets) = (forBoth, forTargets)
        body(&self)
        if forBoth != oldBoth { both.forEach { touched.append($0) } }
        if forTargets != oldTargets { targets.forEach { touched.append($0) } }
        return !isEmpty
    }
}
