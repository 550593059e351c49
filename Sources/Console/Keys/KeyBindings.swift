package import Incidents
import TerminalUI

/// The keys of one console: the table, as the configuration has changed it.
package struct KeyBindings: Sendable {
    /// All rows, in the order of help.
    package let bindings: [Binding]
    private let rowOf: [Binding.Screen: [Key: Int]]

    /// The keys as they are without a configuration.
    package static let standard = KeyBindings(Keymap.bindings)

    /// Takes rows whose keys do not clash.
    init(_ bindings: [Binding]) {
        self.bindings = bindings
        var rowOf: [Binding.Screen: [Key: Int]] = [:]
        for (index, binding) in bindings.enumerated() {
            for screen in binding.screens {
                for key in binding.keys where rowOf[screen]?[key] == nil { rowOf[screen, default: [:]][key] = index }
            }
        }
        self.rowOf = rowOf
    }

    /// What a key means on a screen; nil for one that means nothing there.
    func binding(for key: Key, on screen: Binding.Screen) -> Binding? { rowOf[screen]?[key].map { bindings[$0] } }

    /// What works on a screen, in the order of help.
    func bindings(on screen: Binding.Screen) -> [Binding] { bindings.filter { $0.screens.contains(screen) } }

    /// The row of an action, by its name.
    package subscript(name: String) -> Binding? { bindings.first { $0.name == name } }

    /// The first key of an action, as help names it; `x i` for what only the action menu offers.
    func key(of command: Command) -> SafeText {
        guard let binding = bindings.first(where: { $0.command == command }) else { return .empty }
        if let key = binding.keys.first { return KeyName.name(of: key) }
        return binding.label(menuKey: command == .menu ? .empty : key(of: .menu))
    }

    /// The keys of a row, as help names them.
    package func label(of binding: Binding) -> SafeText { binding.label(menuKey: key(of: .menu)) }
}
