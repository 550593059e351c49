import ArgumentParser
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// Runs the command that the command line names, and ends with the published codes.
enum CommandRun {
    /// Parses, runs, says what went wrong, and answers the code to end with.
    static func status<Root: ParsableCommand>(_ root: Root.Type, _ arguments: [String]? = nil) async -> Int32 {
        do {
            var command = try parsed(root, arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return CommandExit.done.rawValue
        } catch {
            let ending = ending(of: error, root, arguments)
            if !ending.text.isEmpty {
                StandardStreams.write(ending.text + "\n", to: ending.isError ? STDERR_FILENO : STDOUT_FILENO)
            }
            return ending.code
        }
    }

    /// The same for a command that must stay on the calling thread.
    static func synchronousStatus<Root: ParsableCommand>(_ root: Root.Type, _ arguments: [String]? = nil) -> Int32 {
        do {
            var command = try parsed(root, arguments)
            try command.run()
            return CommandExit.done.rawValue
        } catch {
            let ending = ending(of: error, root, arguments)
            if !ending.text.isEmpty {
                StandardStreams.write(ending.text + "\n", to: ending.isError ? STDERR_FILENO : STDOUT_FILENO)
            }
            return ending.code
        }
    }

    private static func parsed(
        _ root: any ParsableCommand.Type, _ arguments: [String]?
    ) throws -> any ParsableCommand {
        let arguments = arguments ?? given(root)
        try NegativeTime.refuse(in: arguments)
        return try root.parseAsRoot(arguments)
    }

    /// What was typed, with the router's options behind the command.
    static func given(_ root: any ParsableCommand.Type) -> [String] {
        CommandOrder.arranged(Array(CommandLine.arguments.dropFirst()), for: root)
    }

    /// How a command ends that threw: what is said, where, and the code.
    struct Ending: Equatable {
        var code: Int32
        var text: String
        var isError = true
    }

    /// - Parameter arguments: the command line, which the parser quotes; nil is that of the process.
    static func ending(
        of error: any Error, _ root: any ParsableCommand.Type, _ arguments: [String]? = nil
    ) -> Ending {
        if let failure = CommandFailure(error) { return Ending(code: failure.exit.rawValue, text: failure.line) }
        if let code = error as? ExitCode { return Ending(code: code.rawValue, text: "") }
        if error is CancellationError { return Ending(code: CommandExit.done.rawValue, text: "") }
        let said = root.fullMessage(for: error)
        let text = TerminalText.quoting(arguments ?? Array(CommandLine.arguments.dropFirst()), in: said)
        switch root.exitCode(for: error) {
        // Help and the version are what was asked for.
        case .success: return Ending(code: CommandExit.done.rawValue, text: text, isError: false)
        case .validationFailure: return Ending(code: CommandExit.usage.rawValue, text: text)
        default: return Ending(code: CommandExit.refused.rawValue, text: "midwatch: \(SafeText("\(error)"))")
        }
    }
}
