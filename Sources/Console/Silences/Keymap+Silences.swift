import Incidents
import TerminalUI

/// The keys of silences, and which of the others work on their screen.
extension Keymap {
    static let silencing: [Binding] = [
        onIncidents("silence", "S", .set, "silence its alerts for a while: 2h, until 06:00"),
        onIncidents(
            "silence-until-resolved", "U", .setUntilResolved,
            "acknowledge until it resolves: a silence that ends with its alerts"),
        Binding(
            name: "silences", keys: [.character("7")], command: .silence(.show),
            title: "go to the silences: what is kept quiet, by whom, until when", screens: Set(Binding.Screen.allCases),
            group: .silencing),
        Binding(
            name: "expire", keys: [.character("E")], command: .silence(.expire),
            title: "end the silence; what it kept quiet may ring", short: "end", tier: .asks, screens: [.silences],
            group: .silencing),
        onSilences("change", "c", .change, "change the silence; one that is over is set again", short: "change", .asks),
        onSilences("extend", "+", .extend, "make it last an hour longer; :extend 2h for more", short: "1h", .asks),
        onSilences(
            "new-silence", "n", .new, "set a silence: conditions, time, why, owner, review", short: "new", .asks),
        Binding(
            name: "silences-over", keys: [.character("H")], command: .silence(.showOver),
            title: "show those that are over too, or not", short: "over", screens: [.silences], group: .silencing),
        onSilences(
            "filter-silences", "/", .filter, "show only some: owner:me review:due env=prod, or any text",
            short: "filter"),
    ]

    private static func onSilences(
        _ name: String, _ letter: Unicode.Scalar, _ command: SilenceCommand, _ title: SafeText,
        short: SafeText? = nil, _ tier: Binding.Tier = .reads
    ) -> Binding {
        Binding(
            name: name, keys: [.character(letter)], command: .silence(command), title: title, short: short, tier: tier,
            screens: [.silences], group: .silencing)
    }

    private static func onIncidents(
        _ name: String, _ letter: Unicode.Scalar, _ command: SilenceCommand, _ title: SafeText
    ) -> Binding {
        Binding(
            name: name, keys: [.character(letter)], command: .silence(command), title: title, tier: .asks,
            letter: letter, group: .silencing)
    }

    /// What moves, leaves and asks means the same on the screen of silences.
    private static let alsoOnSilences: Set<String> = [
        "open", "back", "down", "up", "first", "last", "half-down", "half-up", "page-down", "page-up", "jump", "triage",
        "last-incident", "last-view", "history-back", "history-forward", "palette", "command", "refetch", "repaint",
        "cancel", "quit", "help", "undo",
    ]

    static func alsoOnSilences(_ binding: Binding) -> Binding {
        guard alsoOnSilences.contains(binding.name) else { return binding }
        var binding = binding
        binding.screens.insert(.silences)
        return binding
    }
}

extension Binding.Screen {
    /// As the header and help name it.
    var name: String {
        switch self {
        case .triage: "Triage"
        case .incident: "Incident"
        case .silences: "Silences"
        }
    }
}
