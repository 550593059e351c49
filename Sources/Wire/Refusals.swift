/// Why alerts of one batch are refused, joined as Alertmanager joins reasons.
///
/// Bounded, because a batch may be all wrong.
package struct Refusals: Hashable, Sendable {
    /// How many bytes of reasons are told before the rest is only counted.
    package static let lengthMax = 64 << 10

    /// How many alerts were refused.
    package private(set) var count = 0
    private var shown = 0
    private var text = ""

    package init() {}

    /// Adds the reason of one alert: from the body, or from the watch, that knows what time it is.
    package mutating func add(_ reason: String) {
        count += 1
        guard text.utf8.count < Refusals.lengthMax else { return }
        text += text.isEmpty ? reason : "; " + reason
        shown += 1
    }

    /// The answer that names them all; nil when nothing was refused.
    package var fault: AlertsFault? {
        if count == 0 { return nil }
        return .refused(shown < count ? text + "; and \(count - shown) more" : text)
    }
}
