import Incidents
import Wire

/// One line of `doctor`: what was looked at, what was seen, and what to do about it.
struct Finding: Hashable, Sendable {
    var name: SafeText
    var verdict: Verdict
    var said: SafeText
    /// What to do; nil when all is well.
    var remedy: SafeText?

    enum Verdict: String, Hashable, Sendable {
        case ok
        case warn
        case fail = "FAIL"
    }

    static func ok(_ name: SafeText, _ said: String) -> Finding {
        Finding(name: name, verdict: .ok, said: SafeText(said))
    }

    static func warn(_ name: SafeText, _ said: String, remedy: String) -> Finding {
        Finding(name: name, verdict: .warn, said: SafeText(said), remedy: SafeText(remedy))
    }

    static func fail(_ name: SafeText, _ said: String, remedy: String) -> Finding {
        Finding(name: name, verdict: .fail, said: SafeText(said), remedy: SafeText(remedy))
    }

    /// All findings, as lines for a person.
    static func text(_ findings: [Finding], _ style: OutputStyle) -> String {
        var text = ""
        for finding in findings {
            let word = finding.verdict.rawValue + String(repeating: " ", count: 4 - finding.verdict.rawValue.count)
            let colour: OutputColour =
                switch finding.verdict {
                case .ok: .green
                case .warn: .yellow
                case .fail: .red
                }
            let name = finding.name.shown + String(repeating: " ", count: max(1, 15 - finding.name.columns))
            text += "\(style.usesColours ? colour.around(word) : word)  \(name)"
            text += finding.said.wrapped(to: style.width, indent: 21) + "\n"
            if let remedy = finding.remedy {
                text += String(repeating: " ", count: 21)
                text += SafeText("→ \(remedy.original)").wrapped(to: style.width, indent: 23) + "\n"
            }
        }
        return text
    }

    static func json(_ findings: [Finding]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for finding in findings {
            writer.beginObject()
            writer.name("name")
            writer.string(finding.name)
            writer.name("verdict")
            writer.string(finding.verdict.rawValue)
            writer.name("said")
            writer.string(finding.said)
            writer.name("remedy")
            if let remedy = finding.remedy { writer.string(remedy) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }
}
