import Console
import Incidents
import TerminalUI
import Testing

@Suite("Notes: long ones, and drafts")
struct LongNoteTests {
    static let number = IncidentNumber(4127)

    @Test("C hands the note to the editor; what comes back is shown, and sent with Enter")
    func editor() {
        var sitting = Sitting(Sample.night)
        sitting.type("C")
        #expect(sitting.intents == [.terminal(.edit(""))])

        sitting.send(.edited("v812 is the first\r\nwith the new retry policy\n\n"))
        #expect(sitting.next == " note on #4127, 2 lines: v812 is the first / with the new retry policy")
        #expect(sitting.acts == [])
        sitting.press(.enter)

        let text = "v812 is the first\nwith the new retry policy"
        #expect(sitting.acts == [Act(.note(SafeText(text)), Self.number)])
        sitting.forget()
        sitting.type("C")
        #expect(sitting.intents == [], "the note is on its way")
    }

    @Test("A note that is left is kept, in a line and in the editor, and each incident has its own")
    func drafts() {
        var sitting = Sitting(Sample.night)
        sitting.type("cfirst")
        sitting.press(.escape)
        #expect(sitting.message.contains("the note on #4127 is kept as a draft; c goes on"))
        sitting.type("jcsecond")
        sitting.press(.escape)
        sitting.type("k")
        sitting.forget()

        sitting.type("C")
        #expect(sitting.intents == [.terminal(.edit("first"))])
        sitting.send(.edited(nil))
        #expect(sitting.message.contains("the draft is as it was"))
        sitting.type("jc")

        #expect(sitting.next == " note on #4126: second")
    }

    @Test("A draft survives a failed act, a refusal, a lost link and the screen; a receipt ends it")
    func survives() throws {
        var sitting = Sitting(Sample.night)
        sitting.type("cseen")
        sitting.press(.enter)
        sitting.send(.failed(try #require(sitting.request), "the disk is full"))
        #expect(sitting.message.contains("NOTE NOT KEPT: the disk is full; c has the draft"))
        sitting.press(.enter)
        #expect(sitting.rows[5].hasPrefix(" DRAFT not sent, c goes on"))
        sitting.press(.escape)
        sitting.send(.link(.lost(since: sitting.now, why: "gone")))
        sitting.wait(.seconds(40))
        sitting.send(.link(.live))
        sitting.send(.snapshot(Sample.snapshot(Sample.night)))
        sitting.wait(.seconds(3))
        sitting.type("c")
        #expect(sitting.next == " note on #4127: seen")
        sitting.press(.enter)
        sitting.send(.refused(try #require(sitting.request), Refusal(.wrongPhase, "not now")))
        #expect(sitting.message.contains("not now; c has the draft"))

        sitting.type("c")
        sitting.press(.enter)
        sitting.send(.receipt(try #require(sitting.request), Receipt(incident: Self.number, said: "noted on #4127")))
        sitting.type("c")
        #expect(sitting.next == " note on #4127:")
    }

    @Test("The receipt of one note does not take away the draft of another")
    func otherDraft() throws {
        var sitting = Sitting(Sample.night)
        sitting.type("cfirst")
        sitting.press(.enter)
        let request = try #require(sitting.request)
        sitting.type("jcsecond")
        sitting.press(.escape)

        sitting.send(.receipt(request, Receipt(incident: Self.number, said: "noted on #4127")))
        sitting.type("c")

        #expect(sitting.next == " note on #4126: second")
    }

    @Test("Leaving with a draft says so", arguments: ["q", ":q"])
    func leaving(keys: String) {
        var sitting = Sitting(Sample.night)
        sitting.type("cseen")
        sitting.press(.escape)
        sitting.type(keys)
        if keys == ":q" { sitting.press(.enter) }
        #expect(sitting.next == " leave? your note on #4127 is not sent")
        #expect(sitting.intents == [])

        sitting.type("y")
        #expect(sitting.intents == [.leave(status: 0)])
    }

    @Test("A note that is too long for the router is not sent, and not lost")
    func tooLong() {
        var sitting = Sitting(Sample.night)
        sitting.type("C")
        let text = String(repeating: "0123456789abcdef\n", count: 1200)
        sitting.send(.edited(text))
        #expect(sitting.message.contains("the note has 19 KiB, and 16 KiB is the most; C goes on with it"))
        sitting.forget()

        sitting.type("C")
        #expect(sitting.intents == [.terminal(.edit(String(text.dropLast())))])
    }

    @Test("A note as long as it may be is shown by its end, and typing goes on behind it")
    func longest() {
        var sitting = Sitting(Sample.night)
        sitting.type("C")
        let text = String(repeating: "0123456789abcde\n", count: 1000) + "the end"
        sitting.send(.edited(text))
        #expect(sitting.next.hasSuffix("/ 0123456789abcde / the end"))
        sitting.type("!")
        sitting.press(.backspace, .backspace)

        #expect(sitting.next.hasSuffix("/ the en"))
        sitting.press(.enter)
        #expect(sitting.acts == [Act(.note(SafeText(String(text.dropLast()))), Self.number)])
    }

    @Test("An emptied note is none, and its draft is gone")
    func empty() {
        var sitting = Sitting(Sample.night)
        sitting.type("cseen")
        sitting.press(.escape)
        sitting.type("C")
        sitting.send(.edited(" \n\n"))
        #expect(sitting.message.contains("an empty note is no note"))
        sitting.type("c")
        #expect(sitting.next == " note on #4127:")
    }

    @Test("Who may only read gets no editor, and is told why")
    func readOnly() {
        let you = ConsoleSnapshot.Person(name: "eve", mayAct: false, why: "eve may only read")
        var sitting = Sitting(Sample.night, you: you)
        sitting.type("C")
        #expect(sitting.intents == [])
        #expect(sitting.message.contains("eve may only read"))
    }

    @Test("Text that nobody asked the editor for is not taken")
    func unasked() {
        var sitting = Sitting(Sample.night)
        sitting.send(.edited("surprise"))
        #expect(!sitting.screen.contains("surprise"))
    }

    @Test("A note of several lines stands in one line of the timeline, and in all of its lines below")
    func shown() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        let note = SafeText("first\nsecond \u{202E}line" as String)
        sitting.feed(.timeline(Sample.entry(5, sitting.now, .person("kim"), .note, note)))

        #expect(sitting.cursorRow.hasPrefix(">03:12  kim       note: first / second \u{FFFD}line"))
        #expect(sitting.cursorRow.hasSuffix("hidden chars"))
        #expect(sitting.rows[18].hasPrefix(" HIDDEN CHARACTERS in it"))
        #expect(sitting.rows[19...20] == [" 2026-11-23 03:12Z kim, note:", " first"])

        sitting.type(":raw")
        sitting.press(.enter)
        #expect(sitting.cursorRow == #">03:12  kim       note: first\u{A}second \u{202E}line"#)
        #expect(sitting.rows[6].contains("RAW"))
        #expect(!sitting.screen.contains("HIDDEN"))
    }
}
