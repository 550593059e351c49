import Foundation
import Incidents
import Routing
import Testing

private typealias Interval = Routing.TimeInterval

@Suite struct TimeIntervalTests {

    private static func moment(_ y: Int, _ mo: Int, _ d: Int, _ h: Int = 0, _ mi: Int = 0) -> Timestamp {
        CivilTime(year: y, month: mo, day: d, hour: h, minute: mi).moment() ?? Timestamp(milliseconds: 0)
    }

    @Test("times of the day begin with their first minute and end before their last")
    func times() throws {
        let interval = Interval(times: [try Interval.times(from: "09:00", to: "17:00"), 1320..<1440])

        #expect(!interval.contains(Self.moment(2026, 11, 24, 8, 59)))
        #expect(interval.contains(Self.moment(2026, 11, 24, 9, 0)))
        #expect(interval.contains(Self.moment(2026, 11, 24, 16, 59)))
        #expect(!interval.contains(Self.moment(2026, 11, 24, 17, 0)))
        #expect(interval.contains(Self.moment(2026, 11, 24, 23, 59)))
        #expect(!interval.contains(Self.moment(2026, 11, 25, 0, 0)))
    }

    @Test("weekdays, months and years are those of the calendar, also before 1970")
    func dates() throws {
        let tuesdays = Interval(weekdays: [try Interval.weekdays("Tuesday")])
        #expect(tuesdays.contains(Self.moment(2026, 11, 24)) && !tuesdays.contains(Self.moment(2026, 11, 25)))
        #expect(tuesdays.contains(Self.moment(1969, 12, 30)) && !tuesdays.contains(Self.moment(1969, 12, 31)))
        let winter = Interval(months: [try Interval.months("november:december"), try Interval.months("1")])
        #expect(winter.contains(Self.moment(2026, 11, 24)) && winter.contains(Self.moment(2026, 1, 1)))
        #expect(!winter.contains(Self.moment(2026, 2, 1)))
        let years = Interval(years: [try Interval.years("2025:2026")])
        #expect(years.contains(Self.moment(2026, 12, 31, 23, 59)) && !years.contains(Self.moment(2027, 1, 1)))
    }

    @Test("days of the month count from both ends, and do not leave the month")
    func days() throws {
        func holds(_ text: String, _ month: Int, _ day: Int, _ year: Int = 2026) throws -> Bool {
            Interval(daysOfMonth: [try Interval.daysOfMonth(text)]).contains(Self.moment(year, month, day, 12))
        }
        #expect(try holds("1:5", 2, 5) && !holds("1:5", 2, 6))
        #expect(try holds("-1", 2, 28) && !holds("-1", 2, 27) && !holds("-1", 2, 28, 2028) && holds("-1", 2, 29, 2028))
        #expect(try holds("-3:-1", 4, 28) && !holds("-3:-1", 4, 27))
        #expect(try holds("28:31", 2, 28) && !holds("29:31", 2, 28))
        #expect(try holds("-31:-1", 2, 1) && holds("1:-1", 2, 28) && !holds("2:-2", 2, 28))
        #expect(try !holds("31", 4, 30) && holds("31", 5, 31))
    }

    @Test("all fields must hold, and an empty one never does")
    func fields() {
        let always = Interval()
        let never = Interval(years: [])
        let both = Interval(weekdays: [2...2], months: [12...12])

        #expect(always.contains(Self.moment(2026, 11, 24)))
        #expect(!never.contains(Self.moment(2026, 11, 24)))
        #expect(!both.contains(Self.moment(2026, 11, 24)) && both.contains(Self.moment(2026, 12, 1)))
        #expect(NamedInterval(name: "n", intervals: [never, always]).contains(Self.moment(2026, 11, 24)))
        #expect(!NamedInterval(name: "n", intervals: []).contains(Self.moment(2026, 11, 24)))
    }

    @Test("a text that is none is refused", arguments: ["", "mon", "monday : friday", "friday:monday", "1", "a:b:c"])
    func refusesWeekdays(_ text: String) {
        #expect(throws: TimeIntervalFault.self) { try Interval.weekdays(text) }
    }

    @Test("a time that is none is refused", arguments: [("9:00", "17:00"), ("09:00", "09:00"), ("22:00", "06:00")])
    func refusesTimes(_ start: String, _ end: String) {
        #expect(throws: TimeIntervalFault.self) { try Interval.times(from: start, to: end) }
        #expect(throws: TimeIntervalFault.self) { try Interval.times(from: "00:00", to: "24:01") }
        #expect(throws: TimeIntervalFault.self) { try Interval.times(from: "00:00", to: "٢٣:٠٠") }
    }

    @Test("a day of a month that is none is refused", arguments: ["0", "32", "-32", "5:1", "-1:5", "1:-30", " 1"])
    func refusesDays(_ text: String) {
        #expect(throws: TimeIntervalFault.self) { try Interval.daysOfMonth(text) }
    }

    static let zones = [
        "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata", "Etc/UTC",
        "Europe/Dublin", "Pacific/Apia", "Africa/Casablanca", "America/Nuuk", "Antarctica/Troll",
    ]

    private func rules(_ name: String) throws -> ZoneRules {
        let file = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))
        return try #require(ZoneRules(name: name, database: Array(file)))
    }

    @Test("clocks are where another library says they are, then and later", arguments: Self.zones)
    func offsets(_ name: String) throws {
        let rules = try rules(name)
        let zone = try #require(TimeZone(identifier: name))
        // Every 61 hours from 1950 to 2090: each change of clocks is straddled, whatever its hour.
        for second in stride(from: -631_152_000, to: 3_786_912_000, by: 61 * 3600 + 7) {
            let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
            let offset = rules.offset(at: Timestamp(milliseconds: Int64(second) * 1000))
            #expect(offset == .seconds(expected), "\(name) at \(second)")
            if offset != .seconds(expected) { return }
        }
    }

    @Test("an interval is within the clocks of its place, in summer and in winter")
    func zonesOfIntervals() throws {
        let office = Interval(times: [540..<1020], weekdays: [1...5], zone: try rules("Europe/Berlin"))

        #expect(office.contains(Self.moment(2026, 7, 1, 7, 0)) && !office.contains(Self.moment(2026, 7, 1, 6, 59)))
        #expect(office.contains(Self.moment(2026, 1, 1, 8, 0)) && !office.contains(Self.moment(2026, 1, 1, 7, 59)))
        // Sunday in UTC, Monday in Kolkata.
        let monday = Interval(weekdays: [1...1], zone: try rules("Asia/Kolkata"))
        #expect(monday.contains(Self.moment(2026, 11, 22, 18, 30)))
        #expect(!monday.contains(Self.moment(2026, 11, 22, 18, 29)))
    }

    @Test("a file that is cut off or changed is refused or read, and never traps")
    func hostileFiles() throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")))
        for length in stride(from: 0, to: bytes.count, by: 37) {
            _ = ZoneRules(name: "x", database: Array(bytes.prefix(length)))
        }
        for index in 0..<min(bytes.count, 400) {
            var changed = bytes
            changed[index] ^= 0xFF
            _ = ZoneRules(name: "x", database: changed)?.offset(at: Self.moment(2040, 1, 1))
        }
        #expect(ZoneRules(name: "x", database: []) == nil)
        #expect(ZoneRules(name: "x", database: Array("TZif".utf8)) == nil)
    }

    @Test("a route is quiet within its mute times and outside its active times, and mute does not change the way")
    func quiet() throws {
        let office = NamedInterval(name: "office", intervals: [Interval(times: [540..<1020])])
        let lunch = NamedInterval(name: "lunch", intervals: [Interval(times: [720..<780])])
        let child = RouteBranch(muteTimes: ["lunch"], activeTimes: ["office"])
        let tree = RoutingTree(RouteBranch(receiver: "r", branches: [child]), intervals: [office, lunch])

        #expect(tree.quiet(1, at: Self.moment(2026, 11, 24, 10)) == nil)
        #expect(tree.quiet(1, at: Self.moment(2026, 11, 24, 12)) == .muted(by: "lunch"))
        #expect(tree.quiet(1, at: Self.moment(2026, 11, 24, 20)) == .inactive(outside: ["office"]))
        #expect(tree.quiet(0, at: Self.moment(2026, 11, 24, 20)) == nil)
        #expect(tree.routes(for: .empty) == [1])
    }
}
