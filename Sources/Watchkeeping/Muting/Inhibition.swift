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
        /// Where the groups of each are.
        let places: [Place]
        let book: InhibitionBook
        /// Of those that are not in force yet, in their order.
        var groups: [Groups]
        var stage = Stage.filling
        /// Who may be inhibited by another alert then than now, or by none: known once they were compared.
        var touched: Set<Fingerprint> = []

        /// Where the groups of a rule are: it is in force already, at that place, or it is one of those that come.
        enum Place: Sendable {
            case former(Int)
            case added(Int)
        }

        /// Every firing alert is held against the rules that come, and then what inhibits it is compared.
        enum Stage: Sendable { case filling, comparing, complete }

        init(_ rules: [InhibitRule], after former: [InhibitRule]) {
            self.rules = rules
            var known = Dictionary(grouping: former.indices) { former[$0] }
            var added = 0
            places = rules.map { rule in
                if let place = known[rule]?.popLast() { return .former(place) }
                added += 1
                return .added(added - 1)
            }
            book = InhibitionBook(rules)
            groups = Array(repeating: Groups(), count: added)
        }

        mutating func insert(_ labels: LabelSet) {
            change(labels) { $0.insert(labels.fingerprint, $1) }
            if stage != .filling { touched.insert(labels.fingerprint) }
        }

        mutating func remove(_ labels: LabelSet) { change(labels) { $0.remove(labels.fingerprint, $1) } }

        private mutating func change(
            _ labels: LabelSet, _ body: (inout InhibitGroup, InhibitionBook.Touch) -> Void
        ) {
            var touched: [Fingerprint] = []
            for touch in book.touches(labels) {
                guard case .added(let place) = places[touch.rule] else { continue }
                groups[place].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                    if stage == .filling {
                        body(&group, touch)
                        return !group.isEmpty
                    }
                    return group.change(&touched) { body(&$0, touch) }
                }
            }
            self.touched.formUnion(touched)
        }

        /// What will inhibit an alert.
        func inhibitor(by touches: [InhibitionBook.Touch], with former: [Groups]) -> Fingerprint? {
            Inhibition.least(touches) { rule, key in
                switch places[rule] {
                case .former(let place): former[place][key]
                case .added(let place): groups[place][key]
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
        let known = touched.count
        change(touches, &touched) { $0.insert(labels.fingerprint, $1) }
        guard coming != nil else { return }
        coming?.insert(labels)
        note(touched[known...])
    }

    /// An alert fires no longer.
    mutating func end(_ labels: LabelSet, _ touches: [InhibitionBook.Touch], touched: inout [Fingerprint]) {
        let known = touched.count
        change(touches, &touched) { $0.remove(labels.fingerprint, $1) }
        guard coming != nil else { return }
        coming?.remove(labels)
        note(touched[known...])
    }

    private mutating func change(
        _ touches: [InhibitionBook.Touch], _ touched: inout [Fingerprint],
        _ body: (inout InhibitGroup, InhibitionBook.Touch) -> Void
    ) {
        for touch in touches {
            groups[touch.rule].change(InhibitKey(touch.key), orElse: InhibitGroup()) { group in
                group.change(&touched) { body(&$0, touch) }
            }
        }
    }

    /// Others inhibit these now: what was compared of them holds no longer.
    private mutating func note(_ touched: ArraySlice<Fingerprint>) {
        if let stage = coming?.stage, stage != .filling { coming?.touched.formUnion(touched) }
    }

    // MARK: Other rules

    /// Prepares for other rules: from now on it follows the alerts for them too. Those that fire already are to be named
    /// with ``prepare(with:)``, then ``compare()`` is to be said; then they are to be named with ``compare(with:)``, and
    /// ``prepared()`` is to be said. Where the rules are those that there are, it does nothing.
    mutating func prepare(for rules: [InhibitRule]) {
        if rules == self.rules {
            coming = nil
        } else if coming?.rules != rules || coming?.stage != .complete {
            coming = Coming(rules, after: self.rules)
        }
    }

    mutating func prepare(with labels: LabelSet) { coming?.insert(labels) }

    mutating func compare() { coming?.stage = .comparing }

    mutating func compare(with labels: LabelSet) {
        let after = coming.flatMap { $0.inhibitor(by: $0.book.touches(labels), with: groups) }
        if after != inhibitor(by: book.touches(labels)) { coming?.touched.insert(labels.fingerprint) }
    }

    mutating func prepared() { coming?.stage = .complete }

    /// Whether it is prepared for these rules, and not done with that.
    func isPreparing(for rules: [InhibitRule]) -> Bool {
        coming.map { $0.rules == rules && $0.stage != .complete } ?? false
    }

    /// Takes other rules. What is known of those that stay is kept: alerts are held against the new ones alone, and that
    /// only where it was not prepared for them.
    ///
    /// - Parameters:
    ///   - firing: visits the labels of every firing alert.
    ///   - touched: gets all that may be inhibited by another alert, or by none; some perhaps twice.
    mutating func change(
        to rules: [InhibitRule], among firing: ((LabelSet) -> Void) -> Void, touched: inout [Fingerprint]
    ) {
        if coming?.rules != rules || coming?.stage != .complete {
            coming = Coming(rules, after: self.rules)
            firing { prepare(with: $0) }
            compare()
            firing { compare(with: $0) }
        }
        guard let coming else { return }
        groups = coming.places.map { place in
            switch place {
            case .former(let place): groups[place]
            case .added(let place): coming.groups[place]
            }
        }
        (self.rules, book, self.coming) = (rules, coming.book, nil)
        touched += coming.touched
    }

    /// The firing alert with the smallest fingerprint that inhibits an alert; nil when none does.
    ///
    /// What meets both sides of a rule is inhibited only by what does not (Alertmanager's `inhibit.go`): otherwise two
    /// such alerts would hide each other.
    func inhibitor(by touches: [InhibitionBook.Touch]) -> Fingerprint? {
        Inhibition.least(touches) { groups[$0][$1] }
    }

    private static func least(
        _ touches: [InhibitionBook.Touch], _ group: (_ rule: Int, _ key: InhibitKey) -> InhibitGroup?
    ) -> Fingerprint? {
        var least: Fingerprint?
        for touch in touches where touch.isTarget {
            guard let group = group(touch.rule, InhibitKey(touch.key)) else { continue }
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

    /// Changes it, notes for whom that makes a difference, and answers whether anybody is left.
    mutating func change(_ touched: inout [Fingerprint], _ body: (inout InhibitGroup) -> Void) -> Bool {
        let (oldBoth, oldTargets) = (forBoth, forTargets)
        body(&self)
        if forBoth != oldBoth { both.forEach { touched.append($0) } }
        if forTargets != oldTargets { targets.forEach { touched.append($0) } }
        return !isEmpty
    }
}
