import Console
import Dispatch
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch --restricted`: what sshd runs in place of whatever somebody sent.
enum RestrictedRun {
    /// Where sshd leaves what was sent.
    static let variable = "SSH_ORIGINAL_COMMAND"

    /// Runs what was sent and ends with its status, or ends with 2 where that is not allowed. Returns when the console
    /// is to be opened. Call it before any thread is born.
    static func enter(_ console: ConsoleCommand) {
        // Whatever starts less, now or later: it starts no shell, no editor and opens no other file.
        setenv("LESSSECURE", "1", 1)
        do throws(RestrictedFault) {
            let sent = try RestrictedCommand(ProcessEnvironment.all[variable])
            guard let arguments = sent.arguments(adding: routerOptions(of: console)) else { return }
            Task.detached { exit(await CommandRun.status(Midwatch.self, arguments)) }
            dispatchMain()
        } catch {
            StandardStreams.remark(error.sentence.shown)
            exit(CommandExit.usage.rawValue)
        }
    }

    /// Whether plain lines were asked for.
    static func wantsPlain(_ environment: [String: String]) throws(RestrictedFault) -> Bool {
        try RestrictedCommand(environment[variable]) == .console(isPlain: true)
    }

    /// The router is the one that the forced command names, whatever was sent.
    private static func routerOptions(of console: ConsoleCommand) -> [String] {
        (console.router.server.map { ["--server=\($0)"] } ?? [])
            + (console.router.tokenFile.map { ["--token-file=\($0)"] } ?? [])
    }
}
