import Console
import Incidents
import TerminalUI
import Testing

@Suite("An opened incident stays up to date")
struct DetailTests {
    static let number = IncidentNumber(4127)

    static func opened() -> Sitting {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.forget()
        return sitting
    }

    @Test("A new line of its history appears, and the cursor follows while it is on the newest")
    func follows() {
        var sitting = Self.opened()

        sitting.feed(.timeline(Sample.entry(5, sitting.now, .person("kim"), .acknowledged, "acknowledged")))

        #expect(sitting.rows[6].contains("[Timeline 6]"))
        #expect(sitting.cursorRow.hasPrefix(">03:12  kim       acknowledged"))
        #expect(sitting.cursorRow.hasSuffix(" new"))
    }

    @Test("The cursor stays on the line that it was moved to")
    func stays() {
        var sitting = Self.opened()
        sitting.type("k")

        sitting.feed(.timeline(Sample.entry(5, sitting.now, .person("kim"), .acknowledged, "acknowledged")))

        #expect(sitting.cursorRow.contains("v812"))
    }

    @Test("A line that is there already is not there twice, and one that is missing is fetched")
    func ordinals() {
        var sitting = Self.opened()
        sitting.feed(.timeline(Sample.timeline[4]))
        #expect(sitting.rows[6].contains("[Timeline 5]"))

        sitting.feed(.timeline(Sample.entry(9, sitting.now, .router, .paged, "rang")))
        sitting.wait(.seconds(1))

        #expect(sitting.rows[6].contains("[Timeline 5]"))
        #expect(sitting.fetched == [Self.number])
    }

    @Test("An answer that is older than the feed takes no line away")
    func race() {
        var sitting = Self.opened()
        sitting.feed(.timeline(Sample.entry(5, sitting.now, .person("kim"), .note, "seen")))

        sitting.send(Sample.detail)

        #expect(sitting.rows[6].contains("[Timeline 6]"))
    }

    @Test("Its alerts are fetched again when it changed, at most once a second")
    func alerts() {
        var sitting = Self.opened()
        for firing in 19...25 {
            var changed = Sample.checkout
            changed.counts = AlertCounts(firing: firing)
            sitting.feed(.incident(changed))
            sitting.wait(.milliseconds(100))
        }
        #expect(sitting.fetched.count <= 1)
        sitting.wait(.seconds(1))
        sitting.wait(.seconds(1))

        #expect(sitting.fetched.count <= 2)
        #expect(sitting.rows[2].contains("25 of 25 alerts firing"))
    }

    @Test("A question without an answer is asked again after five seconds")
    func retry() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)

        sitting.wait(.seconds(5))

        #expect(sitting.fetched == [Self.number, Self.number])
    }

    @Test("A history that could not be told is asked for again, and why is said meanwhile")
    func missing() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(.detailMissing(Self.number, "connection refused"))
        #expect(sitting.rows[7] == "   connection refused")

        sitting.wait(.seconds(5))
        #expect(sitting.fetched.count == 2)
        sitting.send(Sample.detail)

        #expect(sitting.rows[6].contains("[Timeline 5]"))
    }

    @Test("A wide screen fetches the history of the row where the cursor rests, once")
    func preview() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.wait(.seconds(1))
        sitting.hit(.character("j"))
        sitting.wait(.milliseconds(30))
        sitting.hit(.character("j"))
        sitting.wait(.milliseconds(119))
        #expect(sitting.fetched == [])

        sitting.wait(.milliseconds(1))

        #expect(sitting.fetched == [IncidentNumber(4129)])
    }

    @Test("The status of an opened incident changes with it, also when it is resolved")
    func status() {
        var sitting = Self.opened()
        #expect(sitting.rows[1].contains("TRIG since 03:06Z"))
        sitting.feed(.incident(Sample.acknowledged(Sample.checkout, by: "kim")))
        #expect(sitting.rows[1].contains("ACK by kim since 03:10Z"))

        sitting.feed(.incident(Sample.resolved(Sample.checkout)))
        sitting.wait(.seconds(10))

        #expect(sitting.rows[1].contains("RSLV since 03:11Z"))
    }

    @Test("The verbs work in an opened incident as they do in the list")
    func verbs() {
        var sitting = Self.opened()

        sitting.type("at")

        #expect(sitting.acts == [Act(.acknowledge, Self.number), Act(.take, Self.number)])
    }
}
