import Console
import Incidents
import Testing

@Suite("Plain lines: what is typed and done")
struct PlainActTests {
    static let number = IncidentNumber(4127)

    @Test(
        "Verbs that are mine and can be taken back are sent at once",
        arguments: [
            ("ack 4127", Act.Verb.acknowledge), ("a 4127", .acknowledge), ("ACK #4127", .acknowledge),
            ("take 4127", .take), ("t 4127", .take), ("severity 4127 SEV2", .severity(.sev2)),
            ("severity 4127 3", .severity(.sev3)), ("note 4127 rolled  back", .note("rolled  back")),
            ("c 4127 4128 fails too", .note("4128 fails too")), ("undo 4127", .undo),
        ])
    func atOnce(line: String, verb: Act.Verb) {
        var talk = PlainTalk([Sample.checkout])

        talk.type(line)

        #expect(talk.acts == [Act(verb, Self.number)])
        #expect(talk.text == "> \(line)")
    }

    @Test(
        "Verbs that wake a person or make something quiet ask with the whole effect, and only yes is yes",
        arguments: [
            (
                "take 4118", Sample.mailer, "Take #4118 mailer over from kim? kim is told. Type yes or no.",
                Act.Verb.take
            ),
            (
                "resolve 4127", Sample.checkout,
                "Resolve #4127 checkout-api? 18 of its alerts still fire. Type yes or no.", .resolve
            ),
            (
                "resolve 4128", Sample.noNews, "Resolve #4128 rack-7? None of its alerts fires. Type yes or no.",
                .resolve
            ),
            (
                "unack 4121", Sample.ledger, "Give #4121 ledger-db back? It rings again. Type yes or no.",
                .unacknowledge
            ),
            ("reopen 4125", Sample.cleared, "Reopen #4125 web? It rings at once. Type yes or no.", .reopen),
            (
                "snooze 4127 30m", Sample.checkout,
                "Snooze #4127 checkout-api until 03:42Z, for 30 minutes? It is quiet until then. Type yes or no.",
                .snooze(until: Sample.now + .seconds(1) + .minutes(30))
            ),
        ])
    func asked(line: String, incident: IncidentSummary, question: String, verb: Act.Verb) {
        for answer in ["no", "", "resolve", "y e s", "4127", "list"] {
            var talk = PlainTalk([incident])
            talk.type(line)
            #expect(talk.said.last == question)
            talk.type(answer)
            #expect(talk.acts == [], "\(answer)")
            #expect(talk.said.last?.contains("othing was done") == true)
        }
        for answer in ["yes", " Y "] {
            var talk = PlainTalk([incident])
            talk.type(line, answer)
            #expect(talk.acts == [Act(verb, incident.number)])
        }
        var talk = PlainTalk([incident])
        talk.type(line + " --yes")
        #expect(talk.acts == [Act(verb, incident.number)])
    }

    @Test("ack alone names the most urgent and asks first")
    func mostUrgent() {
        var talk = PlainTalk(Sample.night)

        talk.type("ack", "yes")
        talk.answer("acked #4127")

        #expect(
            talk.text == """
                > ack
                Acknowledge #4127 SEV1 checkout-api: 5xx 12% (SLO 1%)? It stops ringing, and you have it. Type yes or no.
                > yes
                Acked #4127.
                """)
        #expect(talk.acts == [Act(.acknowledge, Self.number)])
        var quiet = PlainTalk([Sample.ledger])
        quiet.type("a")
        #expect(quiet.said.last == "Nothing needs an acknowledge.")
    }

    @Test("An answer that was typed ahead is none, and the question stands")
    func tooSoon() {
        var talk = PlainTalk([Sample.checkout])
        talk.type("resolve 4127")

        talk.hit("yes")
        #expect(talk.acts == [])
        #expect(
            talk.said.last == "That came too soon to be an answer. "
                + "Still asked: Resolve #4127 checkout-api? 18 of its alerts still fire. Type yes or no.")
        talk.type("yes")

        #expect(talk.acts == [Act(.resolve, Self.number)])
    }

    @Test("Several at once ask, and those that cannot be done say why")
    func several() {
        var talk = PlainTalk(Sample.night)

        talk.type("ack 4127 4129 4127 4118", "yes")

        #expect(
            talk.text == """
                > ack 4127 4129 4127 4118
                #4118: kim has it since 03:10Z; take 4118 takes it over.
                Acknowledge #4127 and #4129? They stop ringing, and you have them. Type yes or no.
                > yes
                """)
        #expect(talk.acts.map(\.incident.value) == [4127, 4129])
    }

    @Test("More than five are done for their count alone, and more than twenty not in one line")
    func bulk() {
        var talk = PlainTalk((1...25).map { Sample.incident($0, service: $0 == 6 ? "web" : "mailer") })
        talk.type("ack 1 2 3 4 5 6", "yes")
        #expect(
            talk.text == """
                > ack 1 2 3 4 5 6
                Acknowledge #1, #2, #3, #4, #5 and #6? They stop ringing, and you have them. Type 6, the count, for yes.
                > yes
                That was not the count: nothing was done.
                """)
        talk.type("ack 1 2 3 4 5 6", "6")
        #expect(talk.acts.map(\.incident.value) == [1, 2, 3, 4, 5, 6])
        talk.type("ack " + (1...25).map { "\($0)" }.joined(separator: " "))
        #expect(talk.said.last == "No more than 20 incidents in one line.")
    }

    @Test("Where all are of one service its name does it too")
    func bulkOfOneService() {
        var talk = PlainTalk((1...6).map { Sample.incident($0) })
        talk.type("ack 1 2 3 4 5 6", "checkout")
        #expect(talk.said[1].hasSuffix("Type 6, the count, or checkout-api, the service, for yes."))
        #expect(talk.said.last == "That was neither the count nor the service: nothing was done.")

        talk.type("ack 1 2 3 4 5 6", "checkout-api")
        #expect(talk.acts.count == 6)
    }

    @Test("merge says what will be, and needs both open")
    func merge() {
        var talk = PlainTalk(Sample.night)

        talk.type("merge 4127 4118", "yes")
        talk.answer("merged #4127 into #4118")
        talk.type("merge 4125 4127", "merge 4127 4127", "merge 4127")

        #expect(
            talk.text == """
                > merge 4127 4118
                Merge #4127 checkout-api into #4118 mailer? #4118 will be SEV1, and has the alerts of both. \
                #4127 counts as acknowledged by kim then. Type yes or no.
                > yes
                Merged #4127 into #4118.
                > merge 4125 4127
                #4125 is not open; only open incidents are merged.
                > merge 4127 4127
                #4127 cannot go into itself.
                > merge 4127
                Say which into which: merge 18 17.
                """)
        #expect(talk.acts == [Act(.merge(into: IncidentNumber(4118)), Self.number)])
    }

    @Test("What is missing is asked for, and an empty line leaves it")
    func arguments() {
        var talk = PlainTalk([Sample.checkout])

        talk.type("note 4127", "rolled back")
        talk.answer("noted on #4127")
        talk.type("note 4127", "", "severity 4127", "9", "snooze 4127", "soon")

        #expect(
            talk.text == """
                > note 4127
                What is the note on #4127? An empty line writes none.
                > rolled back
                Noted on #4127.
                > note 4127
                What is the note on #4127? An empty line writes none.
                >\(" ")
                Nothing was done.
                > severity 4127
                Which severity for #4127, 1 to 5? An empty line leaves it.
                > 9
                "9" is no severity; SEV1 to SEV5, or 1 to 5.
                > snooze 4127
                Snooze #4127 for how long? Such as 30m, 2h, 1d. An empty line leaves it.
                > soon
                "soon" is no span; such as 30m, 2h, 1h30m, 1d.
                """)
        #expect(talk.acts == [Act(.note("rolled back"), Self.number)])
    }

    @Test("A menu has numbers, a choice asks as the verb does, and a word is a word")
    func menu() {
        var talk = PlainTalk([Sample.ledger])

        talk.type("menu 4121")

        #expect(
            talk.text == """
                > menu 4121
                Menu for #4121 SEV2 ledger-db: replica lag 95s.
                1 show #4121
                2 acknowledge #4121
                3 take #4121
                4 snooze #4121
                5 write a note on #4121
                6 resolve #4121
                7 mitigate #4121
                8 set the severity of #4121
                9 give back #4121
                10 list what is open
                11 help
                12 quit
                Type a number, or 0 to leave the menu.
                """)
        talk.type("6")
        #expect(talk.said.last == "Resolve #4121 ledger-db? 2 of its alerts still fire. Type yes or no.")
        talk.type("no", "menu 4121", "0")
        #expect(talk.said.last == "The menu is left.")
        talk.type("menu 4121", "99")
        #expect(talk.said.last == "The menu goes to 12; it is left.")
        talk.type("menu 4121", "list")
        #expect(talk.said.last?.hasPrefix("#4121 SEV2") == true)
        #expect(talk.acts == [])
        talk.type("menu 4121", "3")
        #expect(talk.acts == [Act(.take, Sample.ledger.number)])
    }

    @Test("The reminder repeats what is asked, and nothing else")
    func reminder() {
        var talk = PlainTalk([Sample.checkout])
        #expect(talk.console.reminder == nil)
        talk.type("resolve 4127")
        talk.feed(.incident(Sample.search))
        #expect(
            talk.console.reminder
                == "Still asked: Resolve #4127 checkout-api? 18 of its alerts still fire. Type yes or no.")
    }
}
