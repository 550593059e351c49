import Console
import Incidents
import TerminalUI
import Testing

@Suite("Silencing the alerts of an incident")
struct SilencePromptTests {
    /// The cursor is on #4121, which sam has.
    private static func onLedger() -> Sitting {
        var sitting = Sitting([Sample.ledger, Sample.mailer])
        sitting.send(.link(.live))
        return sitting
    }

    @Test("On the smallest screen what is typed is seen")
    func narrow() {
        var sitting = Sitting(width: 40, height: 10, [Sample.ledger])
        sitting.send(.link(.live))
        sitting.type("S")
        #expect(sitting.next.contains("silence #4121 for: 2h"))
        sitting.press(.backspace, .backspace)
        sitting.type("until 23:15")
        #expect(sitting.next.contains("silence #4121 for: until 23:15"))
    }

    @Test("U asks what it mutes, and sets a silence that ends with the alerts")
    func untilResolved() throws {
        var sitting = Self.onLedger()
        sitting.type("U")
        let asked = try #require(sitting.asked)
        #expect(asked.draft.matchers == SilenceMatcher.ofGroup(Sample.ledger))
        #expect(asked.draft.endsWithAlerts)
        #expect(asked.draft.createdBy.isEmpty)
        #expect(sitting.next.contains("silence #4121: the router is asked what that would mute"))
        sitting.type("y")
        #expect(sitting.orders.isEmpty)

        sitting.send(.silencePreview(asked.request, Sample.preview))
        #expect(
            sitting.words.contains("silence #4121 until it resolves, 30d at most? it mutes 3 of 41 alerts that fire"))
        sitting.hit(.character("y"))
        #expect(sitting.orders.isEmpty)
        sitting.wait(.milliseconds(300))
        sitting.type("y")
        guard case .setSilence(let draft, let request) = sitting.orders.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(draft == asked.draft)
        #expect(sitting.message.contains("silence of #4121 sent…"))
        #expect(sitting.rows[1].contains("1 unanswered"))
        sitting.type("U")
        #expect(sitting.message.contains("the silence of #4121 is on its way"))
        sitting.send(.receipt(request, Receipt(silence: Sample.id(3), said: "silence …")))
        #expect(sitting.message.contains("#4121 is silenced until it resolves, u undoes (10s); 7 lists it"))
    }

    @Test("Where nothing fires there is nothing to wait for")
    func nothingFires() {
        var sitting = Self.onLedger()
        sitting.type("U")
        var none = Sample.preview
        (none.alerts, none.incidents, none.incidentCount) = (0, [], 0)
        sitting.answer(none)
        #expect(sitting.message.contains("#4121 not silenced: nothing that"))
        sitting.type("y")
        #expect(sitting.orders.isEmpty)
    }

    @Test(
        "S takes a span, or a time of day by the clock on the wall",
        arguments: [
            ("", Sample.at(5, 12)), ("45", Sample.at(3, 57)), ("for 1h30m", Sample.at(4, 42)),
            ("until 06:00", Sample.at(5, 0)), ("6:00", Sample.at(5, 0)), ("06:00Z", Sample.at(6, 0)),
            ("04:00", Sample.at(3, 0) + .hours(24)),
        ])
    func terms(text: String, end: Timestamp) throws {
        var sitting = Self.onLedger()
        sitting.state.localOffset = .hours(1)
        sitting.type("S")
        #expect(sitting.next.contains("silence #4121 for (30m, 2h, until 06:00): 2h"))
        #expect(sitting.asked != nil)
        for scalar in text.unicodeScalars { sitting.hit(.character(scalar)) }
        sitting.forget()
        sitting.hit(.enter)
        let draft = try #require(sitting.asked).draft
        // Keys take some time, which a span is counted from.
        #expect(draft.endsAt.milliseconds / 60_000 == end.milliseconds / 60_000)
        #expect(!draft.endsWithAlerts)
    }

    @Test("The preview stands above the line while the time is typed, and is asked for anew")
    func previewWhileTyping() {
        var sitting = Self.onLedger()
        sitting.type("S")
        #expect(sitting.words.contains("the router is asked what that would mute silence #4121 for"))
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("it mutes 3 of 41 alerts that fire now, in #4121 SEV2 silence #4121 for"))
        sitting.type("soon")
        sitting.press(.enter)
        #expect(sitting.message.contains("no time; such as 30m, 2h, 06:00, 06:00Z, until resolved"))
        sitting.press(.control("u"))
        sitting.forget()
        sitting.type("2h")
        sitting.press(.enter)
        #expect(sitting.asked != nil)
        #expect(sitting.orders.isEmpty)
        sitting.answer(Sample.preview)
        sitting.type("y")
        #expect(sitting.orders.count == 1)
    }

    @Test("y is yes, also where the question is loud; for many incidents, and for everything, the count is typed")
    func loud() {
        var sitting = Sitting(Sample.night)
        sitting.send(.link(.live))
        sitting.type("U")
        sitting.answer(Sample.loudPreview)
        #expect(sitting.words.contains("IT HIDES A SEV1 THAT NOBODY HAS ACKNOWLEDGED"))
        #expect(sitting.rows[23].contains("y yes   any other key no"))
        sitting.type("y")
        #expect(sitting.orders.count == 1)

        var (all, many) = (Sample.preview, Sample.preview)
        all.matchesEverything = true
        many.incidentCount = 6
        for (preview, words) in [(all, "IT MUTES EVERYTHING"), (many, "#4121 SEV2 and 5 more")] {
            sitting = Self.onLedger()
            sitting.type("U")
            sitting.answer(preview)
            #expect(sitting.words.contains(words), "\(sitting.words)")
            sitting.type("y")
            #expect(sitting.orders.isEmpty)
            sitting.press(.control("u"))
            sitting.type("3")
            sitting.press(.enter)
            #expect(sitting.orders.count == 1)
        }
    }

    @Test("An answer to a question that was left does nothing, and neither does one that never came")
    func left() {
        var sitting = Self.onLedger()
        sitting.type("U")
        sitting.press(.escape)
        #expect(sitting.message.contains("nothing was done"))
        sitting.answer(Sample.preview)
        #expect(!sitting.words.contains("30d at most"))

        sitting.type("U")
        if let request = sitting.asked?.request { sitting.send(.silencePreviewMissing(request, "no answer in time")) }
        #expect(sitting.message.contains("#4121 not silenced: no answer in time"))
        sitting.type("y")
        #expect(sitting.orders.isEmpty)
    }

    @Test("What has no answer is loud, and is given up after 30 s")
    func unanswered() {
        var sitting = Self.onLedger()
        sitting.type("U")
        sitting.answer(Sample.preview)
        sitting.type("y")
        sitting.wait(.seconds(3))
        #expect(sitting.message.contains("#4121 NOT SILENCED: router unreachable"))
        sitting.type("q")
        #expect(sitting.words.contains("leave? 1 act has no answer yet"))
        sitting.type("n")
        sitting.wait(.seconds(30))
        #expect(sitting.message.contains("silence of #4121 dropped after 30 s without an answer"))
        #expect(sitting.orders.count == 1)
    }

    @Test("The router's no is said in its words")
    func refused() {
        var sitting = Self.onLedger()
        sitting.type("U")
        sitting.answer(Sample.preview)
        sitting.type("y")
        guard case .setSilence(_, let request) = sitting.orders.first else {
            Issue.record("nothing was sent")
            return
        }
        sitting.send(.refused(request, Refusal(.silenceRefused, "10000 silences stand already")))
        #expect(sitting.message.contains("#4121 NOT SILENCED: 10000 silences stand already"))
    }

    @Test("The menu and the palette do the same for what they were opened for")
    func menus() {
        var sitting = Self.onLedger()
        sitting.type("xS")
        #expect(sitting.next.contains("silence #4121 for"))
        sitting.press(.escape)
        sitting.type("xU")
        #expect(sitting.next.contains("silence #4121: the router is asked"))
        sitting.press(.escape)
        sitting.type(";until it resolves")
        sitting.press(.enter)
        #expect(sitting.next.contains("silence #4121: the router is asked"))
    }

    @Test(
        "The command line takes an incident and a time",
        arguments: [
            (":silence", "silence #4121 for"), (":silence 4118", "silence #4118 for"),
            (":silence 2h", "silence #4121: the router"), (":silence 4118 for 2h", "silence #4118: the router"),
            (":silence #4118 until resolved", "silence #4118: the router"),
            (":silence 4118 until 06:00", "silence #4118: the router"),
            (":silence-until-resolved", "silence #4121: the router"),
        ])
    func line(text: String, shown: String) {
        var sitting = Self.onLedger()
        sitting.type(text)
        sitting.press(.enter)
        #expect(sitting.next.contains(shown), "\(sitting.next)")
    }

    @Test(
        "A line that cannot be meant is not taken",
        arguments: [
            (":silence 4118 soon", "is no time for a silence"), (":silence 4118 4121 2h", "is no time for a silence"),
            (":silence 4118 25:00", "is no time for a silence"), (":expire a b", "one silence at a time"),
        ])
    func noLine(text: String, why: String) {
        var sitting = Self.onLedger()
        sitting.type(text)
        sitting.press(.enter)
        #expect(sitting.message.contains(why), "\(sitting.message)")
        #expect(sitting.asked == nil)
    }

    @Test("A review is asked for behind the time, and must come before the end")
    func review() throws {
        var sitting = Self.onLedger()
        sitting.type(":silence 4121 2h review 30m")
        sitting.press(.enter)
        let draft = try #require(sitting.asked).draft
        #expect(draft.reviewAt == draft.startsAt + .minutes(30))
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("a reminder opens at 03:42Z"))
        sitting.press(.escape)
        sitting.forget()
        for (text, why) in [("1h review 2h", "its review would come after its end"), ("1h review", "no time; such as")]
        {
            sitting.type("S\(text)")
            sitting.press(.enter)
            #expect(sitting.words.contains(why))
            sitting.press(.escape)
        }
        #expect(sitting.orders.isEmpty)
    }

    @Test("Several marks, a group without labels and somebody who only reads get a reason")
    func obstacles() {
        var sitting = Self.onLedger()
        sitting.type(" j S")
        #expect(sitting.message.contains("a silence is set for one incident at a time; 2 are chosen"))

        var bare = Sample.ledger
        bare.labels = []
        sitting = Sitting([bare])
        sitting.type("U")
        #expect(sitting.message.contains("the group of #4121 has no labels to silence by"))

        sitting = Sitting([Sample.ledger], you: .init(name: "sam", mayAct: false, why: "no token"))
        sitting.type("S")
        #expect(sitting.message.contains("no token"))
    }
}

@Suite("What a silence would mute, in words")
struct SilenceReachTests {
    @Test(
        "One alert fires, several fire",
        arguments: [
            (0, 1, "mutes none of the 1 alert that fires now"), (0, 2, "mutes none of the 2 alerts that fire now"),
            (1, 1, "mutes 1 of 1 alert that fires now"), (1, 2, "mutes 1 of 2 alerts that fire now"),
        ])
    func reach(alerts: Int, firing: Int, words: String) {
        var sitting = Sitting(Sample.night)
        sitting.type("S")
        var preview = Sample.preview
        (preview.alerts, preview.firing, preview.incidents, preview.incidentCount) = (alerts, firing, [], 0)
        sitting.answer(preview)
        #expect(sitting.words.contains(words), "\(sitting.words)")
    }
}
