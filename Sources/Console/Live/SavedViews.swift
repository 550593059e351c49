import Incidents
import TerminalUI

/// Filters that were given a name: `:save night`, `:night`, `:views`, `:forget night`.
extension ConsoleState {
    /// What became of a command.
    private enum ViewAnswer { case done, fault(SafeText) }

    /// The views that are kept, by their names, in the order of their names.
    var viewNames: [String] { list.views.keys.sorted() }

    /// Carries out what the command line or the palette asks of the list.
    mutating func run(_ command: ViewCommand) {
        let answer: ViewAnswer
        switch command {
        case .list:
            overlay = .views(top: 0)
            return
        case .filter(let text): answer = show("the filter", text)
        case .sort(let name): answer = sort(by: name)
        case .save(let name): answer = save(name)
        case .forget(let name): answer = forget(name)
        case .show(let name):
            answer = list.views[name].map { show(name, $0) } ?? .fault(SafeText("no view is called \(name)"))
        }
        if case .fault(let why) = answer { say(why, isBad: true) }
    }

    private mutating func sort(by name: String) -> ViewAnswer {
        guard let column = SortColumn.allCases.first(where: { $0.rawValue == name }) else {
            let names = SortColumn.allCases.map(\.rawValue).joined(separator: ", ")
            return .fault(SafeText("\(name.isEmpty ? "nothing" : name) is no column; one of \(names)"))
        }
        order(by: column)
        return .done
    }

    private mutating func save(_ name: String) -> ViewAnswer {
        guard roll.view.isFiltered else { return .fault("no filter is on; / makes one, then :save gives it a name") }
        guard SavedViews.isName(name) else {
            return .fault("a name begins with a letter, then letters, digits and -; at most 32")
        }
        guard !SavedViews.reserved.contains(name) else {
            return .fault(SafeText("\(name) means something else already"))
        }
        guard list.views[name] != nil || list.views.count < Limits.viewsMax else {
            return .fault(SafeText("there are \(Limits.viewsMax) views; :forget one first"))
        }
        list.views[name] = roll.view.text
        wanted.append(.saveViews(list.views))
        say(SafeText("saved; :\(name) shows it again"), isBad: false)
        return .done
    }

    private mutating func forget(_ name: String) -> ViewAnswer {
        guard list.views.removeValue(forKey: name) != nil else { return .fault(SafeText("no view is called \(name)")) }
        wanted.append(.saveViews(list.views))
        say(SafeText("\(name) is forgotten"), isBad: false)
        return .done
    }

    private mutating func show(_ name: String, _ text: String) -> ViewAnswer {
        do throws(QueryFault) {
            filter(by: try IncidentQuery(text))
            showTriage()
            return .done
        } catch {
            return .fault(
                SafeText(name == "the filter" ? error.said.shown : "\(name) is no filter any more: \(error.said)"))
        }
    }

    mutating func pressInViews(_ key: Key, _ top: Int) {
        let room = max(1, height - 2)
        let last = max(0, list.views.count - room)
        switch keys.binding(for: key, on: .triage)?.command {
        case .down: overlay = .views(top: min(top + 1, last))
        case .up: overlay = .views(top: max(0, top - 1))
        case .pageDown, .halfDown: overlay = .views(top: min(top + room, last))
        case .pageUp, .halfUp: overlay = .views(top: max(0, top - room))
        default: overlay = nil
        }
    }
}

/// What a saved view may be called.
enum SavedViews {
    /// Words of the command line that a view may not take.
    static let reserved: Set<String> = Set(LineCommand.words.flatMap { [$0.name] + $0.others })
        .union(["page", "escalate", "triage", "wall"])

    static func isName(_ name: String) -> Bool {
        let bytes = name.utf8
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        guard bytes.count <= Limits.viewNameMax, let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
