import Incidents

/// Names for acts: unlike any other, so that an act that is sent again has one effect.
enum Requests {
    /// What the requests of one console start with.
    static func session() -> String { "console-" + String(UInt64.random(in: .min ... .max), radix: 36) }

    /// A request of 128 random bits.
    static func fresh() -> RequestID? {
        RequestID(
            "cli-" + String(UInt64.random(in: .min ... .max), radix: 36)
                + String(UInt64.random(in: .min ... .max), radix: 36))
    }
}
