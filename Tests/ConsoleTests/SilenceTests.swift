import Console
import Incidents
import TerminalUI
import Testing

@Suite("The screen of silences")
struct SilenceTests {
    @Test("7 and :silences go there, and Esc goes back to where one was")
    func places() {
        var sitting = Sitting(Sample.night)
        sitting.type("7")
        #expect(sitting.rows[0].contains("> Silences"))
        #expect(sitting.fetches == [.fetchSilences(withOver: false)])
        #expect(sitting.screen.contains("The router is asked for its silences."))
        sitting.press(.escape)
        #expect(sitting.rows[0].contains("> Triage"))

        sitting.press(.enter)
        sitting.type(":silences")
        sitting.press(.enter)
        #expect(sitting.rows[0].contains("> Silences"))
        sitting.press(.escape)
        #expect(sitting.rows[0].contains("> #4127"))
        sitting.type("[")
        #expect(sitting.rows[0].contains("> Silences"))
        sitting.type("1")
        #expect(sitting.rows[0].contains("> Triage"))
        sitting.type("7q")
        #expect(sitting.rows[0].contains("> Triage"))
    }

    @Test("Keys about incidents do nothing to the hidden list")
    func hiddenList() {
        var sitting = Sitting.atSilences()
        sitting.type("atR")
        for line in [":ack", ":acknowledge-all", ":mark-range", ":resolve", ":sort-left"] {
            sitting.type(line)
            sitting.press(.enter)
        }
        #expect(sitting.acts.isEmpty)
        #expect(sitting.message.contains("sort-left is for incidents; 1 goes to them"))
        sitting.send(.link(.live))
        sitting.type(":ack 4127")
        sitting.press(.enter)
        #expect(sitting.acts == [Act(.acknowledge, IncidentNumber(4127))])
    }

    @Test("The cursor moves, stays with its silence, and takes the row of one that went")
    func cursor() {
        var sitting = Sitting.atSilences()
        #expect(sitting.cursorRow.contains("reindexing"))
        sitting.type("j")
        #expect(sitting.cursorRow.contains("ReplicaLa"))
        sitting.type("G")
        #expect(sitting.cursorRow.contains("fra 1"))
        sitting.type("gj")
        sitting.send(.silences([Sample.maintenance, Sample.ledgerLag]))
        #expect(sitting.cursorRow.contains("ReplicaLa"))
        sitting.send(.silences([Sample.reindexing, Sample.maintenance]))
        #expect(sitting.cursorRow.contains("fra 1"))
        sitting.send(.silences([]))
        #expect(sitting.screen.contains("No silences: nothing is kept quiet by one."))
    }

    @Test("A long list scrolls with its cursor, and the wheel moves it")
    func scrolling() {
        let many = (0..<200).map { index in
            var summary = Sample.reindexing
            summary.silence.id = SilenceID(high: UInt64(index), low: 0)
            summary.silence.comment = SafeText("number \(index)")
            return summary
        }
        var sitting = Sitting.atSilences(many)
        sitting.press(.pageDown)
        #expect(sitting.cursorRow.contains("number 10"))
        sitting.type("G")
        #expect(sitting.cursorRow.contains("number 199"))
        #expect(sitting.screen.contains("190 above"))
        sitting.send(.resized(width: 40, height: 12))
        #expect(sitting.screen.contains(">"))
        sitting.type("g")
        #expect(sitting.screen.contains("194 below"))
    }

    @Test("One in full scrolls, stays within its lines, and is left by Esc, or when it is over")
    func full() {
        var sitting = Sitting.atSilences(width: 80, height: 12)
        sitting.type("j")
        sitting.press(.enter)
        sitting.type("GGG")
        #expect(sitting.screen.contains("70000000-0000-4000-8000-000000000007"))
        #expect(sitting.screen.contains("4 above") && !sitting.screen.contains("below"))
        sitting.send(.resized(width: 80, height: 24))
        #expect(sitting.rows[3].hasPrefix(" STATE     active until nothing that it mutes fires"))
        sitting.press(.enter)
        sitting.press(.escape)
        #expect(sitting.cursorRow.contains("ReplicaLa"))

        sitting.press(.enter)
        sitting.send(.silences([Sample.reindexing]))
        #expect(sitting.message.contains("that silence is over"))
        #expect(sitting.cursorRow.contains("reindexing"))
    }

    @Test("It is asked for again after a change about mutes, at most once a second, and never by itself")
    func refreshing() {
        var sitting = Sitting.atSilences()
        for _ in 0..<30 { sitting.wait(.minutes(1)) }
        #expect(sitting.fetches.isEmpty)
        sitting.feed(.incident(Sample.checkout))
        sitting.wait(.seconds(2))
        #expect(sitting.fetches.isEmpty)

        var muted = Sample.checkout
        muted.counts.muted = 3
        sitting.send(.link(.live))
        for _ in 0..<20 {
            sitting.feed(.incident(muted), .silence(Sample.reindexing.silence))
            sitting.wait(.milliseconds(50))
        }
        #expect(sitting.fetches.count == 1)
        sitting.send(.silences(Sample.silences))
        sitting.wait(.seconds(1))
        #expect(sitting.fetches.count <= 2)
    }

    @Test("What is not looked at is not asked for")
    func unseen() {
        var sitting = Sitting.atSilences()
        sitting.press(.escape)
        sitting.feed(.silence(Sample.reindexing.silence))
        sitting.wait(.minutes(3))
        #expect(sitting.fetches.isEmpty)
    }

    @Test("One that ends by itself is asked about once, and goes")
    func turning() {
        var sitting = Sitting.atSilences()
        sitting.send(.link(.live))
        while sitting.now < Sample.at(5, 11) {
            sitting.wait(.minutes(1))
            sitting.send(.link(.live))
        }
        #expect(sitting.fetches.isEmpty)
        #expect(sitting.state.nextTick <= Sample.at(5, 12))
        sitting.wait(.minutes(1))
        sitting.send(.link(.live))
        #expect(sitting.fetches.count == 1)
        #expect(!sitting.screen.contains("reindexing"))
        sitting.wait(.minutes(1))
        #expect(sitting.fetches.count == 1)
    }

    @Test("A snapshot after a loss asks again; without the link nothing is asked")
    func link() {
        var sitting = Sitting.atSilences()
        sitting.send(.link(.lost(since: sitting.now, why: "nothing listens there")))
        sitting.feed(.silence(Sample.reindexing.silence))
        sitting.wait(.seconds(30))
        #expect(sitting.fetches.isEmpty)
        #expect(sitting.rows[0].contains("STALE"))
        #expect(sitting.rows[2].contains("router unreachable since"))
        sitting.send(.link(.live))
        sitting.send(.snapshot(Sample.snapshot(Sample.night, seq: 400)))
        #expect(sitting.fetches.count == 1)
    }

    @Test("H asks for those that are over, and hides them again")
    func over() {
        var sitting = Sitting.atSilences()
        sitting.type("H")
        sitting.wait(.seconds(1))
        #expect(sitting.fetches == [.fetchSilences(withOver: true)])
        sitting.send(.silences(Sample.silences + [Sample.over]))
        #expect(sitting.screen.contains("OVER"))
        #expect(sitting.rows[1].contains("1 over"))
        sitting.type("GE")
        #expect(sitting.message.contains("it is over already"))
        sitting.type("H")
        #expect(!sitting.screen.contains("OVER"))
    }

    @Test("A router that does not tell is said, and asked again by hand only")
    func missing() {
        var sitting = Sitting(Sample.night)
        sitting.type("7")
        sitting.send(.silencesMissing("what answers at x is no router of this version: it answered 404"))
        #expect(sitting.screen.contains("The router did not tell its silences."))
        #expect(sitting.screen.contains("it answered 404"))
        sitting.forget()
        sitting.wait(.minutes(2))
        #expect(sitting.fetches.isEmpty)
        sitting.send(.link(.live))
        sitting.press(.control("r"))
        sitting.send(.snapshot(Sample.snapshot(Sample.night, seq: 300)))
        #expect(sitting.fetches.count == 1)
    }

    @Test(
        "Before one ends only what nothing else mutes is said to ring",
        arguments: [
            (
                1,
                "end the silence service=search of kim? 1 of 3 alerts, in #4129 SEV2 may ring, even if somebody has them"
            ),
            (0, "nothing rings: something else mutes the 3 alerts, in #4129 SEV2, as well"),
            (3, "3 alerts, in #4129 SEV2 may ring"),
        ])
    func mutedElsewhere(alone: Int, words: String) {
        var silence = Sample.reindexing
        silence.alone = alone
        var sitting = Sitting.atLiveSilences([silence])
        sitting.type("E")
        #expect(sitting.words.contains(words), "\(sitting.words)")
    }

    @Test("An expire names what it may ring, waits, and asks the router anew")
    func expire() throws {
        var sitting = Sitting.atSilences()
        sitting.send(.link(.live))
        sitting.wait(.milliseconds(400))
        sitting.hit(.character("E"))
        #expect(
            sitting.words.contains("end the silence service=search of kim? 3 alerts, in #4129 SEV2 may ring, even"))
        sitting.hit(.character("y"))
        #expect(sitting.orders.isEmpty)
        sitting.wait(.milliseconds(300))
        sitting.type("y")
        guard case .expireSilence(Sample.reindexing.silence.id, let request) = sitting.orders.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(sitting.message.contains("end of the silence service=search sent…"))
        #expect(sitting.screen.contains("sent…"))
        sitting.wait(.seconds(3))
        #expect(sitting.message.contains("STILL SILENCED service=search: router unreachable"))
        sitting.send(.receipt(request, Receipt(silence: Sample.reindexing.silence.id, said: "silence … is over")))
        #expect(sitting.message.contains("the silence service=search is over"))
        #expect(sitting.fetches.count == 1)
    }

    @Test("Any other key leaves a silence as it is, and so does the router's no")
    func notExpired() throws {
        var sitting = Sitting.atSilences()
        sitting.send(.link(.live))
        sitting.type("En")
        #expect(sitting.orders.isEmpty)
        #expect(sitting.message.contains("nothing was done"))
        sitting.type("Ey")
        guard case .expireSilence(_, let request) = sitting.orders.last else {
            Issue.record("nothing was sent")
            return
        }
        sitting.type("E")
        #expect(sitting.message.contains("its end is on its way"))
        sitting.send(.refused(request, Refusal(.unknownSilence, "silence not found")))
        #expect(sitting.message.contains("STILL SILENCED service=search: silence not found"))
    }

    @Test("One that keeps many incidents quiet ends only when a count is typed")
    func expireMany() {
        var many = Sample.reindexing
        (many.alerts, many.incidentCount) = (40, 9)
        var sitting = Sitting.atSilences([many])
        sitting.send(.link(.live))
        sitting.type("Ey")
        sitting.press(.enter)
        #expect(sitting.orders.isEmpty)
        #expect(sitting.words.contains("\"y\" is not 40: nothing is done yet. end the silence"))
        sitting.type("40")
        sitting.press(.enter)
        #expect(sitting.orders.count == 1)
    }

    @Test("Who may only read, and who has no link, ends nothing")
    func obstacles() {
        let reader = ConsoleSnapshot.Person(name: "sam", mayAct: false, why: "no token")
        var sitting = Sitting.atSilences(you: reader)
        sitting.type("E")
        #expect(sitting.message.contains("no token"))
        var lost = Sitting.atSilences()
        lost.send(.link(.lost(since: lost.now, why: "gone")))
        lost.type("E")
        #expect(lost.message.contains("not sent: router unreachable"))
    }

    @Test(":expire takes the beginning of an id")
    func expireByID() {
        var sitting = Sitting.atSilences()
        sitting.send(.link(.live))
        sitting.type(":expire 7000")
        sitting.press(.enter)
        #expect(sitting.words.contains("end the silence alertname=ReplicaLag"))
        sitting.type("n")
        #expect(sitting.orders.isEmpty)
        for (line, why) in [("7", "at least 4 digits"), ("ffff", "no silence that is listed begins with \"ffff\"")] {
            sitting.type(":expire \(line)")
            sitting.press(.enter)
            #expect(sitting.message.contains(why), "\(sitting.message)")
        }
    }
}
