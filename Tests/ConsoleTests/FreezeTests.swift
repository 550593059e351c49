import Console
import Incidents
import TerminalUI
import Testing

@Suite("Rows that stand still")
struct FreezeTests {
    static let small = Sample.incident(4140, .sev3, "slow", service: "search")

    @Test("Nothing comes, goes or changes; the counters go on; the header says so")
    func freezes() {
        var sitting = Sitting(Sample.night)
        sitting.type("Z")
        let before = sitting.rows[4...15]

        sitting.feed(
            .incident(Sample.acknowledged(Sample.search, by: "kim")), .incident(Self.small),
            .incident(Sample.resolved(Sample.mailer)))
        sitting.wait(.seconds(10))
        sitting.send(.link(.live))
        sitting.wait(.seconds(10))
        sitting.type("jk")

        #expect(sitting.rows[4...15] == before)
        #expect(sitting.rows[0].hasSuffix("FROZEN  LIVE"))
        #expect(sitting.rows[1].hasPrefix(" 4 NEED ACK  2 acked"))
        #expect(sitting.rows[2] == " frozen since 03:12Z, 1 new wait; Z thaws")
    }

    @Test("Z thaws, and everything that waited comes at once")
    func thaws() {
        var sitting = Sitting(Sample.night)
        sitting.type("Z")
        sitting.feed(.incident(Self.small), .incident(Sample.acknowledged(Sample.search, by: "kim")))

        sitting.type("Z")

        #expect(!sitting.rows[0].contains("FROZEN"))
        #expect(ListShapeTests.numbers(sitting).contains("#4140"))
        #expect(ListShapeTests.numbers(sitting)[2] != "#4129")
    }

    @Test("After 60 s the rows move by themselves, without a key")
    func thawsByItself() {
        var sitting = Sitting([Sample.checkout])
        sitting.send(.link(.live))
        sitting.type("Z")
        sitting.feed(.incident(Self.small))
        while sitting.state.nextTick < Sample.now + .minutes(2), sitting.rows[0].contains("FROZEN") {
            sitting.wait(sitting.state.nextTick - sitting.now)
        }

        #expect(sitting.now - Sample.now < .seconds(65))
        #expect(ListShapeTests.numbers(sitting) == ["#4127", "#4140"])
    }

    @Test(
        "A new SEV1 or SEV2 thaws at once, and so does one that rises to it", arguments: [Severity.sev1, .sev2, .sev3])
    func alarm(severity: Severity) {
        var sitting = Sitting(Sample.night + [Self.small])
        sitting.type("Z")
        var risen = Self.small
        risen.severity = severity
        sitting.feed(.incident(risen))
        #expect(sitting.rows[0].contains("FROZEN") == (severity == .sev3))

        var other = Sitting(Sample.night)
        other.type("Z")
        other.feed(.incident(Sample.incident(4141, severity)))

        #expect(other.rows[0].contains("FROZEN") == (severity == .sev3))
        #expect(ListShapeTests.numbers(other).contains("#4141") == (severity != .sev3))
    }

    @Test("What is new while rows are frozen, and ends before they thaw, never comes")
    func ended() {
        var sitting = Sitting([Sample.checkout])
        sitting.type("Z")
        sitting.feed(.incident(Self.small))
        sitting.feed(.incident(Sample.resolved(Self.small)))

        sitting.type("Z")

        #expect(ListShapeTests.numbers(sitting) == ["#4127"])
        #expect(sitting.rows[1].hasPrefix(" 1 NEED ACK  18 alerts -> 1 incident"))
    }

    @Test("A filter or an order that is chosen meanwhile thaws them")
    func chosen() {
        var sitting = Sitting(Sample.night)
        sitting.type("Z>")

        #expect(!sitting.rows[0].contains("FROZEN"))
    }
}
