import Incidents
import TerminalUI
import Testing

@testable import Console

@Suite("What parts the incidents of a storm")
struct CauseTests {
    /// One of a storm with labels of its own beside those that all have.
    static func drop(_ number: Int, _ labels: [String: String], service: SafeText = "web") -> IncidentSummary {
        var incident = FoldTests.drop(number, service: service, second: (number - 5000) % 60)
        let all = [
            "alertname": "Down\(number % 7)", "cluster": "eu-1", "instance": "host\(number):9100",
            "severity": "warning",
        ].merging(labels) { $1 }
        incident.labels = all.sorted { $0.key < $1.key }.map {
            LabelText(name: SafeText($0.key), value: SafeText($0.value))
        }
        return incident
    }

    static let rack = (1...30).map { drop(5000 + $0, ["rack": "r12", "dc": "north"], service: "web") }
    static let database = (31...50).map { drop(5000 + $0, ["database": "orders", "dc": "south"], service: "shop") }
    static let strangers = (51...53).map { drop(5000 + $0, ["dc": "north", "team": "t\($0)"], service: "pay") }

    static func sitting(_ storm: [IncidentSummary], width: Int = 160) -> Sitting {
        var sitting = Sitting(width: width, height: 48, [Sample.ledger])
        sitting.feed(storm)
        return sitting
    }

    private static func causes(_ incidents: [IncidentSummary]) -> [String?] {
        let slots = incidents.map { Roll.Slot(incident: $0, shownSince: Sample.at(3, 12)) }
        let causes = Causes(of: Array(slots.indices), in: slots, least: 5, LabelFrequency(incidents))
        return incidents.map { causes.cause(of: $0).map { "\($0.text.name)=\($0.text.value)" } }
    }

    @Test("One rack is one cause, whatever its hosts and alerts are called")
    func one() {
        #expect(Set(Self.causes(Self.rack)) == [nil])
        let hosts = (0..<60).map { Self.drop(5000 + $0, ["rack": "r12", "instance": "host\($0 % 6)"]) }
        #expect(Set(Self.causes(hosts)) == [nil])
    }

    @Test("Two at once are two, and what has nothing to do with them is neither")
    func two() {
        let causes = Self.causes(Self.rack + Self.database + Self.strangers)

        #expect(Set(causes.prefix(30)).count == 1)
        #expect(Set(causes[30..<50]) == [causes[30]])
        #expect(causes[0] != causes[30])
        #expect(!causes[50...].contains(causes[0]) && !causes[50...].contains(causes[30]))
    }

    @Test("Three racks are three causes though two of them are in one place")
    func nested() {
        let racks = (0..<60).map { Self.drop(5000 + $0, ["rack": "r\($0 % 3)", "dc": $0 % 3 < 2 ? "north" : "south"]) }
        let causes = Self.causes(racks)

        #expect(Set(causes).count == 3)
        for rack in 0..<3 { #expect(Set(stride(from: rack, to: 60, by: 3).map { causes[$0] }).count == 1) }
    }

    @Test("How bad they are parts nothing: each row says that by itself")
    func severity() {
        let mixed = (0..<40).map { Self.drop(5000 + $0, ["rack": "r12", "severity": $0 % 2 == 0 ? "page" : "ticket"]) }
        #expect(Set(Self.causes(mixed)) == [nil])
    }

    @Test("No labels, the same labels, too few: nothing parts them")
    func nothing() {
        #expect(Self.causes([]) == [])
        let bare = (0..<20).map { number in
            var incident = FoldTests.drop(5000 + number)
            incident.labels = []
            return incident
        }
        #expect(Set(Self.causes(bare)) == [nil])
        #expect(Set(Self.causes([Self.rack[0], Self.database[0]])) == [nil])
    }

    @Test("Among very many a second storm is found that is too small for an even part of them")
    func large() {
        let many = (0..<3_000).map { Self.drop(10_000 + $0, ["rack": "r12"]) }
        let causes = Self.causes(many + Self.database)

        #expect(Set(causes.prefix(3_000)).count == 1)
        #expect(Set(causes.suffix(20)).count == 1)
        #expect(causes.first != causes.last)
    }

    // MARK: On the screen

    @Test("Each cause has its row, which names first what tells it from the others")
    func rows() {
        let sitting = Self.sitting(Self.rack + Self.database + Self.strangers)

        #expect(FoldTests.rows(sitting) == ["x30", "x20", "x3", "#4121"])
        #expect(sitting.rows[4].contains("rack=r12 dc=north"))
        #expect(sitting.rows[5].contains("database=orders"))
        #expect(!sitting.rows[6].contains("rack"))
    }

    @Test("At 80 columns what tells them apart is what there is room for")
    func narrow() {
        var sitting = Sitting([Sample.ledger])
        sitting.feed(Self.rack + Self.database + Self.strangers)

        #expect(sitting.rows[4].contains("x30 web"))
        #expect(sitting.rows[4].contains(" rack=r12 "))
        #expect(sitting.rows[5].contains(" database=orders "))
    }

    @Test("A stranger that opens later makes a row say less for seconds at most; a second storm gets a row of its own")
    func later() {
        var sitting = Self.sitting(Self.rack)
        #expect(FoldTests.rows(sitting) == ["x30", "#4121"])

        sitting.feed(Self.strangers)
        #expect(sitting.state.nextTick <= sitting.now + .seconds(5))
        sitting.wait(.seconds(6))
        #expect(FoldTests.rows(sitting) == ["x30", "x3", "#4121"])
        #expect(sitting.rows[4].contains("rack=r12"))

        sitting.feed(Self.database.prefix(6).map { $0 })
        sitting.wait(.seconds(6))
        #expect(FoldTests.rows(sitting) == ["x30", "x6", "x3", "#4121"])
        sitting.feed(Self.database)
        #expect(FoldTests.rows(sitting) == ["x30", "x20", "x3", "#4121"])
        #expect(sitting.rows[5].contains("database=orders"))
    }

    @Test("What comes while the rows are frozen is parted when they thaw")
    func frozen() {
        var sitting = Self.sitting(Self.rack)
        sitting.type("Z")
        sitting.feed(Self.database + Self.strangers)
        sitting.wait(.seconds(9))
        #expect(FoldTests.rows(sitting) == ["x30", "#4121"])

        sitting.type("Z")
        sitting.wait(.seconds(6))
        #expect(FoldTests.rows(sitting) == ["x30", "x20", "x3", "#4121"])
    }

    @Test("After the connection was lost a snapshot shows the causes of what is there then")
    func reconnected() {
        var sitting = Self.sitting(Self.rack)
        sitting.send(.link(.lost(since: sitting.now, why: "gone")))
        sitting.wait(.seconds(9))
        sitting.send(.link(.live))
        let all = [Sample.ledger] + Self.rack + Self.database + Self.strangers
        sitting.send(.snapshot(Sample.snapshot(all, seq: sitting.seq)))
        sitting.wait(.seconds(6))
        #expect(FoldTests.rows(sitting) == ["x30", "x20", "x3", "#4121"])
        #expect(sitting.rows[5].contains("database=orders"))
    }

    @Test("A filter shows what it finds of each cause, and what parted them parts them after it as before")
    func filtered() {
        var sitting = Self.sitting(Self.rack + Self.database + Self.strangers)
        sitting.type("/svc:web")
        sitting.press(.enter)
        sitting.wait(.seconds(6))
        #expect(Self.folds(sitting) == [30], "\(sitting.screen)")
        #expect(sitting.rows[4].contains("rack=r12"))

        sitting.press(.escape)
        sitting.wait(.seconds(6))
        #expect(Self.folds(sitting) == [30, 20, 3], "\(sitting.screen)")
    }

    /// How many incidents stand in each row of several.
    private static func folds(_ sitting: Sitting) -> [Int] {
        let roll = sitting.state.roll
        return (0..<roll.count).compactMap { roll[$0] }.compactMap { roll.fold(at: $0)?.count }
    }

    @Test("What somebody has unfolded stays so when causes are looked for anew")
    func staysUnfolded() {
        var sitting = Self.sitting(Self.rack)
        sitting.type("g")
        sitting.press(.enter)
        #expect(Self.folds(sitting).isEmpty && sitting.state.roll.count == 31)

        sitting.feed(Self.database)
        sitting.wait(.seconds(6))
        #expect(Self.folds(sitting) == [20] && sitting.state.roll.count == 32)
    }

    @Test("Who acknowledges a row has one row of it, and what clears unseen is one; Enter shows them")
    func taken() {
        var sitting = Self.sitting(Self.rack + Self.database)
        sitting.feed(
            Self.rack.map { Sample.acknowledged($0, by: "sam") } + Self.database.map { Sample.resolved($0, by: nil) })
        sitting.wait(.seconds(3))

        #expect(FoldTests.rows(sitting) == ["#4121", "x30", "x20"])
        #expect(sitting.rows[5].contains("ACK"))
        #expect(sitting.rows[5].contains("sam"))
        #expect(sitting.rows[6].contains("CLRD"))
        sitting.type("gj")
        #expect(sitting.next.contains("Enter  show the rows of the 30 folded here"))
        sitting.type("G")
        #expect(sitting.next.contains("a  say that you have seen the 20 that cleared"))
        sitting.press(.enter)
        #expect(FoldTests.rows(sitting).count == 22)
    }
}
