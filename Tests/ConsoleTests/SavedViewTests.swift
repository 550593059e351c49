import Console
import Incidents
import TerminalUI
import Testing

@Suite("A filter that has a name")
struct SavedViewTests {
    static func command(_ line: String, _ sitting: inout Sitting) {
        sitting.type(":" + line)
        sitting.press(.enter)
    }

    @Test("It is saved, handed out to be kept, and shown again by its name")
    func saves() {
        var sitting = FilterTests.filtered("sev<=2")
        sitting.forget()

        Self.command("save night", &sitting)
        #expect(sitting.intents == [.saveViews(["night": "sev<=2"])])
        sitting.press(.escape)
        #expect(sitting.rows[2].isEmpty)
        Self.command("night", &sitting)

        #expect(sitting.rows[2].hasPrefix(" filter: sev<=2 "))
        Self.command("forget night", &sitting)
        #expect(sitting.intents.last == .saveViews([:]))
        Self.command("night", &sitting)
        #expect(sitting.message.contains("no such command"))
    }

    @Test(
        "What cannot be saved says why",
        arguments: [
            ("save", "a name for the filter"), ("save 4127", "a name begins with a letter"),
            ("save quit", "quit means something else already"), ("save a_b", "a name begins with a letter"),
            ("forget day", "no view is called day"), ("forget", "the name of a saved view"),
        ])
    func refuses(line: String, why: String) {
        var sitting = FilterTests.filtered("sev<=2")
        sitting.forget()

        Self.command(line, &sitting)

        #expect(sitting.message.contains(why))
        #expect(sitting.intents == [])
    }

    @Test("Without a filter there is nothing to save")
    func nothing() {
        var sitting = Sitting(Sample.night)

        Self.command("save night", &sitting)

        #expect(sitting.message.contains("no filter is on"))
    }

    @Test("Those that were kept are listed, and one that cannot be read any more says so")
    func listed() {
        var sitting = Sitting(views: ["night": "sev<=2", "mine-or-new": "state:triggered", "old": "sev:9"])

        Self.command("views", &sitting)
        #expect(
            sitting.screen == """
                 SAVED VIEWS   :NAME shows one, any other key leaves
                 :mine-or-new  state:triggered
                 :night       sev<=2
                 :old         sev:9



















                 that is all of them
                """)
        sitting.press(.escape)
        Self.command("old", &sitting)

        #expect(sitting.message.contains("old is no filter any more"))
    }

    @Test("With none saved the list of views says how to save one")
    func none() {
        var sitting = Sitting(Sample.night)

        Self.command("views", &sitting)

        #expect(sitting.screen.contains("None is saved. / filters the list, then :save night"))
    }
}
