import Incidents

/// What a person should know about the texts of an incident before trusting them.
enum Caution {
    /// Nil when nothing is hidden and no name looks like an imitation.
    static func said(of incident: IncidentSummary) -> SafeText? {
        var sentences: [String] = []
        let texts: [(SafeText, String)] =
            [(incident.title, "the title"), (incident.service, "the service")]
            + incident.labels.map { ($0.value, "the label \($0.name)") }
        let hiding = texts.filter { $0.0.hidesSomething }.map(\.1)
        if let first = hiding.first {
            let others = hiding.count > 1 ? " and \(hiding.count - 1) more" : ""
            sentences.append("hidden characters in \(first)\(others), which -o json shows")
        }
        sentences += incident.namesInTwoScripts.map {
            "\($0) is written in two scripts and may imitate another name"
        }
        return sentences.isEmpty ? nil : SafeText(sentences.joined(separator: "; "))
    }
}
