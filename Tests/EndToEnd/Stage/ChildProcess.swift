import Foundation
import Glibc
import Synchronization

/// A process that a test started: in a group of its own, its output in files, ended with the stage at the latest.
final class ChildProcess: Sendable {
    /// How a process ended.
    enum Ending: Hashable, Sendable { case exit(Int32), signal(Int32) }

    /// A process could not be started.
    struct Fault: Error, CustomStringConvertible { var description: String }

    /// `POSIX_SPAWN_SETSID` of glibc, which Swift does not see.
    private static let newSession: Int32 = 0x80

    let pid: pid_t
    private let outputPath: String
    private let errorPath: String
    private let ended = Mutex<Ending?>(nil)

    /// Starts a program with exactly these arguments and this environment.
    ///
    /// - Parameter terminal: the path of a terminal that becomes its controlling one, and its input and output.
    init(_ arguments: [String], environment: [String: String], output: String, terminal: String? = nil) throws {
        (outputPath, errorPath) = (output + ".out", output + ".err")
        var attributes = posix_spawnattr_t()
        var files = posix_spawn_file_actions_t()
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&files)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&files)
        }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A session of its own is a group of its own too, and what it opens first becomes its terminal.
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | Self.newSession))
        if let terminal {
            posix_spawn_file_actions_addopen(&files, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&files, 0, 1)
            posix_spawn_file_actions_adddup2(&files, 0, 2)
        } else {
            posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&files, 1, outputPath, O_WRONLY | O_CREAT | O_APPEND, 0o644)
            posix_spawn_file_actions_addopen(&files, 2, errorPath, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        }
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var child = pid_t()
        let fault = posix_spawnp(&child, arguments[0], &files, &attributes, words, variables)
        guard fault == 0 else { throw Fault(description: "\(arguments[0]): \(String(cString: strerror(fault)))") }
        pid = child
    }

    /// What it wrote so far, broken UTF-8 mended.
    var output: String { Self.text(outputPath) }
    var errors: String { Self.text(errorPath) }
    var outputBytes: [UInt8] { FileManager.default.contents(atPath: outputPath).map { Array($0) } ?? [] }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    func send(_ signal: Int32) {
        ended.withLock { if $0 == nil { kill(pid, signal) } }
    }

    /// How it ended, or nil while it runs.
    var ending: Ending? {
        ended.withLock { ended in
            if ended == nil {
                var status: Int32 = 0
                if waitpid(pid, &status, WNOHANG) == pid {
                    ended = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
                }
            }
            return ended
        }
    }

    /// Waits until it ends by itself.
    func ends(within seconds: Double = 10) async throws -> Ending {
        try await eventually("\(pid) ends: \(errors.suffix(400))", within: seconds) { ending }
    }

    /// Ends it and all that it started, at once.
    func destroy() {
        kill(-pid, SIGKILL)
        ended.withLock { ended in
            guard ended == nil else { return }
            kill(pid, SIGKILL)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
            ended = .signal(SIGKILL)
        }
    }
}
