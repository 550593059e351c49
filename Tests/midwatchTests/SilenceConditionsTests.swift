import ArgumentParser
import Incidents
import Testing

@testable import midwatch

@Suite("What silences are about, and how long they may last")
struct SilenceConditionsTests {
    @Test(
        "conditions that name no value are refused before anybody is asked",
        arguments: [["add", "a="], ["add", "a=", "b=~\"\""], ["change", "6f0a2c1e", "a="]])
    func noValue(arguments: [String]) throws {
        let error = #expect(throws: (any Error).self) { _ = try Midwatch.parseAsRoot(["silence"] + arguments) }
        let ending = CommandRun.ending(of: try #require(error), Midwatch.self)
        #expect(ending.code == 2 && ending.text.contains("write one that names a value, NAME=VALUE"), "\(ending)")
    }

    @Test("beside the labels of an incident they may, and a silence of more than a year is refused")
    func bounds() throws {
        _ = try Midwatch.parseAsRoot(["silence", "add", "a=", "--incident", "17"])
        let now = Timestamp(milliseconds: 1_790_000_000_000)
        let year = SilenceDraft(
            matchers: [], startsAt: now, endsAt: now + .hours(365 * 24), createdBy: "", comment: "")
        try SilenceConditions.validate(termOf: year, at: now)
        var longer = year
        longer.endsAt = longer.endsAt + .seconds(1)
        let failure = #expect(throws: CommandFailure.self) { try SilenceConditions.validate(termOf: longer, at: now) }
        #expect(failure?.line.contains("a year (365d) is the most; name an earlier end") == true)
    }
}
