import Console
import Incidents
import TerminalUI
import Testing

@Suite("Places that were looked at")
struct PlaceTests {
    /// Triage, then #4127, then #4129, then Triage again.
    static func walked() -> Sitting {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter, .escape)
        sitting.type("jj")
        sitting.press(.enter, .escape)
        return sitting
    }

    @Test(
        "Keys go through them",
        arguments: [
            ("[", "> #4129"), ("[[[", "> #4127"), ("[[[[", "> Triage"), ("[[[]", "> Triage"), ("[[[]]", "> #4129"),
            ("`", "> #4129"), ("``", "> Triage"), ("0", "> #4129"), ("01", "> Triage"), ("[[0", "> #4129"),
        ])
    func go(keys: String, place: String) {
        var sitting = Self.walked()

        sitting.type(keys)

        #expect(sitting.rows[0].contains(place))
    }

    @Test(
        "Where there is nothing it says so",
        arguments: [
            ("[", "nothing is further back"), ("]", "nothing is further on"), ("0", "no incident was opened yet"),
            ("`", "you were nowhere else yet"),
        ])
    func nothing(key: String, said: String) {
        var sitting = Sitting(Sample.night)

        sitting.type(key)

        #expect(sitting.message.contains(said))
    }

    @Test("f stays on a line, or follows the newest again")
    func follow() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("f")
        sitting.feed(.timeline(Sample.entry(5, Sample.at(3, 12), .router, .note, "new line")))
        #expect(!sitting.cursorRow.contains("new line"))

        sitting.type("f")

        #expect(sitting.cursorRow.contains("new line"))
    }
}
