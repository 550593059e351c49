import CPlatform
package import Incidents
package import TerminalUI

extension Terminal {
    /// The longest text that is copied, in bytes of UTF-8; terminals refuse much longer ones.
    static let copyLengthMax = 65_536

    /// What a person should know about the terminal, once: that another one stands in for it.
    package var standInNotice: SafeText? {
        guard let standIn else { return nil }
        return SafeText(
            "this host does not know the terminal \(surroundings.terminal ?? ""); drawing as for \(standIn)")
    }

    /// Carries out one order, behind the frames that were shown before it. An editor is the loop's to call.
    ///
    /// - Returns: what the person should be told when it cannot be done.
    package func carryOut(_ order: TerminalOrder) -> SafeText? {
        switch order {
        case .ring: send("\u{7}")
        case .title(let text): setTitle(TerminalWords.words(text))
        case .takeMouse(let isTaken): takeMouse(isTaken)
        case .notify(let text): notify(TerminalWords.words(text))
        case .copy(let text): return copy(text.shown)
        case .edit: break
        }
        return nil
    }

    func send(_ text: String) {
        line.append(text.utf8)
        line.flush()
    }

    private func setTitle(_ words: String) {
        guard family != .other, modes.title != words else { return }
        let isFirst = modes.title == nil
        modes.title = words
        if isFirst { armForCrash() }
        send((isFirst ? TerminalModes.titlePush : "") + TerminalModes.titled(words))
    }

    private func takeMouse(_ isTaken: Bool) {
        guard family != .other, modes.hasMouse != isTaken else { return }
        modes.hasMouse = isTaken
        send(isTaken ? TerminalModes.mouseOn : TerminalModes.mouseOff)
    }

    private func notify(_ words: String) {
        guard family != .other else { return }
        switch surroundings.notifications {
        case .none: break
        // A leading digit would be one of ConEmu's commands.
        case .osc9: send(passedOn("\u{1B}]9;Midwatch \(words)\u{7}"))
        case .osc777: send(passedOn("\u{1B}]777;notify;Midwatch;\(words)\u{7}"))
        }
    }
}

// MARK: - Copying

extension Terminal {
    private func copy(_ text: String) -> SafeText? {
        let bytes = Array(text.utf8)
        guard bytes.count <= Terminal.copyLengthMax else { return "too long to copy: the text is on the screen" }
        errand?.cancel()
        errand = nil
        if surroundings.multiplexer == .tmux {
            // By default tmux does not take the sequence from a program, but its own command does the same.
            errand = Errand(["tmux", "load-buffer", "-w", "-"], input: bytes)
            if errand != nil { return nil }
        }
        return copyBySequence(bytes)
    }

    /// Looks whether the errand has ended. Where it failed, or takes too long, the sequence is tried.
    func finishErrand(at now: Int64) -> SafeText? {
        guard let errand, let isDone = errand.isDone(at: now) else { return nil }
        self.errand = nil
        return isDone ? nil : copyBySequence(errand.input)
    }

    private func copyBySequence(_ bytes: [UInt8]) -> SafeText? {
        guard family != .other else { return "this terminal takes no copies: the text is on the screen" }
        let sequence = "\u{1B}]52;c;\(TerminalWords.base64(bytes))\u{7}"
        // tmux takes this one itself where it was told to, and passes it on better than wrapped.
        send(surroundings.multiplexer == .screen ? passedOn(sequence) : sequence)
        return nil
    }

    /// A sequence for the terminal behind a multiplexer, which would keep it or print it.
    func passedOn(_ sequence: String) -> String {
        switch surroundings.multiplexer {
        case .none: return sequence
        case .tmux, .distantTmux:
            return "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
        case .screen:
            // screen keeps at most 768 bytes of one and prints the rest.
            var (text, rest) = ("", sequence[...])
            while !rest.isEmpty {
                text += "\u{1B}P" + rest.prefix(512) + "\u{1B}\\"
                rest = rest.dropFirst(512)
            }
            return text
        }
    }
}
