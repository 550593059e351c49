import Console
import Incidents
import TerminalUI
import Testing

@Suite("Nothing is shown as done before the router has said so")
struct AnswerTests {
    static let number = IncidentNumber(4127)

    /// Somebody has just pressed `a` on the most urgent incident.
    static func acked() throws -> (Sitting, RequestID) {
        var sitting = Sitting(Sample.night)
        sitting.type("a")
        return (sitting, try #require(sitting.request))
    }

    @Test("An act is shown as sent, then loudly as not done, then dropped and never sent again")
    func unanswered() throws {
        var (sitting, _) = try Self.acked()
        #expect(sitting.message.contains("ack of #4127 sent…"))
        #expect(sitting.cursorRow.contains("TRIG"))
        #expect(sitting.rows[1].contains("1 unanswered"))

        sitting.wait(.milliseconds(1800))
        #expect(sitting.message.contains("#4127 NOT ACKNOWLEDGED: router unreachable"))
        sitting.wait(.seconds(27))
        #expect(sitting.message.contains("NOT ACKNOWLEDGED"))
        sitting.wait(.seconds(1))
        #expect(sitting.message.contains("ack of #4127 dropped after 30 s without an answer; it is not sent again"))
        #expect(!sitting.rows[1].contains("unanswered"))
        sitting.send(.link(.live))
        sitting.wait(.minutes(1))

        #expect(sitting.acts == [Act(.acknowledge, Self.number)])
    }

    @Test("A receipt says what was done and how to take it back, and the row changes when the feed says so")
    func receipt() throws {
        var (sitting, request) = try Self.acked()

        sitting.send(.receipt(request, Receipt(incident: Self.number, said: "acked #4127")))
        #expect(sitting.message.contains("acked #4127, u undoes (10s)"))
        #expect(sitting.cursorRow.contains("TRIG"))
        sitting.feed(.incident(Sample.acknowledged(Sample.checkout, by: "sam", at: Sample.now)))
        #expect(sitting.cursorRow.contains("ACK"))
        sitting.wait(.seconds(10))

        #expect(!sitting.message.contains("undoes"))
    }

    @Test("A refusal is shown with its sentence")
    func refused() throws {
        var (sitting, request) = try Self.acked()

        let refusal = Refusal(.heldBySomebodyElse, "kim has it since 03:12Z; take takes over")
        sitting.send(.refused(request, refusal))

        #expect(sitting.message.contains("#4127 ack refused: kim has it since 03:12Z; take takes over"))
        #expect(sitting.cursorRow.contains("TRIG"))
    }

    @Test("A failure says that nothing was done, and why")
    func failed() throws {
        var (sitting, request) = try Self.acked()

        sitting.send(.failed(request, "the store cannot be written: disk full"))

        #expect(sitting.message.contains("#4127 NOT ACKNOWLEDGED: the store cannot be written: disk full"))
    }

    @Test("An answer that comes after the act was given up is still told")
    func late() throws {
        var (sitting, request) = try Self.acked()
        sitting.wait(.seconds(31))

        sitting.send(.receipt(request, Receipt(incident: Self.number, said: "acked #4127")))

        #expect(sitting.message.contains("late answer: acked #4127"))
    }

    @Test("The same key again while the answer is missing sends nothing")
    func twice() throws {
        var (sitting, _) = try Self.acked()

        sitting.type("aa")

        #expect(sitting.acts.count == 1)
    }

    @Test("Every act has its own request, with the prefix of this console")
    func requests() {
        var sitting = Sitting(Sample.night)

        sitting.type("ajjaRy")

        let requests = sitting.intents.compactMap { if case .perform(_, let id) = $0 { id.text } else { nil } }
        #expect(requests == ["test-1", "test-2", "test-3"])
    }

    @Test("Within 10 s u takes the last own act back, by its name, once")
    func undo() throws {
        var (sitting, request) = try Self.acked()
        sitting.send(.receipt(request, Receipt(incident: Self.number, said: "acked #4127")))
        sitting.forget()

        sitting.type("jju")
        #expect(sitting.acts == [Act(.undo, Self.number)])
        #expect(sitting.message.contains("undo of #4127 sent…"))
        sitting.send(
            .receipt(try #require(sitting.request), Receipt(incident: Self.number, said: "undid ack of #4127")))
        #expect(sitting.message.contains(" undid ack of #4127 "))
        sitting.type("u")

        #expect(sitting.acts.count == 1)
    }

    @Test("After 10 s u says that it is too late")
    func tooLate() throws {
        var (sitting, request) = try Self.acked()
        sitting.send(.receipt(request, Receipt(incident: Self.number, said: "acked #4127")))
        sitting.wait(.seconds(11))

        sitting.type("u")

        #expect(sitting.message.contains("ack of #4127 is more than 10 s ago: too late to undo"))
        #expect(sitting.acts.count == 1)
    }

    @Test("A note has no undo, and nobody is told that it had")
    func noteStays() throws {
        var sitting = Sitting(Sample.night)
        sitting.type("chi")
        sitting.press(.enter)
        sitting.send(.receipt(try #require(sitting.request), Receipt(incident: Self.number, said: "noted on #4127")))
        #expect(!sitting.message.contains("undoes"))

        sitting.type("u")

        #expect(sitting.message.contains("note of #4127 cannot be taken back"))
    }

    @Test("Leaving asks while an act has no answer")
    func leaving() throws {
        var (sitting, _) = try Self.acked()
        sitting.type("q")
        #expect(sitting.next == " leave? 1 act has no answer yet")
        sitting.type("n")
        #expect(!sitting.intents.contains(.leave(status: 0)))

        sitting.type("qy")

        #expect(sitting.intents.last == .leave(status: 0))
    }
}
