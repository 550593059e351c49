import Console
import Incidents
import TerminalUI
import Testing

@Suite("Nothing moves under a hand")
struct LiveTests {
    static let urgent = Sample.incident(4200, .sev1, "all of it", service: "everything", openedAt: Sample.at(1, 0))

    @Test("A new incident appears without a key, and is selected when it is the first")
    func first() {
        var sitting = Sitting([])

        sitting.feed(.incident(Sample.checkout))

        #expect(sitting.cursorRow.contains("#4127"))
        #expect(sitting.intents == [.ring])
    }

    @Test("New rows above do not shift the row under the cursor, and are counted and named")
    func above() {
        var sitting = Sitting(MovingTests.forty)
        sitting.type("jj")
        let before = sitting.frame.cursor

        sitting.feed([Self.urgent, Sample.checkout, Sample.search])

        #expect(sitting.frame.cursor == before)
        #expect(sitting.cursorRow.contains("#3 "))
        #expect(sitting.rows[2] == " 3 new above: #4200 SEV1 all of it")
        sitting.wait(.seconds(10))
        #expect(sitting.frame.cursor == before)
        sitting.type("g")
        #expect(sitting.rows[2].isEmpty)
        #expect(sitting.cursorRow.contains("#4200"))
    }

    @Test("A screen whose cursor was put at the top goes on showing the top, and the cursor stays with its incident")
    func top() {
        var sitting = Sitting(MovingTests.forty)

        sitting.feed(.incident(Self.urgent))

        #expect(sitting.rows[4].contains("#4200"))
        #expect(sitting.cursorRow.contains("#1 "))
        #expect(sitting.rows[2].isEmpty)
    }

    @Test("Rows that should move or go wait for a key, or for two seconds without one")
    func settling() {
        var sitting = Sitting([Sample.checkout, Sample.search, Sample.ledger])
        sitting.type("jj")
        sitting.feed(
            .incident(Sample.acknowledged(Sample.checkout, by: "kim")), .incident(Sample.resolved(Sample.search)))
        #expect(sitting.rows[4].contains("#4127"))
        #expect(sitting.rows[4].contains("ACK"))
        #expect(sitting.rows[5].contains("RSLV"))
        sitting.wait(.milliseconds(1700))
        #expect(sitting.rows[5].contains("RSLV"))

        sitting.wait(.milliseconds(100))

        #expect(sitting.rows[4].contains("#4127"))
        #expect(sitting.rows[5].contains("#4121"))
        #expect(!sitting.screen.contains("#4129"))
    }

    @Test("A row that ended stays under the cursor until the cursor leaves it")
    func vanished() {
        var sitting = Sitting([Sample.checkout, Sample.search])
        sitting.feed(.incident(Sample.resolved(Sample.checkout)))
        sitting.wait(.minutes(5))
        #expect(sitting.cursorRow.contains("#4127"))
        #expect(sitting.cursorRow.contains("RSLV"))

        sitting.type("j")

        #expect(sitting.cursorRow.contains("#4129"))
        #expect(!sitting.rows[4...15].contains { $0.contains("#4127") })
    }

    @Test("The cursor stays with its incident when that moves")
    func moved() {
        var sitting = Sitting([Sample.checkout, Sample.search, Sample.ledger])
        sitting.type("jj")

        var worse = Sample.ledger
        (worse.phase, worse.severity, worse.acknowledgedBy) = (.triggered, .sev1, nil)
        sitting.feed(.incident(worse))
        sitting.wait(.seconds(3))

        #expect(sitting.rows[4].contains("#4121"))
        #expect(sitting.cursorRow.contains("#4121"))
    }

    @Test("A batch that the snapshot holds already is passed over")
    func old() {
        var sitting = Sitting([Sample.checkout])

        sitting.send(.changed(seq: 100, [.incident(Sample.resolved(Sample.checkout))]))

        #expect(sitting.cursorRow.contains("TRIG"))
    }

    @Test("After a new snapshot the row under the cursor may be gone: the next one takes no key at once")
    func snapshot() {
        var sitting = Sitting([Sample.checkout, Sample.search])

        sitting.send(.snapshot(Sample.snapshot([Sample.search], seq: 200)))
        sitting.hit(.character("a"))

        #expect(sitting.acts == [])
        #expect(sitting.message.contains("#4129 just appeared, press again"))
    }

    @Test("What lasts is written in whole minutes: between two minutes nothing on the screen changes")
    func minutes() {
        var sitting = Sitting(Sample.night)
        let before = sitting.frame
        #expect(sitting.state.nextTick == Sample.at(3, 12, 20))
        sitting.send(.link(.live))
        sitting.wait(.seconds(15))
        #expect(sitting.frame == before)

        sitting.wait(Sample.at(3, 13) - sitting.now)

        #expect(sitting.rows[0].contains("03:13Z"))
        #expect(sitting.rows[4].contains(" 7m "))
    }

    @Test("The list counts what needs an acknowledge, whatever comes in")
    func counts() {
        var sitting = Sitting([Sample.checkout, Sample.search])
        sitting.feed(.incident(Sample.acknowledged(Sample.checkout, by: "kim")), .incident(Self.urgent))
        #expect(sitting.rows[1] == " 2 NEED ACK  1 acked  20 alerts -> 3 incidents")

        sitting.feed(.incident(Sample.resolved(Self.urgent)), .incident(Sample.resolved(Sample.search)))
        sitting.wait(.seconds(5))

        #expect(sitting.rows[1] == " 0 NEED ACK  1 acked  18 alerts -> 1 incident")
    }

    @Test("One bell in ten seconds for what is new or rings, none for what is muted or known")
    func bell() {
        var sitting = Sitting([Sample.checkout])
        sitting.feed(.incident(Sample.muted), .incident(Sample.checkout))
        #expect(sitting.intents == [])
        let page = Page(
            id: PageID(incident: IncidentNumber(4127), ordinal: 1), at: sitting.now, severity: .sev1,
            reason: "rings again")
        sitting.feed(.page(page))
        sitting.feed(.incident(Self.urgent))
        #expect(sitting.intents == [.ring])
        sitting.wait(.seconds(10))

        sitting.feed(.page(page))

        #expect(sitting.intents == [.ring, .ring])
    }
}
