import Configuring
import Testing

@Suite struct PrometheusDurationTests {
    @Test(
        "durations are read as Prometheus reads them",
        arguments: [
            ("0", Duration.zero), ("0s", .zero), ("90s", .seconds(90)), ("1h30m", .seconds(5400)),
            ("4h", .seconds(14400)),
            ("1d12h", .seconds(129_600)), ("2w", .seconds(1_209_600)), ("1y", .seconds(31_536_000)),
            ("1y1w1d1h1m1s1ms", .milliseconds(32_230_861_001)), ("15ms", .milliseconds(15)),
            ("1m15ms", .milliseconds(60_015)),
            ("007m", .seconds(420)), ("292y", .seconds(292 * 31_536_000)),
        ])
    func reads(_ text: String, _ expected: Duration) {
        #expect(PrometheusDuration.parse(text) == expected)
    }

    @Test(
        "what is no duration is refused",
        arguments: [
            "", " ", "1", "s", "1.5h", "-1m", "+1m", "1m1h", "1h1h", "1ms1s", "1H", "1 h", "1h ", "1min", "1µs", "1ns",
            "m1", "٣m",
            "293y", "99999999999999999999s", "9223372036854775807ms", "1h" + String(repeating: "0", count: 64) + "m",
        ])
    func refuses(_ text: String) {
        #expect(PrometheusDuration.parse(text) == nil)
        #expect(!PrometheusDuration.isTooLong(text) || text.hasPrefix("9") || text == "293y")
    }

    @Test(
        "what is longer than Prometheus counts is said to be too long",
        arguments: [
            "293y", "99999999999999999999s", "9223372036854775807ms", "999999999h", "1d999999999h",
        ])
    func tooLong(_ text: String) {
        #expect(PrometheusDuration.isTooLong(text))
        #expect(!PrometheusDuration.isTooLong(text + "x"))
    }

    @Test(
        "durations are written as Prometheus writes them",
        arguments: [
            (Duration.zero, "0s"), (.seconds(90), "1m30s"), (.seconds(5400), "1h30m"), (.seconds(14_400), "4h"),
            (.seconds(86_400), "1d"), (.seconds(90_000), "25h"), (.seconds(1_209_600), "2w"),
            (.seconds(31_536_000), "1y"),
            (.milliseconds(1500), "1s500ms"), (.seconds(30), "30s"), (.seconds(-5), "0s"), (.seconds(129_600), "36h"),
        ])
    func writes(_ duration: Duration, _ expected: String) {
        #expect(PrometheusDuration.print(duration) == expected)
        #expect(PrometheusDuration.parse(expected) == max(duration, .zero))
    }
}
