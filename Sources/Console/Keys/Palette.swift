import Incidents
import TerminalUI

/// Anything, by a few of its letters: actions, places, services, incidents.
struct Palette: Hashable, Sendable {
    var line = LineEditor()
    /// The row under the cursor.
    var index = 0
    /// The incidents that an action is for, bound when the palette was opened.
    var numbers: [IncidentNumber]
    /// What fits, the best first; at most ``Limits/foundMax``.
    var found: [Entry] = []

    /// One thing that can be chosen.
    struct Entry: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            /// An action of the table of keys, by its name.
            case action(String)
            case incident(IncidentNumber)
            /// The incidents of a service.
            case service(SafeText)
            /// A view that is kept.
            case view(String)
        }

        var kind: Kind
        /// The key that does the same; empty for none.
        var key: SafeText = .empty
        var tier = Binding.Tier.reads
        var title: SafeText
        /// Why it does nothing now.
        var off: SafeText?
    }
}

extension ConsoleState {
    mutating func openPalette() {
        var palette = Palette(numbers: targets)
        palette.found = found("")
        overlay = .palette(palette)
    }

    mutating func pressInPalette(_ key: Key, _ before: Palette) {
        var palette = before
        switch key {
        case .up, .control("p"), .backTab: palette.index = max(0, palette.index - 1)
        case .down, .control("n"), .tab: palette.index = min(max(0, palette.found.count - 1), palette.index + 1)
        default:
            switch palette.line.take(key) {
            case .edited:
                palette.found = found(palette.line.text)
                palette.index = 0
            case .unknown: break
            case .left:
                overlay = nil
                return
            case .finished:
                overlay = nil
                if palette.found.indices.contains(palette.index) { choose(palette.found[palette.index], palette) }
                return
            }
        }
        overlay = .palette(palette)
    }

    private mutating func choose(_ entry: Palette.Entry, _ palette: Palette) {
        switch entry.kind {
        case .incident(let number): open(number)
        case .service(let name): run(.filter("svc:\(name)"))
        case .view(let name): run(.show(name))
        case .action(let name):
            guard let binding = keys[name] else { return }
            // An action is for the incidents that were there when the palette was opened, whatever moved since.
            if let deed = binding.deed, deed != .undo, deed != .merge, palette.numbers != targets {
                attempt(deed, on: palette.numbers)
            } else if case .silence(let command) = binding.command {
                run(command, on: palette.numbers)
            } else {
                run(binding.command)
            }
        }
    }

    /// What fits a query, the best first. Looks at the first rows of the list and at the number that the query is, so
    /// that a long list is no slower than a short one.
    func found(_ text: String) -> [Palette.Entry] {
        let query = FuzzyMatch.query(text)
        var scored: [(entry: Palette.Entry, score: Int)] = []
        for binding in keys.bindings(on: screen) where binding.command != .palette {
            guard let score = [binding.name, binding.title.shown].compactMap({ FuzzyMatch.score(query, in: $0) }).max()
            else { continue }
            let entry = Palette.Entry(
                kind: .action(binding.name), key: keys.label(of: binding), tier: binding.tier, title: binding.title,
                off: reasonOff(binding))
            scored.append((entry, score + (entry.off == nil ? 4 : 0)))
        }
        for name in viewNames {
            guard let score = FuzzyMatch.score(query, in: name) else { continue }
            scored.append((Palette.Entry(kind: .view(name), title: SafeText("view \(name)")), score + 4))
        }
        if !query.isEmpty { scored += incidentsAndServices(query, text) }
        // Of equal scores the first found is the first shown: sorting must not turn them around.
        let order = scored.indices.sorted { (-scored[$0].score, $0) < (-scored[$1].score, $1) }
        return order.prefix(Limits.foundMax).map { scored[$0].entry }
    }

    private func incidentsAndServices(_ query: [UInt8], _ text: String) -> [(entry: Palette.Entry, score: Int)] {
        var scored: [(entry: Palette.Entry, score: Int)] = []
        var services: Set<SafeText> = []
        let digits = text.hasPrefix("#") ? String(text.dropFirst()) : text
        let exact = Int(digits).map { IncidentNumber($0) }
        if let exact, let incident = roll[exact] { scored.append((entry(incident), 1000)) }
        for incident in searched where incident.number != exact {
            if let score = FuzzyMatch.score(query, in: "\(incident.number) \(incident.service) \(incident.title)") {
                scored.append((entry(incident), score))
            }
            if !incident.service.isEmpty, services.insert(incident.service).inserted,
                let score = FuzzyMatch.score(query, in: incident.service.shown)
            {
                let title = SafeText("filter by service \(incident.service)")
                scored.append((Palette.Entry(kind: .service(incident.service), title: title), score))
            }
        }
        return scored
    }

    /// What is looked through for a few letters: the first rows, then what a filter hides, as far as there is time.
    var searched: [IncidentSummary] {
        let shown = (0..<min(roll.count, Limits.searchedMax)).compactMap { roll[$0].flatMap { roll[$0] } }
        guard roll.view.isFiltered || roll.folding != nil else { return shown }
        let hidden = roll.slots.lazy.filter { $0.incident.isListed && !$0.isRow }.map(\.incident)
        return shown + hidden.prefix(Limits.searchedMax - shown.count)
    }

    private func entry(_ incident: IncidentSummary) -> Palette.Entry {
        let state = "\(incident.severity.name) \(incident.shown.rawValue)"
        let title = SafeText("\(incident.number) \(state) \(incident.service) \(incident.title)")
        return Palette.Entry(kind: .incident(incident.number), key: "open", title: title)
    }
}
