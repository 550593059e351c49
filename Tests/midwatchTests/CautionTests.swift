import Incidents
import Testing

@testable import midwatch

@Suite("What a report warns of")
struct CautionTests {
    private func incident(_ change: (inout IncidentSummary) -> Void) -> IncidentSummary {
        var incident = Samples.several[0]
        change(&incident)
        return incident
    }

    @Test("Honest texts need no warning")
    func honest() { #expect(Caution.said(of: Samples.several[0]) == nil) }

    @Test("Hidden characters and imitated names are told, each once")
    func told() {
        #expect(
            Caution.said(of: incident { $0.title = Samples.outside("pay\u{202E}lap") })?.shown
                == "hidden characters in the title, which -o json shows")
        #expect(
            Caution.said(
                of: incident {
                    $0.service = Samples.outside("p\u{430}ypal")
                    $0.labels = [LabelText(name: "service", value: Samples.outside("a\u{200B}b"))]
                    $0.acknowledgedBy = Samples.outside("p\u{430}ypal")
                })?.shown
                == "hidden characters in the label service, which -o json shows; "
                + "p\u{430}ypal is written in two scripts and may imitate another name")
    }
}
