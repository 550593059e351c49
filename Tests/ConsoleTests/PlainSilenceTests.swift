import Console
import Incidents
import Testing

@Suite("Silences in plain lines")
struct PlainSilenceTests {
    private static func talk(isScript: Bool = false) -> PlainTalk {
        PlainTalk([Sample.checkout, Sample.ledger], isScript: isScript)
    }

    @Test("They are told one a line")
    func list() {
        var talk = Self.talk()
        talk.type("silences")
        #expect(talk.intents == [.fetchSilences(withOver: false)])
        talk.send(.silences(Sample.silences))
        #expect(
            Array(talk.said.dropFirst()) == [
                "60000000 by kim: service=search. For another 2 hours. It mutes 3 alerts, in #4129 SEV2. "
                    + "Its review is in 48 minutes. reindexing",
                "70000000 by sam: alertname=ReplicaLag instance=~\"db.*\". Until nothing that it mutes fires. "
                    + "It mutes 2 alerts, in #4121 SEV2. set from #4121",
                "80000000 by nobody: site=\"fra 1\". It begins at 2026-11-23 06:00Z.",
            ])
        talk.type("silences all")
        talk.send(.silences([]))
        #expect(talk.said.last == "No silences.")
        #expect(talk.intents.last == .fetchSilences(withOver: true))
    }

    @Test("One is set after its reach was said and a yes")
    func set() {
        var talk = Self.talk()
        talk.type("silence 4121 until resolved")
        guard case .previewSilence(let draft, let request) = talk.intents.last else {
            Issue.record("no preview was asked for")
            return
        }
        #expect(draft.endsWithAlerts && draft.matchers == SilenceMatcher.ofGroup(Sample.ledger))
        talk.send(.silencePreview(request, Sample.preview))
        #expect(
            talk.said.last
                == "Silence #4121 ledger-db until it resolves, 30d at most? It mutes 3 of 41 alerts that fire now, "
                + "in #4121 SEV2. Type yes or no.")
        #expect(talk.console.reminder?.shown.hasPrefix("Still asked: Silence #4121") == true)
        talk.type("yes")
        guard case .setSilence(draft, let sent) = talk.intents.last else {
            Issue.record("nothing was sent")
            return
        }
        talk.wait(.seconds(3))
        #expect(talk.said.last == "#4121 NOT SILENCED: no answer from the router yet.")
        talk.send(.receipt(sent, Receipt(silence: Sample.id(3), said: "silence")))
        #expect(
            talk.said.last
                == "#4121 is silenced until it resolves; expire 30000000 ends it. Within 10 seconds undo takes it back."
        )
    }

    @Test("No is no; for everything the count is typed, and a slip is asked about again")
    func asked() {
        var talk = Self.talk()
        talk.type("silence 4127 for 2h")
        guard case .previewSilence(_, let request) = talk.intents.last else {
            Issue.record("no preview was asked for")
            return
        }
        var all = Sample.loudPreview
        all.matchesEverything = true
        talk.send(.silencePreview(request, all))
        #expect(talk.text.contains("that nobody has acknowledged. Type 18, the count, or checkout-api"))
        talk.type("yes")
        #expect(talk.text.contains("That was not 18 or checkout-api: nothing is done yet"))
        #expect(talk.said.last?.contains("Type 18, the count, or checkout-api") == true)
        #expect(talk.intents.count == 1)
        talk.type("18")
        #expect(talk.intents.count == 2)

        talk = Self.talk()
        talk.type("silence 4127 for 2h")
        guard case .previewSilence(_, let other) = talk.intents.last else {
            Issue.record("no preview was asked for")
            return
        }
        talk.send(.silencePreview(other, Sample.loudPreview))
        #expect(talk.text.contains("It mutes a SEV1 that nobody has acknowledged. Type yes or no."))
        talk.type("no")
        #expect(talk.intents.count == 1)
    }

    @Test("--yes says it in advance, and a script waits for each answer")
    func script() {
        var talk = Self.talk(isScript: true)
        talk.type("silence 4127 2h --yes")
        #expect(talk.console.isBusy)
        guard case .previewSilence(_, let request) = talk.intents.last else {
            Issue.record("no preview was asked for")
            return
        }
        talk.send(.silencePreview(request, Sample.loudPreview))
        guard case .setSilence(_, let sent) = talk.intents.last else {
            Issue.record("nothing was sent")
            return
        }
        #expect(talk.console.isBusy)
        talk.send(.refused(sent, Refusal(.silenceRefused, "no more")))
        #expect(!talk.console.isBusy)
        #expect(talk.said.last == "#4127 NOT SILENCED: no more.")
        #expect(talk.console.status == 1)
    }

    @Test("One is ended by the beginning of its id")
    func expire() {
        var talk = Self.talk()
        talk.type("expire 6000")
        talk.send(.silences(Sample.silences))
        #expect(
            talk.said.last
                == "End the silence service=search of kim? 3 alerts, in #4129 SEV2 may ring, even if somebody has them. "
                + "Type yes or no.")
        talk.type("yes")
        guard case .expireSilence(Sample.reindexing.silence.id, let request) = talk.intents.last else {
            Issue.record("nothing was sent")
            return
        }
        talk.send(.receipt(request, Receipt(said: "over")))
        #expect(talk.said.last == "The silence service=search is over. Within 10 seconds undo sets it again.")
        talk.type("expire ffff")
        talk.send(.silences(Sample.silences))
        #expect(talk.said.last == "No silence that is listed begins with \"ffff\".")
        talk.type("expire 6000")
        talk.send(.silencesMissing("no answer in time"))
        #expect(talk.said.last == "No answer in time.")
    }

    @Test(
        "What cannot be meant is said with what can",
        arguments: [
            "silence", "silence 4127", "silence soon", "silence 4127 soon", "extend 6000", "extend 6000 soon", "expire",
            "silence 4127 1h review 2h", "silence 4127 1h review",
        ])
    func faults(line: String) {
        var talk = Self.talk(isScript: true)
        talk.type(line)
        #expect(talk.intents.isEmpty)
        #expect(talk.console.status == 2)
    }
}
