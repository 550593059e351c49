import Incidents
import Testing

@testable import midwatch

@Suite("The list that is watched")
struct ListWatchTests {
    @Test("What mutes everything stands above it, until it does so no longer")
    func allMuted() throws {
        let watch = ListWatch(
            query: try ListQuery([]), form: .table, style: OutputStyle(width: 200, usesColours: false, isScreen: true))
        var state = ListWatch.State()
        state.allMuted = Mute(
            by: "kim", until: Samples.now + .hours(1), cause: .silence(SilenceID(high: 1, low: 1)))

        #expect(
            watch.screen(state, at: Samples.now)
                .hasPrefix("ALL MUTED by kim until 09:00Z: what fires opens nothing, and nobody is told\n"))
        state.allMuted = nil
        #expect(!watch.screen(state, at: Samples.now).contains("ALL MUTED"))
    }
}
