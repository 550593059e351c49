import Incidents

@testable import midwatch

/// Incidents for tables.
enum Samples {
    static let now = Timestamp(milliseconds: 1_800_000_000_000)

    /// Text that somebody sent; a literal would count as our own.
    static func outside(_ text: String) -> SafeText { SafeText(text) }

    static func incident(
        _ number: Int, _ severity: Severity, _ phase: PhaseName = .triggered, title: SafeText, service: SafeText = "",
        age: Duration
    ) -> IncidentSummary {
        IncidentSummary(
            number: IncidentNumber(number), phase: phase, severity: severity, title: title, service: service,
            openedAt: now - age, phaseSince: now - age)
    }

    static var several: [IncidentSummary] {
        var burning = incident(17, .sev1, title: "Checkout fails for customers", service: "checkout", age: .minutes(4))
        burning.counts = AlertCounts(firing: 3)
        burning.labels = [LabelText(name: "service", value: "checkout")]
        var held = incident(
            4127, .sev3, .acknowledged, title: "検索が遅い: search is slow for everybody in the second region",
            service: "search-suggestions", age: .hours(5))
        held.acknowledgedBy = "kim"
        held.acknowledgedAt = now - .hours(1)
        held.counts = AlertCounts(firing: 12)
        let evil = incident(
            9, .sev5, title: outside("\u{1B}[2Jgone\u{202E}txt"), service: outside("a\nb"), age: .hours(50))
        return [burning, held, evil]
    }
}
