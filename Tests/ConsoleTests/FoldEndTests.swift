import Console
import Incidents
import TerminalUI
import Testing

@Suite("A storm that is over")
struct FoldEndTests {
    /// Two minutes after the storm, and the router is there.
    private static func pass(_ sitting: inout Sitting) {
        for _ in 1...2 {
            sitting.send(.link(.live))
            sitting.wait(.minutes(1))
        }
    }

    @Test("A storm stays folded when it is over, and what opens then has a row")
    func ends() {
        var sitting = FoldTests.sitting()
        Self.pass(&sitting)

        #expect(FoldTests.rows(sitting) == FoldTests.folded)
        #expect(sitting.message.contains("the storm is over; what is left of it stays folded, F shows all rows"))
        var late = FoldTests.drop(5500)
        late.openedAt = sitting.now
        sitting.feed(.incident(late))
        #expect(FoldTests.rows(sitting).contains("#5500"))
        #expect(FoldTests.rows(sitting).contains("x18"))
    }

    @Test("Where most of it is resolved, all rows come back when it is over")
    func endsWithLittleLeft() {
        var sitting = FoldTests.sitting()
        sitting.feed(FoldTests.storm.prefix(16).map { Sample.resolved($0) })
        sitting.wait(.seconds(3))

        #expect(!FoldTests.rows(sitting).contains { $0.hasPrefix("x") })
    }

    @Test("Who comes when a storm is over finds it folded, once: whoever shows all rows has them")
    func comesLate() {
        let open = [Sample.checkout, Sample.ledger] + FoldTests.storm
        var sitting = Sitting(width: 80, height: 24, open)
        sitting.wait(.hours(1))
        sitting.send(.link(.live))
        sitting.send(.snapshot(Sample.snapshot(open, seq: sitting.seq)))
        sitting.wait(.seconds(2))
        #expect(FoldTests.rows(sitting).contains("x18"))

        sitting.type("F")
        sitting.send(.snapshot(Sample.snapshot(open, seq: sitting.seq)))
        sitting.wait(.seconds(2))
        #expect(!FoldTests.rows(sitting).contains { $0.hasPrefix("x") })
    }
}
