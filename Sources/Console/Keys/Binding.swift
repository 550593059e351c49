package import Incidents
package import TerminalUI

/// One row of the table of keys: what a key is called, what it does, where it works, how heavy it is.
package struct Binding: Sendable {
    /// A screen that keys work on.
    package enum Screen: Hashable, Sendable, CaseIterable { case triage, incident, silences }

    /// How much is asked before something is done.
    package enum Tier: Int, Hashable, Comparable, Sendable {
        /// Changes nothing.
        case reads
        /// Acts at once; it can be taken back.
        case acts
        /// Wakes a person or makes something quiet: asks first.
        case asks
        /// Touches much at once: the count is typed.
        case types

        /// The word of help; empty for what only reads.
        package var word: SafeText {
            switch self {
            case .reads: .empty
            case .acts: "acts"
            case .asks: "asks"
            case .types: "types"
            }
        }

        package static func < (a: Tier, b: Tier) -> Bool { a.rawValue < b.rawValue }
    }

    /// What a part of help and of the documentation is about.
    package enum Group: String, Hashable, Sendable, CaseIterable {
        case acting = "Act on incidents"
        case silencing = "Silences"
        case moving = "Move"
        case marking = "Mark and choose"
        case asking = "Look and copy"
        case program = "The console itself"
    }

    /// What the action is called in the configuration, in the palette and on the command line: `acknowledge`.
    package let name: String
    /// The keys that do it; none for what only the action menu offers.
    package internal(set) var keys: [Key]
    let command: Command
    /// What it does, in help.
    package let title: SafeText
    /// What it does, in the bottom line; nil when it is not there.
    var short: SafeText?
    package var tier = Tier.reads
    /// Where it works.
    package var screens: Set<Screen> = [.triage, .incident]
    /// The letter in the action menu; nil when it is not there.
    package var letter: Unicode.Scalar?
    package var group = Group.program

    var deed: Deed? { if case .deed(let deed) = command { deed } else { nil } }

    /// The keys as help names them: `j Down`, and `x i` for what the action menu offers under `i`.
    package func label(menuKey: SafeText = "x") -> SafeText {
        if !keys.isEmpty { return SafeText(keys.map { KeyName.name(of: $0).shown }.joined(separator: " ")) }
        return letter.map { SafeText("\(menuKey) \($0)") } ?? "-"
    }
}
