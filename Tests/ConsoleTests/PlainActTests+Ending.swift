import Console
import Incidents
import Testing

/// How a script ends, and how a person does.
extension PlainActTests {
    @Test("A script waits for each answer, and ends with the worst that happened")
    func script() {
        var talk = PlainTalk([Sample.checkout], isScript: true)
        #expect(!talk.console.isBusy)
        talk.hit("ack 4127")
        #expect(talk.console.isBusy)
        talk.answer("acked #4127")
        #expect(!talk.console.isBusy && talk.console.status == 0)
        talk.hit("show 99")
        #expect(talk.console.isBusy)
        talk.send(.detailMissing(IncidentNumber(99), "there is no incident #99"))
        #expect(!talk.console.isBusy && talk.console.status == 1)
        talk.hit("resolve 4127")
        talk.hit("yes")
        #expect(talk.acts.count == 2)
        talk.answer("resolved #4127")
        talk.hit("fly")
        #expect(talk.said.last == "\"fly\" is no word of this console; help shows them.")
        talk.endInput()
        #expect(talk.intents.last == .leave(status: 2))
    }

    @Test("A script that ends within a question did nothing, and says so")
    func endInQuestion() {
        var talk = PlainTalk([Sample.checkout], isScript: true)
        talk.hit("resolve 4127")
        talk.endInput()
        #expect(talk.said.last == "Nothing was done: the input ended before an answer.")
        #expect(talk.intents == [.leave(status: 1)])
    }

    @Test("A person ends with 0 whatever was refused, and is told once of acts without an answer")
    func quitting() {
        var talk = PlainTalk([Sample.checkout])
        talk.type("fly", "ack 4127", "quit")
        #expect(talk.said.last == "1 act has no answer yet. Type quit again to leave all the same.")
        #expect(!talk.intents.contains(.leave(status: 0)))
        talk.type("quit")
        #expect(talk.intents.last == .leave(status: 0))
    }

    @Test("Ctrl-C leaves a question, and twice the console")
    func interrupt() {
        var talk = PlainTalk([Sample.checkout])
        talk.type("resolve 4127")
        talk.interrupt()
        talk.type("yes")
        #expect(talk.acts == [])
        talk.interrupt()
        #expect(talk.said.last == "Type quit to leave, or press Ctrl-C once more.")
        talk.interrupt()
        #expect(talk.intents.last == .leave(status: 130))
    }
}
