import Console
import Incidents
import TerminalUI
import Testing

@Suite("What is done to a silence is taken back within ten seconds")
struct SilenceUndoTests {
    /// The last order, and the request that it was sent under.
    private static func last(_ sitting: Sitting) throws -> (draft: SilenceDraft, request: RequestID) {
        guard case .setSilence(let draft, let request) = try #require(sitting.orders.last) else {
            throw Missing()
        }
        return (draft, request)
    }

    private struct Missing: Error {}

    private static func set() throws -> Sitting {
        var sitting = Sitting([Sample.ledger, Sample.mailer])
        sitting.send(.link(.live))
        sitting.type("U")
        sitting.answer(Sample.preview)
        sitting.type("y")
        sitting.send(
            .receipt(
                try last(sitting).request, Receipt(silence: Sample.id(3), said: "silence", updatedAt: Sample.at(3, 12)))
        )
        return sitting
    }

    @Test("One that was set is ended, and an undo is not undone")
    func setting() throws {
        var sitting = try Self.set()
        #expect(sitting.message.contains("#4121 is silenced until it resolves, u undoes (10s)"))
        sitting.type("u")
        guard case .unsetSilence(Sample.id(3), Sample.at(3, 12), let request) = try #require(sitting.orders.last) else {
            Issue.record("it was not ended")
            return
        }
        #expect(sitting.message.contains("undo of the silence of #4121 sent…"))
        sitting.send(.receipt(request, Receipt(silence: Sample.id(3), said: "over")))
        #expect(sitting.message.contains("undid the silence of #4121: it mutes no more"))
        sitting.type("u")
        #expect(sitting.orders.count == 2)
        #expect(sitting.message.contains("no act of yours in the last 10 s to undo"))
    }

    @Test("After ten seconds it says what is too late, and after another act that is what is undone")
    func late() throws {
        var sitting = try Self.set()
        sitting.wait(.seconds(11))
        sitting.send(.link(.live))
        sitting.type("u")
        #expect(sitting.message.contains("silence of #4121 is more than 10 s ago: too late to undo"))
        #expect(sitting.orders.count == 1)

        sitting = try Self.set()
        sitting.type("a")
        sitting.send(.receipt(try #require(sitting.request), Receipt(said: "acked #4121")))
        sitting.type("u")
        #expect(sitting.orders.count == 1)
        #expect(sitting.acts.last == Act(.undo, IncidentNumber(4121)))
    }

    @Test("One that was made longer has its former end back")
    func extending() throws {
        var sitting = Sitting.atLiveSilences()
        sitting.type("+")
        sitting.answer(Sample.preview)
        sitting.type("y")
        let id = Sample.reindexing.silence.id
        sitting.send(.receipt(try Self.last(sitting).request, Receipt(silence: id, said: "silence")))
        #expect(sitting.message.contains("is changed: until 06:12Z (2h59), u undoes (10s)"), "\(sitting.message)")
        sitting.type("u")
        var former = SilenceDraft(changing: Sample.reindexing.silence)
        former.readAsOf = nil
        let (draft, request) = try Self.last(sitting)
        #expect(draft == former)
        sitting.send(.receipt(request, Receipt(silence: id, said: "silence")))
        #expect(sitting.message.contains("undid the change of the silence service=search: until 05:12Z"))
    }

    @Test("Where the former end is past that is said, and nothing is promised")
    func formerEndIsPast() throws {
        var ending = Sample.reindexing
        ending.silence.endsAt = Sample.now + .seconds(8)
        var sitting = Sitting.atLiveSilences([ending])
        sitting.type("+")
        sitting.answer(Sample.preview)
        sitting.type("y")
        let request = try Self.last(sitting).request
        sitting.wait(.seconds(5))
        sitting.send(.receipt(request, Receipt(silence: ending.silence.id, said: "silence")))
        #expect(!sitting.message.contains("undoes"))
        sitting.type("u")
        #expect(sitting.orders.count == 1)
        #expect(sitting.message.contains("is not undone: its former end is past"), "\(sitting.message)")
    }

    @Test("One that was set again ends again")
    func settingAgain() throws {
        var ended = Sample.over
        ended.silence.ending = Silence.Ending(by: "lee", planned: Sample.at(9, 0))
        var sitting = Sitting.atLiveSilences([ended])
        sitting.type("H")
        sitting.send(.silences([ended]))
        sitting.wait(.seconds(1))
        sitting.type("c")
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        sitting.type("y")
        sitting.send(.receipt(try Self.last(sitting).request, Receipt(silence: Sample.id(3), said: "silence")))
        sitting.type("u")
        guard case .unsetSilence(Sample.id(3), _, _) = try #require(sitting.orders.last) else {
            Issue.record("it was not ended")
            return
        }
    }

    @Test("In plain lines too")
    func plain() {
        var talk = PlainTalk([Sample.ledger])
        talk.type("silence 4121 2h --yes")
        guard case .previewSilence(_, let asked) = talk.intents.last else {
            Issue.record("no preview was asked for")
            return
        }
        talk.send(.silencePreview(asked, Sample.preview))
        guard case .setSilence(_, let request) = talk.intents.last else {
            Issue.record("nothing was sent")
            return
        }
        talk.send(.receipt(request, Receipt(silence: Sample.id(3), said: "silence")))
        talk.type("undo")
        guard case .unsetSilence(Sample.id(3), _, let undo) = talk.intents.last else {
            Issue.record("it was not ended")
            return
        }
        talk.send(.receipt(undo, Receipt(silence: Sample.id(3), said: "over")))
        #expect(talk.said.last == "Undid the silence of #4121: it mutes no more.")
    }

    // MARK: A slip at the question

    @Test("A wrong word asks again, and a no goes back to the fields as they were typed")
    func slip() throws {
        var sitting = Sitting.atLiveSilences([])
        sitting.type("n")
        sitting.type("env=~\".*\"")
        sitting.press(.tab, .tab)
        sitting.type("a long story")
        var all = Sample.preview
        all.matchesEverything = true
        sitting.answer(all)
        sitting.press(.enter, .enter, .enter)
        sitting.answer(all)
        sitting.type("2")
        sitting.press(.enter)
        #expect(sitting.words.contains("\"2\" is not 3"), "\(sitting.words)")
        #expect(sitting.words.contains("nothing is done yet. silence env=~\".*\""))
        #expect(sitting.orders.isEmpty)
        sitting.press(.escape)
        #expect(sitting.words.contains("nothing was done; change it, or Esc leaves"), "\(sitting.words)")
        #expect(sitting.screen.contains("a long story"))
        sitting.press(.enter)
        sitting.answer(all)
        sitting.type("3")
        sitting.press(.enter)
        #expect(try Self.last(sitting).draft.comment == "a long story")
    }
}
