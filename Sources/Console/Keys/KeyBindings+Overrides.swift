package import Incidents
import TerminalUI

/// What is wrong with one binding of the configuration.
package struct BindingFault: Hashable, Sendable {
    /// Which of the bindings, counted from zero in the order that they were given in.
    package let index: Int
    /// What is wrong.
    package let message: SafeText
    /// What to do about it, as an order.
    package let remedy: SafeText
}

/// Why bindings were refused: every fault that they have, in their order; at least one.
package struct BindingRefusal: Error, Hashable, Sendable {
    package let faults: [BindingFault]
}

extension KeyBindings {
    /// The table, changed by what a person has written: a key that gets an action loses the one that it had, and that
    /// one must be given another key in the same place.
    ///
    /// - Parameter overrides: keys as help names them, and names of actions, such as `F2` and `acknowledge`.
    /// - Throws: ``BindingRefusal`` with all that is wrong.
    package init(overrides: [(key: String, action: String)]) throws(BindingRefusal) {
        var merging = BindingMerge()
        for (index, override) in overrides.enumerated() { merging.take(override.key, override.action, index) }
        merging.merge()
        guard merging.faults.isEmpty else {
            throw BindingRefusal(faults: merging.faults.sorted { $0.index < $1.index })
        }
        self.init(merging.bindings)
    }
}

/// Bindings of the configuration on their way into the table.
private struct BindingMerge {
    private(set) var bindings = Keymap.bindings
    private(set) var faults: [BindingFault] = []
    private var taken: [(key: Key, row: Int, index: Int)] = []

    /// Keys that answer questions, or close what is open: what acts must not lie on them.
    private static let answers: [Key] = [.enter, .escape, .character("y"), .character(" ")]

    /// Keys that never reach a program, or that are other keys by another name, and why.
    private static let lost: [(key: Key, reason: String)] = [
        (.control("z"), "the terminal suspends with it"), (.control("s"), "the terminal stops its output with it"),
        (.control("q"), "the terminal goes on with it"), (.control("i"), "it is the same as Tab"),
        (.control("m"), "it is the same as Enter"), (.control("j"), "it is the same as Enter"),
        (.control("h"), "it is the same as Backspace"),
    ]

    /// Keys that always mean the same, so that there is a way out of everything.
    private static let fixed: [(key: Key, action: String)] = [(.escape, "back"), (.control("c"), "cancel")]

    mutating func take(_ keyName: String, _ action: String, _ index: Int) {
        guard let key = KeyName.key(named: keyName) else {
            return fault(
                index, "\"\(keyName)\" is no key", "write one as help does: a, G, ^R, F5, Space, Enter, Tab, PgDn")
        }
        guard let row = bindings.firstIndex(where: { $0.name == action && !$0.isMissing }) else {
            let names = bindings.filter { !$0.isMissing }.map(\.name)
            let near = Nearest.word(to: action, in: names)
            return fault(
                index, "\"\(action)\" is no action",
                near.map { "write \($0)" } ?? "write one of \(names.joined(separator: ", "))")
        }
        if let reason = reasonAgainst(key, bindings[row]) {
            return fault(index, "\(KeyName.name(of: key)) cannot be \(action): \(reason)", "choose another key")
        }
        if let other = taken.first(where: { $0.key == key && shareScreen($0.row, row) }) {
            let before = bindings[other.row].name
            return fault(index, "\(KeyName.name(of: key)) is \(before) a few lines above", "keep one of the two")
        }
        taken.append((key, row, index))
    }

    private func reasonAgainst(_ key: Key, _ binding: Binding) -> String? {
        if let lost = BindingMerge.lost.first(where: { $0.key == key }) { return lost.reason }
        if let fixed = BindingMerge.fixed.first(where: { $0.key == key && $0.action != binding.name }) {
            return "it is always \(fixed.action), so that there is a way out of everything"
        }
        guard binding.tier > .reads else { return nil }
        if BindingMerge.answers.contains(key) {
            return "it answers questions and opens things; what acts on incidents must not lie on it"
        }
        if binding.tier == .acts, case .character(let scalar) = key, scalar.properties.isUppercase {
            return "a capital never acts without asking, since caps lock may be on"
        }
        return nil
    }

    mutating func merge() {
        for new in taken {
            let others = bindings.indices.filter { other in
                other != new.row && shareScreen(other, new.row) && bindings[other].keys.contains(new.key)
            }
            for other in others {
                // One that gets a key of its own here has given its old one away on purpose.
                let isMoved = bindings[other].isMissing || taken.contains { $0.row == other && $0.key != new.key }
                guard isMoved else {
                    let name = bindings[other].name
                    fault(
                        new.index, "\(KeyName.name(of: new.key)) is \(name) already",
                        "give \(name) another key as well, or choose another key")
                    continue
                }
            }
        }
        guard faults.isEmpty else { return }
        for new in taken {
            for other in bindings.indices where other != new.row && shareScreen(other, new.row) {
                bindings[other].keys.removeAll { $0 == new.key }
            }
        }
        for new in taken.reversed() where !bindings[new.row].keys.contains(new.key) {
            bindings[new.row].keys.insert(new.key, at: 0)
        }
        bindings.removeAll { $0.isMissing && $0.keys.isEmpty }
    }

    private func shareScreen(_ a: Int, _ b: Int) -> Bool {
        !bindings[a].screens.isDisjoint(with: bindings[b].screens)
    }

    private mutating func fault(_ index: Int, _ message: String, _ remedy: String) {
        faults.append(BindingFault(index: index, message: SafeText(message), remedy: SafeText(remedy)))
    }
}

extension Binding {
    /// Whether what it does is not connected: such a key may be taken for something else.
    var isMissing: Bool { if case .missing = command { true } else { false } }
}

/// Words that somebody may have meant.
enum Nearest {
    /// The word that is at most two letters away, or that starts in the same way; nil when there is none.
    static func word(to typed: String, in words: [String]) -> String? {
        let typed = typed.lowercased()
        guard !typed.isEmpty, typed.utf8.count <= 64 else { return nil }
        let near = words.map { (word: $0, distance: distance(typed, $0)) }.min { $0.distance < $1.distance }
        if let near, near.distance <= 2, near.distance < typed.count { return near.word }
        return words.first { $0.hasPrefix(typed) }
    }

    /// How many letters must be put in, taken out or changed.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        var row = Array(0...b.count)
        for i in a.indices {
            var (diagonal, left) = (row[0], i + 1)
            row[0] = left
            for j in b.indices {
                let cost = diagonal + (a[i] == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                left = min(cost, left + 1, diagonal + 1)
                row[j + 1] = left
            }
        }
        return row[b.count]
    }
}
