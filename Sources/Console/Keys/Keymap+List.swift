import Incidents
import TerminalUI

/// Keys of the list as a whole.
extension Keymap {
    static let listing: [Binding] = [
        list(.filter, "/", "show only what a filter lets through"),
        list(.filterByValue, "*", "show only what is like this: service, or the sorted column"),
        list(.nextHit, "n", "next hit of the last filter"),
        list(.previousHit, "N", "previous hit of the last filter"),
        list(.sortLeft, "<", "sort by the column to the left"),
        list(.sortRight, ">", "sort by the column to the right"),
        list(.invertSort, "I", "invert the order; what needs an acknowledge stays on top"),
        list(.wide, "w", "wide columns: alerts, change, labels"),
        list(.zoom, "z", "the list alone, without the preview"),
        list(.freeze, "Z", "freeze the rows for a minute, or thaw them"),
    ]

    private static func list(_ command: ListCommand, _ letter: Unicode.Scalar, _ title: StaticString) -> Binding {
        Binding(
            keys: [.character(letter)], label: .init(String(letter)), command: .list(command), title: .init(title),
            screens: [.triage])
    }
}
