import Incidents
import TerminalUI

/// The line that a filter is typed into.
struct FilterInput: Sendable {
    var line: Prompt.Input
    /// The filter that was on before: what leaving goes back to.
    let before: IncidentQuery?
    /// Whether the list shows what the line says now.
    var isTried = true
    /// How far back in the history the line is; nil for what was typed.
    var past: Int?
    /// What was typed before going back.
    var typed = ""
    /// What Tab could make of the last word, where there are several.
    var completions: [String] = []

    init(before: IncidentQuery?) {
        self.before = before
        line = Prompt.Input(purpose: .command, text: before?.text ?? "", isSuggestion: before != nil)
    }

    /// The last word of the line.
    var lastWord: String {
        guard let space = line.text.lastIndex(of: " ") else { return line.text }
        return String(line.text[line.text.index(after: space)...])
    }

    mutating func replaceLastWord(with word: String) {
        line.text.removeLast(lastWord.count)
        line.text += word
        isTried = false
    }
}

extension ConsoleState {
    mutating func openFilter() { overlay = .filter(FilterInput(before: roll.view.query)) }

    mutating func press(_ key: Key, in before: FilterInput) {
        var input = before
        input.completions = []
        switch key {
        case .tab: complete(&input)
        case .up: goBack(by: 1, &input)
        case .down: goBack(by: -1, &input)
        default:
            switch input.line.line.take(key) {
            case .finished: return finish(input)
            case .left: return leave(input)
            case .edited, .unknown:
                input.isTried = input.line.text == roll.view.text
                input.past = nil
            }
        }
        overlay = .filter(input)
    }

    private mutating func finish(_ input: FilterInput) {
        do throws(QueryFault) {
            let query = try IncidentQuery(input.line.text)
            overlay = nil
            filter(by: query)
        } catch {
            var input = input
            input.line.fault = error.said
            overlay = .filter(input)
        }
    }

    private mutating func leave(_ input: FilterInput) {
        overlay = nil
        apply(input.before)
    }

    /// Shows what the line under way would let through, once typing rests: not for each letter of it.
    mutating func tryFilter() {
        guard case .filter(var input) = overlay, !input.isTried, now - keyAt >= Limits.typing else { return }
        input.isTried = true
        do throws(QueryFault) {
            apply(try IncidentQuery(input.line.text))
        } catch {
            input.line.fault = error.said
        }
        overlay = .filter(input)
    }

    /// Goes through filters that were used before.
    private func goBack(by step: Int, _ input: inout FilterInput) {
        if input.past == nil { input.typed = input.line.text }
        let past = (input.past ?? 0) + step
        guard past <= list.history.count else { return }
        input.past = past > 0 ? past : nil
        input.line.text = past > 0 ? list.history[list.history.count - past] : input.typed
        input.line.fault = nil
        input.isTried = input.line.text == roll.view.text
    }
}
