import Console
import Incidents
import TerminalUI
import Testing

@Suite("A storm stands in few rows")
struct FoldTests {
    /// One of a storm: it opened at 03:11 and so many seconds.
    static func drop(
        _ number: Int, _ severity: Severity = .sev3, service: SafeText = "web", owner: SafeText? = nil, second: Int = 0
    ) -> IncidentSummary {
        let title = SafeText("host\(number) is down" as String)
        var incident = Sample.incident(
            number, severity, title, service: service, openedAt: Sample.at(3, 11, second % 60))
        incident.labels = [
            LabelText(name: "alertname", value: "Down"), LabelText(name: "cluster", value: "eu-1"),
            LabelText(name: "instance", value: SafeText("host\(number):9100" as String)),
            LabelText(name: "service", value: service),
        ]
        incident.assignee = owner
        return incident
    }

    /// Twenty-four that open within half a minute: four of a database that are SEV2, two of kim, and the rest.
    static let storm =
        (1...4).map { drop(5000 + $0, .sev2, service: "ledger-db", second: $0) }
        + (5...6).map { drop(5000 + $0, owner: "kim", second: $0) }
        + (7...24).map { drop(5000 + $0, service: $0 % 2 == 0 ? "web" : "shop", second: $0) }

    static func numbers(_ range: ClosedRange<Int>) -> [IncidentNumber] { range.map { IncidentNumber(5000 + $0) } }

    /// Somebody who looks at a quiet list when the storm comes.
    static func sitting(_ rule: StormRule? = .usual, width: Int = 80, height: Int = 24) -> Sitting {
        var choice = ListChoice()
        choice.storm = rule
        var sitting = Sitting(width: width, height: height, list: choice, [Sample.checkout, Sample.ledger])
        sitting.feed(storm)
        return sitting
    }

    /// The rows of the list by what stands under ID: `#4127`, or `x18` for a fold.
    static func rows(_ sitting: Sitting) -> [String] {
        sitting.rows[4...].prefix { !$0.hasPrefix("─") }.compactMap { row in
            row.split(separator: " ").first { word in
                word.hasPrefix("#") || (word.hasPrefix("x") && Int(word.dropFirst()) != nil)
            }.map(String.init)
        }
    }

    static let folded = ["#4127", "x4", "x2", "x18", "#4121"]

    @Test("An owner and a service at SEV1 or SEV2 keep rows of their own; the rest stands in one")
    func folds() {
        let sitting = Self.sitting()

        #expect(Self.rows(sitting) == Self.folded)
        #expect(sitting.rows[1].hasPrefix(" 25 NEED ACK  storm: 24 folded into 3"))
        #expect(sitting.message.contains("storm: 24 incidents stand in 3 rows; Enter unfolds one, F all"))
        #expect(sitting.intents == [.ring])
    }

    @Test("A fold names every label that all alerts of its incidents have, be it of their groups or not")
    func sharedLabels() {
        var sitting = Sitting(width: 160, height: 48, [])
        sitting.feed(
            Self.storm.map { incident in
                var incident = incident
                incident.sharedLabels = [
                    LabelText(name: "dc", value: "north"),
                    LabelText(name: "rack", value: "r12"),
                ]
                return incident
            })

        #expect(sitting.screen.contains("cluster=eu-1 dc=north rack=r12. 4 of 4 alerts"))
        sitting.type("jj")
        #expect(sitting.screen.contains("cluster=eu-1 dc=north rack=r12. 18 of 18 alerts"))
    }

    @Test("Fewer than that are no storm, nor is what opened long ago, or what somebody has")
    func noStorm() {
        var few = Sitting([])
        few.feed(Array(Self.storm.prefix(19)))
        #expect(!few.rows[1].contains("storm"))
        var old = Sitting([])
        old.wait(.minutes(3))
        old.feed(Self.storm)
        #expect(!old.rows[1].contains("storm"))
        var taken = Sitting([])
        taken.feed(Self.storm.map { Sample.acknowledged($0, by: "kim") })
        #expect(!taken.rows[1].contains("storm"))
    }

    @Test("What is muted stands apart: a row does not say of others that they are quiet")
    func muted() {
        var sitting = Sitting([])
        sitting.feed(
            (0..<24).map { number in
                var incident = Self.drop(5000 + number, second: number)
                if number < 5 { incident.mute = Mute(by: "kim", until: Sample.at(4, 0)) }
                return incident
            })

        #expect(Self.rows(sitting) == ["x5", "x19"])
        #expect(sitting.rows[4].contains("MUTED"))
        #expect(sitting.rows[4].contains("by kim until 04:00Z"))
        #expect(sitting.screen.contains("WHO      nobody yet; muted by kim until 04:00Z"))
        #expect(sitting.rows[5].contains("TRIG"))
    }

    @Test("It can be off, and by key it folds all the same")
    func off() {
        var sitting = Self.sitting(nil)
        #expect(!Self.rows(sitting).contains { $0.hasPrefix("x") })

        sitting.type("F")

        #expect(Self.rows(sitting) == Self.folded)
        #expect(sitting.rows[1].contains("folded: 24 into 3"))
        sitting.feed(.incident(Self.drop(6000, second: 50)))
        #expect(Self.rows(sitting).contains("#6000"))
        sitting.type("F")
        #expect(!Self.rows(sitting).contains { $0.hasPrefix("x") })
    }

    @Test("Nothing is folded while somebody types, and then at once")
    func idle() {
        var sitting = Sitting([Sample.checkout, Sample.ledger])
        sitting.hit(.character("j"))
        sitting.feed(Self.storm)
        #expect(Self.rows(sitting).filter { $0.hasPrefix("x") }.isEmpty)
        #expect(sitting.state.nextTick <= sitting.now + .seconds(2))

        sitting.wait(.seconds(2))

        #expect(Self.rows(sitting) == Self.folded)
        #expect(sitting.cursorRow.contains("#4121"))
    }

    @Test("Frozen rows are folded once they thaw")
    func frozen() {
        var sitting = Sitting([Sample.ledger])
        sitting.type("Z")
        sitting.feed(Array(Self.storm.dropFirst(4)) + (25...28).map { Self.drop(5000 + $0, second: $0) })
        sitting.wait(.seconds(5))
        #expect(Self.rows(sitting) == ["#4121"])

        sitting.type("Z")

        // Half of them are of each service.
        #expect(Self.rows(sitting) == ["x2", "x9", "x13", "#4121"])
    }

    @Test("A frozen fold shows what it was, and says what is so once it thaws")
    func frozenFold() {
        var sitting = Self.sitting()
        sitting.type("Z")
        sitting.feed(Self.storm.suffix(18).prefix(9).map { Sample.acknowledged($0, by: "kim") })
        #expect(Self.rows(sitting) == Self.folded)

        sitting.type("Z")

        #expect(Self.rows(sitting).prefix(4) == ["#4127", "x4", "x2", "x9"])
    }

    @Test("Enter shows the rows of one fold and pages nobody; F folds it again, and then shows all")
    func unfolds() {
        var sitting = Self.sitting()
        sitting.forget()
        sitting.type("j")
        sitting.press(.enter)
        #expect(Self.rows(sitting) == ["#4127", "#5001", "#5002", "#5003", "#5004", "x2", "x18", "#4121"])
        #expect(sitting.cursorRow.contains("#5001"))
        #expect(sitting.message.contains("4 incidents unfolded; F folds again"))

        sitting.type("F")
        #expect(Self.rows(sitting) == Self.folded)
        sitting.type("F")

        #expect(!Self.rows(sitting).contains { $0.hasPrefix("x") })
        #expect(sitting.intents == [])
        sitting.wait(.seconds(10))
        #expect(!sitting.rows[1].contains("storm"))
    }

    @Test(":fold and :unfold do what they say, however often")
    func commands() {
        var sitting = Self.sitting()
        sitting.type(":unfold")
        sitting.press(.enter)
        #expect(!Self.rows(sitting).contains { $0.hasPrefix("x") })
        for _ in 1...2 {
            sitting.type(":fold")
            sitting.press(.enter)
            #expect(Self.rows(sitting) == Self.folded)
        }
        var quiet = Sitting([Sample.checkout])
        quiet.type("F")
        #expect(quiet.message.contains("nothing to fold: no two rows belong together"))
    }

    @Test("What comes in joins the row, what somebody takes leaves it, and the count of what needs them never changes")
    func joins() {
        var sitting = Self.sitting()
        sitting.feed(.incident(Self.drop(5025, second: 25)))
        #expect(Self.rows(sitting) == ["#4127", "x4", "x2", "x19", "#4121"])
        #expect(sitting.rows[1].hasPrefix(" 26 NEED ACK"))

        sitting.feed(.incident(Sample.acknowledged(Self.storm[6], by: "kim")))

        #expect(sitting.rows[1].hasPrefix(" 25 NEED ACK  storm: 24 folded into 3"))
        sitting.wait(.seconds(3))
        #expect(Self.rows(sitting) == ["#4127", "x4", "x2", "x18", "#4121", "#5007"])
    }

    @Test("A more urgent one joins without a row; the row goes to its place when rows move, and the cursor with it")
    func urgent() {
        var sitting = Self.sitting()
        sitting.type("jjj")
        #expect(sitting.cursorRow.contains("x18"))
        sitting.feed(.incident(Self.drop(5000, second: 2)))
        #expect(sitting.cursorRow.contains("x19"))
        sitting.wait(.seconds(2))
        #expect(sitting.cursorRow.contains("x19"))
        #expect(Self.rows(sitting) == ["#4127", "x4", "x19", "x2", "#4121"])

        // The row was not there for so long under this number.
        sitting.hit(.character("a"))

        #expect(sitting.acts == [])
        #expect(sitting.message.contains("just appeared, press again"))
    }

    @Test("A snapshot in the middle of a storm is folded at once, as far back as the storm goes")
    func snapshot() {
        var sitting = Sitting([])
        sitting.wait(.minutes(2))
        let early = (0..<30).map { Self.drop(5100 + $0, second: $0 * 2) }
        let late = (0..<30).map { number in
            var incident = Self.drop(5200 + number)
            incident.openedAt = Sample.at(3, 12, number * 2)
            return incident
        }
        sitting.send(.snapshot(Sample.snapshot(early + late + [Sample.checkout], seq: 300)))

        #expect(Self.rows(sitting) == ["#4127", "x60"])
    }

    @Test("A new snapshot keeps what is folded, what is unfolded, and the cursor")
    func again() {
        var sitting = Self.sitting()
        sitting.type("j")
        sitting.press(.enter)
        sitting.type("jjjjj")
        #expect(sitting.cursorRow.contains("x18"))

        sitting.send(.snapshot(Sample.snapshot(Array(Self.storm.dropFirst(7)) + Self.storm.prefix(6), seq: 300)))

        #expect(Self.rows(sitting) == ["#5001", "#5002", "#5003", "#5004", "x2", "x17"])
        #expect(sitting.cursorRow.contains("x17"))
    }
}
