/// A tmux server of its own, as the second opinion on what a person sees.
struct Tmux: Sendable {
    let stage: Stage
    private let socket: String

    init(_ stage: Stage) {
        self.stage = stage
        let socket = stage.path("tmux")
        self.socket = socket
        stage.whenOver { _ = Host.quietly(["/usr/bin/tmux", "-S", socket, "kill-server"]) }
    }

    @discardableResult
    private func run(_ arguments: [String]) async throws -> Finished {
        try await stage.run(["/usr/bin/tmux", "-S", socket, "-f", "/dev/null"] + arguments)
    }

    /// Opens a window with a program in it; the first one starts the server.
    func open(_ name: String, _ command: [String], width: Int = 100, height: Int = 30) async throws -> Window {
        let done = try await run(
            ["new-session", "-d", "-s", name, "-x", "\(width)", "-y", "\(height)"] + command)
        guard done.ending == .exit(0) else { throw ChildProcess.Fault(description: "tmux: \(done.errors)") }
        return Window(tmux: self, name: name)
    }

    /// One window, and what stands in it.
    struct Window: Sendable {
        let tmux: Tmux
        let name: String

        /// The screen as text; with colours and attributes as their sequences when asked for.
        func screen(escapes: Bool = false) async throws -> String {
            try await tmux.run(["capture-pane", "-p", "-t", name] + (escapes ? ["-e"] : [])).output
        }

        func type(_ keys: String...) async throws { try await tmux.run(["send-keys", "-t", name] + keys) }

        /// Presses a key until something is so. What was typed ahead of what a person has seen is passed over by the
        /// console, so a key may have to be pressed again, as a person would.
        func press(_ key: String, until what: String, _ isSo: () async throws -> Bool) async throws {
            for _ in 0..<6 {
                try await type(key)
                do { return try await eventually(what, within: 1.5, isSo) } catch is NeverHappened {}
            }
            throw NeverHappened(
                what: "\(what), though \(key) was pressed; it shows\n" + (try await screen()), seconds: 9)
        }

        /// Waits until the screen no longer shows some text.
        func hides(_ text: String, within seconds: Double = 10) async throws {
            var last = ""
            do {
                try await eventually("\(name) hides \(text)", within: seconds) {
                    last = try await screen()
                    return !last.contains(text)
                }
            } catch let fault as NeverHappened {
                throw NeverHappened(what: fault.what + "; it shows\n" + last, seconds: fault.seconds)
            }
        }

        func resize(width: Int, height: Int) async throws {
            try await tmux.run(["resize-window", "-t", name, "-x", "\(width)", "-y", "\(height)"])
        }

        /// What tmux knows about the window: `#{alternate_on}`, `#{pane_title}`.
        func value(_ format: String) async throws -> String {
            let text = try await tmux.run(["display-message", "-p", "-t", name, format]).output
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }

        /// Waits until the screen shows some text, and answers the screen.
        @discardableResult
        func shows(_ texts: String..., within seconds: Double = 10) async throws -> String {
            var last = ""
            do {
                return try await eventually("\(name) shows \(texts)", within: seconds) {
                    last = try await screen()
                    return texts.allSatisfy { last.contains($0) } ? last : nil
                }
            } catch let fault as NeverHappened {
                throw NeverHappened(what: fault.what + "; it shows\n" + last, seconds: fault.seconds)
            }
        }
    }
}

extension Stage {
    /// A console in a window.
    func console(_ tmux: Tmux, _ router: RouterProcess, _ name: String) async throws -> Tmux.Window {
        try await tmux.open(name, [Host.midwatch, "--server", router.server])
    }
}
