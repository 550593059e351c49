import Console
import Incidents
import Testing

/// What comes of acts, and how a script ends and a person does.
extension PlainActTests {
    @Test("undo takes back the last act within ten seconds")
    func undo() {
        var talk = PlainTalk(Sample.night)
        talk.type("undo")
        #expect(talk.said.last == "No act of yours in the last 10 seconds to undo.")
        talk.type("ack 4127")
        talk.answer("acked #4127")
        talk.type("undo")
        #expect(talk.acts.last == Act(.undo, Self.number))
        talk.answer("undone: ack of #4127")
        talk.type("u")
        #expect(talk.acts.count == 2)
        talk.type("note 4127 text")
        talk.answer("noted")
        talk.type("undo")
        #expect(talk.said.last == "Note of #4127 cannot be taken back.")
        talk.type("ack 4129")
        talk.answer("acked #4129")
        talk.wait(.seconds(11))
        talk.type("undo")
        #expect(talk.acts.count == 4)
    }

    @Test("My own act is not told twice, and that of somebody else is")
    func ownNews() {
        var talk = PlainTalk(Sample.night)
        talk.type("ack 4127")
        talk.feed(
            .incident(Sample.acknowledged(Sample.checkout, by: "sam")),
            .timeline(Sample.entry(5, talk.now, .person("sam"), .acknowledged, "acknowledged")))
        talk.answer("acked #4127")
        talk.feed(.timeline(Sample.entry(6, talk.now, .person("kim"), .note, "thanks")))

        #expect(
            talk.text == """
                > ack 4127
                Acked #4127.
                #4127 checkout-api: kim notes: thanks.
                """)
    }

    @Test("An act without an answer is said to be undone, and dropped after 30 seconds")
    func noAnswer() {
        var talk = PlainTalk([Sample.checkout])
        talk.type("ack 4127")
        talk.wait(.seconds(2))
        talk.send(.link(.live))
        talk.wait(.seconds(10))
        talk.send(.link(.live))
        talk.wait(.seconds(18))

        #expect(
            talk.text == """
                > ack 4127
                #4127 NOT ACKNOWLEDGED: no answer from the router yet.
                Ack of #4127 dropped after 30 seconds without an answer; it is not sent again.
                """)
    }

    @Test("Who may only read is told why, at every verb")
    func reader() {
        var talk = PlainTalk(
            Sample.night, you: ConsoleSnapshot.Person(name: "lee", mayAct: false, why: "lee is not in people"))
        for deed in ["ack 4127", "ack", "take 4127", "merge 4127 4129", "undo", "note 4127 x", "resolve 4127 --yes"] {
            talk.type(deed)
            #expect(talk.said.last == "You may only read here: lee is not in people.")
        }
        #expect(talk.acts == [])
    }

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
