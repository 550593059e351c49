import Foundation
import Incidents
import Testing

@testable import midwatch

@Suite("A time as people type it")
struct MomentTextTests {
    /// 2027-01-15T08:00:00Z.
    private let now = Samples.now

    @Test(
        "is the next one of that name on the clock, or a moment",
        arguments: [
            ("09:30", "2027-01-15T08:30:00.000Z"), ("08:59", "2027-01-16T07:59:00.000Z"),
            ("9:00", "2027-01-16T08:00:00.000Z"), ("2027-01-15T10:00:00Z", "2027-01-15T10:00:00.000Z"),
            ("2027-01-15 10:00:00+02:00", "2027-01-15T08:00:00.000Z"), ("09:00:05", "2027-01-15T08:00:05.000Z"),
        ])
    func reads(text: String, moment: String) throws {
        let zone = try #require(TimeZone(secondsFromGMT: 3600))

        #expect(try MomentText.parse(text, now: now, zone: zone).rfc3339 == moment)
    }

    @Test(
        "is the last one of that name where it is about the past",
        arguments: [
            ("09:00", "2027-01-15T08:00:00.000Z"), ("08:59:59", "2027-01-15T07:59:59.000Z"),
            ("9:01", "2027-01-14T08:01:00.000Z"), ("2027-01-15T08:00:00Z", "2027-01-15T08:00:00.000Z"),
        ])
    func looksBack(text: String, moment: String) throws {
        let zone = try #require(TimeZone(secondsFromGMT: 3600))

        #expect(try MomentText.past(text, now: now, zone: zone).rfc3339 == moment)
    }

    @Test("is refused where it is about the past and still to come")
    func refusesWhatIsToCome() {
        let failure = #expect(throws: CommandFailure.self) {
            try MomentText.past("2027-01-16T06:00:00Z", now: now)
        }

        #expect(failure?.sentence == "2027-01-16 06:00:00Z is still to come")
        #expect(failure?.exit == .usage)
    }

    @Test(
        "is refused when it is none",
        arguments: [
            "", "soon", "25:00", "9:5", "09:60", "10", "٠٩:٣٠", ":", "-1:00", "09:00:60", "09:00:1", "09:00:00:00",
            "::",
        ])
    func refuses(text: String) throws {
        let zone = try #require(TimeZone(secondsFromGMT: 0))

        #expect(throws: CommandFailure.self) { try MomentText.parse(text, now: now, zone: zone) }
    }
}
