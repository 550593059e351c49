import Incidents
import Testing

@Suite("A clock that may be another day's")
struct DatedClockTests {
    private static let now = CivilTime(year: 2026, month: 11, day: 29, hour: 22, minute: 24)

    @Test(
        "says its date where that is not today's",
        arguments: [
            (CivilTime(year: 2026, month: 11, day: 29), "00:00"),
            (CivilTime(year: 2026, month: 11, day: 29, hour: 23, minute: 59), "23:59"),
            (CivilTime(year: 2026, month: 11, day: 30), "2026-11-30 00:00"),
            (CivilTime(year: 2026, month: 11, day: 28, hour: 23, minute: 59), "2026-11-28 23:59"),
            (CivilTime(year: 2025, month: 11, day: 29, hour: 22, minute: 24), "2025-11-29 22:24"),
            (CivilTime(year: 2026, month: 12, day: 29, hour: 22, minute: 24), "2026-12-29 22:24"),
        ])
    func dates(time: CivilTime, text: String) throws {
        let (moment, now) = (try #require(time.moment()), try #require(Self.now.moment()))

        #expect(moment.clock(asOf: now) == text)
    }
}
