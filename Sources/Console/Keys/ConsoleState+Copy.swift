import Incidents
import TerminalUI

/// What is copied of an incident. A terminal never says whether it took a text: so it is shown as well.
enum CopyChoice: Unicode.Scalar, CaseIterable, Sendable {
    case id = "i"
    case link = "l"
    case summary = "s"
    case row = "r"

    var title: SafeText {
        switch self {
        case .id: "its number"
        case .link: "where its alerts come from, else its runbook"
        case .summary: "a summary, for a message"
        case .row: "its row"
        }
    }
}

/// Which address of an incident is meant.
enum LinkChoice: Sendable { case source, runbook }

extension ConsoleState {
    mutating func openCopyMenu() {
        guard let number = selectedNumber, target != nil else { return say("no incident is selected", isBad: true) }
        overlay = .copy(number)
    }

    mutating func pressInCopyMenu(_ key: Key, _ number: IncidentNumber) {
        overlay = nil
        guard case .character(let letter) = key, let choice = CopyChoice(rawValue: letter),
            let known = summary(of: number)
        else { return }
        switch choice {
        case .id:
            let numbers = incident == nil && !triage.marks.isEmpty ? triage.marks : [number]
            copy("id", SafeText(numbers.map { "\($0.value)" }.joined(separator: " ")))
        case .link: copyLink(.source, of: number)
        case .summary:
            let who = known.acknowledgedBy.map { "\($0) has it" } ?? "nobody has it"
            let since = "\(known.openedAt.rfc3339.prefix(10)) \(known.openedAt.clock)"
            let state = "\(known.severity.name) \(known.shown.rawValue)"
            let text =
                "\(known.number) \(state) \(known.service): \(known.title); since \(since)Z; \(who)"
            copy("summary", SafeText(text))
        case .row:
            let age = Words.age(since: known.openedAt, at: now)
            let who = known.acknowledgedBy ?? known.assignee ?? "nobody"
            let words = [
                "\(known.number.value)", known.severity.name, known.shown.rawValue, age, known.service.shown,
                known.title.shown, who.shown,
            ]
            copy("row", SafeText(words.filter { !$0.isEmpty }.joined(separator: " ")))
        }
    }

    mutating func copyLink(_ choice: LinkChoice) {
        guard let number = selectedNumber, target != nil else { return say("no incident is selected", isBad: true) }
        copyLink(choice, of: number)
    }

    /// Copies and shows an address that an alert of the incident names. It opens no browser.
    private mutating func copyLink(_ choice: LinkChoice, of number: IncidentNumber) {
        guard let detail, detail.number == number, detail.hasArrived else {
            if let reason = detail?.number == number ? detail?.missing : nil { return say(reason, isBad: true) }
            if detail?.number != number {
                detail = Detail(number: number, requestedAt: now)
                wanted.append(.fetchDetail(number))
            }
            return say(SafeText("the alerts of \(number) are asked for; press again"), isBad: false)
        }
        let runbook = detail.alerts.lazy.compactMap { $0.annotations.first { $0.name.shown == "runbook_url" }?.value }
            .first { !$0.isEmpty }
        let source = detail.alerts.lazy.map(\.generatorURL).first { !$0.isEmpty }
        switch choice {
        case .source:
            if let source { return copy("source of its alerts", source) }
            if let runbook { return copy("runbook; no alert says where it comes from", runbook) }
            say(SafeText("no alert of \(number) says where it comes from, and none names a runbook"), isBad: true)
        case .runbook:
            guard let runbook else { return say("no runbook: none of its alerts has a runbook_url", isBad: true) }
            copy("runbook", runbook)
        }
    }

    private mutating func copy(_ what: String, _ text: SafeText) {
        guard !text.hidesSomething else {
            let title = SafeText("not copied, because it hides characters: \(what)")
            overlay = .text(TextPanel(title: title, lines: [SafeText(text.escaped)]))
            return
        }
        wanted.append(.terminal(.copy(text)))
        let host = ConsoleState.host(of: text).map { ", on \($0)" } ?? ""
        overlay = .text(TextPanel(title: SafeText("copied, if this terminal can: \(what)\(host)"), lines: [text]))
    }

    /// The host of a web address, for somebody who decides whether to go there; nil for what is none.
    static func host(of address: SafeText) -> String? {
        let text = address.shown
        guard let start = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) })?.count else {
            return nil
        }
        let authority = text.dropFirst(start).prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != "\\" }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        return host.isEmpty ? nil : host
    }
}
