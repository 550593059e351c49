import Console
import Incidents
import Testing

/// Links, and incidents in full.
extension PlainTests {
    @Test("A lost link, silence and their ends are each said once")
    func link() {
        var talk = PlainTalk([Sample.ledger])

        talk.send(.link(.lost(since: talk.now, why: "connection refused")))
        talk.send(.link(.lost(since: talk.now, why: "connection refused")))
        talk.wait(.minutes(1))
        talk.type("ack 4121")
        talk.send(.snapshot(Sample.snapshot([Sample.ledger, Sample.search], seq: 120)))
        talk.send(.link(.live))
        talk.send(.link(.live))
        talk.wait(.seconds(19))
        talk.wait(.seconds(1))
        talk.wait(.seconds(30))
        talk.send(.link(.live))

        #expect(
            talk.text == """
                Link to the router lost at 03:12Z: connection refused.
                What you know may be out of date, and nothing can be sent. It is tried again by itself.
                > ack 4121
                Not sent: router unreachable since 03:12Z.
                #4129 SEV2 search: p99 4.1s (SLO 0.8s). New, nobody has it. Rings again in 4 minutes.
                Back again at 03:13Z.
                1 needs an acknowledge, 1 is acknowledged.
                #4129 SEV2 search: p99 4.1s (SLO 0.8s). Open 4 minutes, nobody has it. Rings again in 4 minutes.
                Next: ack 4129.
                STALE: no word from the router for 20 seconds. What you know may be out of date.
                The router is heard again.
                """)
    }

    @Test("Degraded is said once, and once that it is over")
    func degraded() {
        var talk = PlainTalk([])

        talk.send(.degraded("the disk is full"))
        talk.send(.degraded("the disk is full"))
        talk.send(.degraded(nil))
        talk.send(.degraded(nil))

        #expect(
            talk.text == """
                ROUTER DEGRADED: the disk is full.
                The router does its whole job again.
                """)
    }

    @Test("With no router it says what to do, and a script ends with 3")
    func noRouter() {
        var talk = PlainTalk()
        talk.send(.link(.lost(since: talk.now, why: "nothing listens at unix:/run/none.sock")))
        #expect(
            talk.text == """
                No router: nothing listens at unix:/run/none.sock.
                midwatch serve starts one, and midwatch demo plays a story with none at hand.
                It is tried again by itself. Type quit to leave.
                """)
        #expect(talk.intents == [])

        var script = PlainTalk(isScript: true)
        #expect(script.console.isBusy)
        script.send(.link(.lost(since: script.now, why: "nothing listens")))
        #expect(script.intents == [.leave(status: 3)])
    }

    @Test("show says one incident with its alerts and history")
    func show() {
        var talk = PlainTalk(Sample.night)

        talk.type("show 4127")
        #expect(talk.intents == [.fetchDetail(Sample.checkout.number)])
        talk.send(Sample.detail)

        #expect(
            talk.text == """
                > show 4127
                #4127 SEV1 checkout-api: 5xx 12% (SLO 1%). Open 6 minutes, nobody has it. Rings again in 5 minutes.
                What: 5xx 12% (SLO 1%). 18 of 18 alerts firing.
                Since 03:06Z, 6 minutes ago.
                Changed: no change source connected.
                Do: runbook https://runbooks.example/checkout-5xx.
                Alert 1 of 3 fires, since 03:07Z: alertname HighErrorRate, instance web2:9100, path /pay.
                Alert 2 of 3 fires, since 03:06Z: alertname HighErrorRate, instance web1:9100, path /pay.
                Alert 3 of 3 is resolved, since 03:08Z: alertname HighErrorRate, instance web3:9100, path /pay.
                History, the last 5 of 5:
                03:06Z router, opened: opened: 5xx 12% (SLO 1%)
                03:06Z router, paged: rang: SEV1 opened
                03:07Z router, joined: +17 new, 18 firing
                03:08Z kim, note: v812 went out at 02:59Z, and it is the first with the new retry policy
                03:11Z router, paged: rang again: nobody has it
                Type menu 4127 for what can be done.
                """)
    }

    @Test("Hostile text leaves its line nowhere")
    func hostile() {
        var talk = PlainTalk(Sample.hostile)

        talk.type("list")
        for number in Sample.hostile.map(\.number.value) { talk.type("ack \(number)", "resolve \(number)", "no") }
        talk.type("note 17 \u{1B}[2J\u{202E}", "fly \u{1B}]0;x\u{7}", "list \u{9B}2J:")

        let typed = talk.said.filter { !$0.hasPrefix("> ") }
        #expect(!typed.isEmpty)
        for line in typed {
            #expect(
                line.unicodeScalars.allSatisfy { !SafeText.mustHide($0) && $0.properties.generalCategory != .control })
        }
    }
}
