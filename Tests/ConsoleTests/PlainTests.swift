import Console
import Incidents
import Testing

@Suite("Plain lines: what is said")
struct PlainTests {
    @Test("The greeting says where, who, how much, what is worst, and what to type")
    func greeting() {
        var talk = PlainTalk()

        talk.send(.snapshot(Sample.snapshot(Sample.night)))
        talk.send(.link(.live))

        #expect(
            talk.text == """
                Midwatch, plain lines. Router prod on web1, version 1.0. You are sam.
                4 need an acknowledge, 2 are acknowledged, 1 is snoozed, 1 is mitigated, 1 cleared unseen.
                #4127 SEV1 checkout-api: 5xx 12% (SLO 1%). Open 6 minutes, nobody has it. Rings again in 5 minutes.
                Next: ack 4127.
                Type help for the words, quit to leave.
                """)
        #expect(talk.intents == [])
    }

    @Test("A snapshot in pieces is one greeting, and what changed while it came is not lost")
    func pieces() {
        var talk = PlainTalk()
        var first = Sample.snapshot([Sample.checkout])
        first.missing = 2

        talk.send(.snapshot(first))
        #expect(talk.said.isEmpty)
        talk.send(.more([Sample.search], missing: 1))
        talk.feed(.incident(Sample.resolved(Sample.search)))
        talk.send(.more([Sample.mailer], missing: 0))
        #expect(talk.said[1] == "1 needs an acknowledge, 1 is acknowledged.")
    }

    @Test("The router's clock and who looks too are said")
    func clockAndPeople() {
        var talk = PlainTalk([Sample.checkout])
        talk.send(.clockSet(ClockSet(at: talk.now, by: .hours(3))))
        talk.send(.clockSet(ClockSet(at: talk.now, by: .hours(3))))
        #expect(talk.text == "Router's clock set by +3h at 03:12Z; deadlines keep what was left.")
        talk.send(.present([Sample.checkout.number: [Onlooker("kim", isWriting: true), Onlooker("sam")]]))
        talk.type("4127")
        talk.send(Sample.detail)
        #expect(talk.said.contains("Looking at it too: kim, who writes a note."))
    }

    @Test("Whether anybody is told is said whenever it changes")
    func paging() {
        var talk = PlainTalk([Sample.checkout])
        talk.send(.paging(.on))
        #expect(talk.said.isEmpty)
        talk.send(.paging(.shadow))
        talk.send(.paging(.shadow))
        #expect(talk.text == "SHADOW: incidents are kept as always, and nobody is told.")
        talk.send(.paging(.on))
        #expect(talk.text.hasSuffix("PAGING ON again: people are told."))
    }

    @Test("An empty list, a demo, somebody who may only read, and a degraded router are said")
    func otherGreetings() {
        var talk = PlainTalk()
        let reader = ConsoleSnapshot.Person(name: "lee", mayAct: false, why: "lee is not in people; add lee to them")

        talk.send(.snapshot(Sample.snapshot([], isDemo: true, you: reader, degraded: "the disk is full")))

        #expect(
            talk.text == """
                Midwatch, plain lines. Router prod on web1, version 1.0. You are lee.
                This is a DEMO: nothing here is real.
                You may only read here: lee is not in people; add lee to them.
                No incident is open.
                Nothing needs you.
                Type help for the words, quit to leave.
                ROUTER DEGRADED: the disk is full.
                """)
    }

    @Test("Each state has its sentence, in the order of urgency")
    func list() {
        var talk = PlainTalk(Sample.night)

        talk.type("list")

        #expect(
            talk.text == """
                > list
                #4127 SEV1 checkout-api: 5xx 12% (SLO 1%). Open 6 minutes, nobody has it. Rings again in 5 minutes.
                #4126 SEV2 backup: backup missing. Open 1 hour 10 minutes, nobody has it. Muted by kim until 04:00Z.
                #4129 SEV2 search: p99 4.1s (SLO 0.8s). Open 3 minutes, nobody has it. Rings again in 5 minutes.
                #4128 SEV3 rack-7: fan speed low. No news: its alerts ended without a word, and nobody has it.
                #4121 SEV2 ledger-db: replica lag 95s. You have it since 02:58Z. Rings again in 16 minutes if nothing is done.
                #4115 SEV3 batch-etl: job late 40m. Mitigated since 02:50Z. Rings again in 3 hours 38 minutes unless it clears. Assigned to lee.
                #4118 SEV3 mailer: queue 18k, rising. kim has it since 03:10Z. Rings again in 28 minutes if nothing is done.
                #4102 SEV4 cdn-edge: certificate expires in 6d. You have it, snoozed until 04:10Z.
                #4125 SEV3 web: disk 91% on web3. Cleared by itself at 02:55Z, and nobody ever had it.
                """)
    }

    @Test("A query lists some, and says how many it hides that need an acknowledge")
    func query() {
        var talk = PlainTalk(Sample.night)

        talk.type("list sev<=1", "list checkout", "list sev<=9", "list nothing-of-it")

        #expect(
            talk.text == """
                > list sev<=1
                #4127 SEV1 checkout-api: 5xx 12% (SLO 1%). Open 6 minutes, nobody has it. Rings again in 5 minutes.
                Not listed: 3 that need an acknowledge.
                > list checkout
                #4127 SEV1 checkout-api: 5xx 12% (SLO 1%). Open 6 minutes, nobody has it. Rings again in 5 minutes.
                Not listed: 3 that need an acknowledge.
                > list sev<=9
                9 is no severity; 1 to 5, or SEV1 to SEV5.
                > list nothing-of-it
                None of them.
                Not listed: 4 that need an acknowledge.
                """)
    }

    @Test("A long list is said twenty at a time to a person, and whole to a script")
    func more() {
        let many = (1...45).map { Sample.incident($0, .sev3, service: "web") }
        var talk = PlainTalk(many)

        talk.type("list")
        #expect(talk.said.count == 22)
        #expect(talk.said.last == "25 more; type more to hear them.")
        talk.type("more", "more", "more")
        #expect(talk.said.count == 22 + 22 + 6 + 2)
        #expect(talk.said.last == "That was all.")

        var script = PlainTalk(many, isScript: true)
        script.type("list")
        #expect(script.said.count == 46)
    }

    @Test("A new incident is one sentence and one bell, and its own first lines of history are not said again")
    func new() {
        var talk = PlainTalk([])
        var incident = Sample.incident(4127, .sev1, openedAt: Sample.now, firing: 18)
        incident.nextDeadline = Sample.now + .minutes(1)

        talk.feed(
            .incident(incident), .timeline(Sample.entry(0, Sample.now, .router, .opened, "opened: 5xx")),
            .timeline(Sample.entry(1, Sample.now, .router, .joined, "+17 new, 18 firing")),
            .page(
                Page(
                    id: PageID(incident: incident.number, ordinal: 0), at: Sample.now, severity: .sev1, reason: "new")))

        #expect(
            talk.text
                == "#4127 SEV1 checkout-api: 5xx 12% (SLO 1%). New, nobody has it. Rings again in 1 minute.")
        #expect(talk.intents == [.ring])
    }

    @Test("What others do, and what happens by itself, is one sentence each")
    func events() {
        var talk = PlainTalk(Sample.night)
        let number = Sample.checkout.number

        talk.feed(
            .incident(Sample.acknowledged(Sample.checkout, by: "kim")),
            .timeline(Sample.entry(5, Sample.now, .person("kim"), .acknowledged, "acknowledged")))
        talk.wait(.seconds(5))
        talk.feed(.timeline(Sample.entry(6, Sample.now, .person("kim"), .note, "rolling back to 811.")))
        talk.wait(.seconds(5))
        talk.feed(.timeline(Sample.entry(7, Sample.now, .router, .joined, "+2 new, 20 firing")))
        talk.wait(.seconds(5))
        talk.feed(.timeline(Sample.entry(8, Sample.now, .router, .triggered, "the snooze is over")))
        #expect(talk.intents == [])
        talk.feed(
            .page(
                Page(
                    id: PageID(incident: number, ordinal: 4), at: Sample.now, severity: .sev1,
                    reason: "not acknowledged")))

        #expect(
            talk.text == """
                #4127 checkout-api: kim acknowledged.
                #4127 checkout-api: kim notes: rolling back to 811.
                #4127 checkout-api: +2 new, 20 firing.
                #4127 checkout-api: triggered: the snooze is over.
                #4127 checkout-api rings again: not acknowledged.
                """)
        #expect(talk.intents == [.ring])
    }

    @Test("A storm is one sentence a second, however many batches it comes in")
    func storm() {
        var talk = PlainTalk([])

        for batch in 0..<100 {
            talk.feed((1...12).map { .incident(Sample.incident(batch * 12 + $0, $0 <= 3 ? .sev1 : .sev3)) })
            talk.wait(.milliseconds(20))
        }
        talk.wait(.seconds(1))

        #expect(
            talk.text == """
                12 new incidents, 3 SEV1, all with alertname=Sample service=checkout-api; list shows them.
                588 new incidents, 147 SEV1, all with alertname=Sample service=checkout-api; list shows them.
                600 new incidents, 150 SEV1, all with alertname=Sample service=checkout-api; list shows them.
                """)
        #expect(talk.intents == [.ring])
    }
}
