import Incidents
import TerminalUI
import Testing

@testable import Console

@Suite("Folded and shown rows are the listed incidents, whatever happens in whatever order")
struct FoldPropertyTests {
    static func any(_ dice: inout StormTests.Dice) -> IncidentSummary {
        let number = 1 + dice.roll(90)
        let owner: SafeText? = dice.roll(6) == 0 ? (dice.roll(2) == 0 ? "sam" : "kim") : nil
        let service = SafeText("service\(dice.roll(3))" as String)
        var incident = FoldTests.drop(
            number, Severity(rawValue: 1 + dice.roll(5)) ?? .sev5, service: service, owner: owner,
            second: dice.roll(60))
        if dice.roll(4) == 0 { incident.openedAt = Sample.at(1, dice.roll(60)) }
        if dice.roll(8) == 0 { incident.labels.removeAll { $0.name == "cluster" } }
        if dice.roll(2) == 0 {
            incident.labels.append(LabelText(name: "rack", value: SafeText("r\(dice.roll(3))" as String)))
        }
        if dice.roll(8) == 0 { incident.mute = Mute(by: "kim", until: Sample.at(4, 0)) }
        switch dice.roll(7) {
        case 0: return Sample.acknowledged(incident, by: dice.roll(2) == 0 ? "sam" : "kim")
        case 1: return Sample.resolved(incident)
        case 2: return Sample.resolved(incident, by: nil)
        default: return incident
        }
    }

    static let keys: [Key] = "jjkkgGz<>IZM* .FFF".unicodeScalars.map { .character($0) } + [.enter, .escape, .pageDown]

    @Test("Each listed incident is a row or stands in one, and no row stands for another twice", arguments: 1...12)
    func exact(seed: Int) {
        var dice = StormTests.Dice(state: UInt64(seed) &* 0x9E37_79B9)
        var sitting = Sitting(width: 110, height: 30, [])
        var known: [IncidentNumber: IncidentSummary] = [:]
        var folds = 0
        for step in 1...300 {
            switch dice.roll(8) {
            case 0...4:
                let batch = (0...dice.roll(step % 9 == 0 ? 60 : 6)).map { _ in Self.any(&dice) }
                for incident in batch { known[incident.number] = incident }
                sitting.feed(batch)
            case 5:
                sitting.send(.link(.live))
                sitting.wait(.milliseconds(Int64(100 + dice.roll(9000))))
            case 6 where step % 5 == 0:
                let open = known.values.filter(\.isListed).sorted { $0.number < $1.number }
                sitting.send(.snapshot(Sample.snapshot(open, seq: sitting.seq)))
            default:
                sitting.wait(.milliseconds(400))
                sitting.hit(Self.keys[dice.roll(Self.keys.count)])
                if sitting.state.incident != nil { sitting.press(.escape, .escape, .escape) }
            }
            Self.check(sitting.state, known, "seed \(seed) step \(step)")
            folds += sitting.state.roll.folding?.rows ?? 0
        }
        #expect(folds > 50, "seed \(seed) folds too little to show anything")
    }

    /// What must hold at any time; while rows are frozen they show what was so before.
    private static func check(
        _ state: ConsoleState, _ known: [IncidentNumber: IncidentSummary], _ place: Comment
    ) {
        let roll = state.roll
        #expect(roll.tally.needAcknowledge == known.values.count { $0.isListed && $0.needsAcknowledge }, place)
        guard !state.isFrozen else { return }
        let rows = (0..<roll.count).compactMap { roll[$0] }
        #expect(Set(rows).count == rows.count, place)
        let wanted = known.values.filter { $0.isListed && roll.view.lets($0, through: state.now) }.map(\.number)
        var shown = Set(rows)
        var standing: Set<IncidentNumber> = []
        for row in rows {
            guard let fold = roll.fold(at: row) else { continue }
            let members = roll.incidents(ofRow: row)
            #expect(members.contains(row) && members.count == fold.count, place)
            shown.formUnion(members)
            #expect(standing.isDisjoint(with: members), place)
            standing.formUnion(members)
            let key = roll[row].flatMap { roll.folding?.key(of: $0) }
            for number in members { #expect(key != nil && roll.member(number)?.key == key, place) }
            checkKind(members.compactMap { known[$0] }, place)
            checkLabels(fold, members.compactMap { roll[$0] }, place)
        }
        // What stands in a row of its own besides is to go there once rows may move.
        let besides = rows.filter { roll.fold(at: $0) == nil && standing.contains($0) }
        #expect(besides.isEmpty || roll.isUnsettled, place)
        // A row that should go waits; nothing that is listed is missing.
        #expect(Set(wanted).isSubset(of: shown), place)
        for number in shown.subtracting(wanted) { #expect(rows.contains(number), place) }
        let folds = rows.compactMap { roll.fold(at: $0) }
        #expect(roll.folding?.folded ?? 0 == folds.reduce(0) { $0 + $1.count }, place)
        #expect(roll.folding?.rows ?? 0 == folds.count, place)
        if let selected = state.triage.selected { #expect(rows.contains(selected), place) }
    }

    /// That those of one row are of one kind, as the documentation says it, and not as the code does: in one state, of one
    /// owner, muted by one thing, and of what is SEV1 or SEV2 of one service.
    private static func checkKind(_ members: [IncidentSummary], _ place: Comment) {
        #expect(Set(members.map(\.shown)).count == 1, place)
        #expect(Set(members.map { $0.acknowledgedBy ?? $0.assignee }).count == 1, place)
        #expect(Set(members.filter(\.needsAcknowledge).map(\.mute)).count <= 1, place)
        let loud = members.filter { $0.severity <= .sev2 }
        #expect(Set(loud.map(\.service)).count <= 1 && (loud.isEmpty || loud.count == members.count), place)
    }

    private static func checkLabels(_ fold: Fold, _ members: [IncidentSummary], _ place: Comment) {
        for label in fold.labels { #expect(members.allSatisfy { $0.labels.contains(label) }, place) }
        if let service = fold.common.service { #expect(members.allSatisfy { $0.service == service }, place) }
        #expect(fold.alerts.firing == members.reduce(0) { $0 + $1.counts.firing }, place)
    }

    @Test("Folded anew, they are what somebody sees who comes now, causes and all", arguments: 1...6)
    func anew(seed: Int) {
        var dice = StormTests.Dice(state: UInt64(seed) &* 0xC2B2_AE35)
        var sitting = Sitting(width: 110, height: 30, [])
        var known: [IncidentNumber: IncidentSummary] = [:]
        for _ in 1...8 {
            let batch = (0...dice.roll(60)).map { _ in Self.any(&dice) }
            for incident in batch { known[incident.number] = incident }
            sitting.feed(batch)
            sitting.wait(.seconds(Int64(dice.roll(9))))
        }
        let open = known.values.filter(\.isListed).sorted { $0.number < $1.number }
        // Much later, so that the storm is over for both: F folds all there is.
        sitting.wait(.minutes(30))
        sitting.send(.link(.live))
        if sitting.state.roll.folding != nil { Self.show(&sitting) }
        sitting.type("Fg")
        var other = Sitting(width: 110, height: 30, at: sitting.now)
        other.send(.link(.live))
        other.send(.snapshot(Sample.snapshot(open, seq: sitting.seq)))
        if other.state.roll.folding != nil { Self.show(&other) }
        other.type("Fg")
        #expect(Self.groups(sitting) == Self.groups(other), "seed \(seed)")
        #expect(Self.groups(sitting).count > 1)
    }

    /// Shows all rows.
    private static func show(_ sitting: inout Sitting) {
        for _ in 0..<2 where sitting.state.roll.folding != nil { sitting.type("F") }
    }

    private static func groups(_ sitting: Sitting) -> Set<[IncidentNumber]> {
        let roll = sitting.state.roll
        return Set(
            (0..<roll.count).compactMap { roll[$0] }.filter { roll[$0]?.isListed == true }.map {
                roll.incidents(ofRow: $0).sorted()
            })
    }

    @Test("Once rows have moved, they are what a snapshot shows", arguments: 1...8)
    func settled(seed: Int) {
        var dice = StormTests.Dice(state: UInt64(seed) &* 0x85EB_CA6B)
        var sitting = Sitting(width: 110, height: 30, [])
        var known: [IncidentNumber: IncidentSummary] = [:]
        for _ in 1...30 {
            let batch = (0...dice.roll(40)).map { _ in Self.any(&dice) }
            for incident in batch { known[incident.number] = incident }
            sitting.feed(batch)
            sitting.press(.character("g"))
            sitting.wait(.seconds(3))
            let roll = sitting.state.roll
            var fresh = Roll(
                known.values.filter(\.isListed).sorted { $0.number < $1.number }, view: roll.view,
                at: sitting.now, after: roll)
            fresh.settle(keeping: [], at: sitting.now)
            let rows = (0..<roll.count).compactMap { roll[$0] }.filter { roll[$0]?.isListed == true }
            #expect(rows == (0..<fresh.count).compactMap { fresh[$0] }, "seed \(seed)")
            #expect(roll.folding?.folded == fresh.folding?.folded, "seed \(seed)")
        }
    }
}

@Suite("When a storm is on")
struct StormRuleTests {
    static let start = Sample.at(3, 0)

    static func moments(_ seconds: [Int]) -> [Timestamp] { seconds.map { start + .seconds($0) } }

    @Test("It begins where openings are dense enough to be half of one, looking back from now")
    func beginning() {
        let watch = StormWatch(rule: StormRule(incidents: 4, within: .seconds(10)))
        #expect(watch.beginning([]) == nil)
        #expect(watch.beginning(Self.moments([100, 101, 102, 103])) == Self.start + .seconds(100))
        #expect(watch.beginning(Self.moments([0, 80, 85, 90, 95, 100])) == Self.start + .seconds(80))
        #expect(watch.beginning(Self.moments([60, 85, 90, 95, 100])) == Self.start + .seconds(85))
    }

    @Test("Openings are counted while they are within the span, and each is taken back as it was counted")
    func counts() {
        var watch = StormWatch(rule: StormRule(incidents: 3, within: .seconds(10)))
        watch.pass(to: Self.start)
        let drops = [0, 0, 5].map { Sample.incident(1, openedAt: Self.start + .seconds($0)) }
        for drop in drops { watch.count(drop, by: 1) }
        #expect(watch.isOn)
        watch.count(drops[0], by: -1)
        #expect(!watch.isOn && !watch.isOver)
        watch.pass(to: Self.start + .seconds(10))
        #expect(watch.recent == 1 && watch.isOver)
        watch.count(drops[1], by: -1)
        #expect(watch.recent == 1)
        watch.count(Sample.acknowledged(drops[2], by: "kim"), by: 1)
        #expect(watch.recent == 1)
    }

    @Test("A rule is cut to its bounds; without one nothing is a storm")
    func bounds() {
        let rule = StormRule(incidents: 0, within: .zero)
        #expect(rule.incidents == 2 && rule.within == .seconds(1))
        #expect(StormRule(incidents: .max, within: .hours(9)).within == .hours(1))
        var watch = StormWatch()
        watch.count(Sample.checkout, by: 1)
        #expect(!watch.isOn && watch.isOver)
    }
}
