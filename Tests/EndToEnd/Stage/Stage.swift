import Foundation
import Synchronization

/// A folder of its own under the folder for temporary files, and all processes that a test starts in it.
final class Stage: Sendable {
    let folder: String
    private let children = Mutex<[ChildProcess]>([])
    private let atEnd = Mutex<[@Sendable () -> Void]>([])
    private let count = Mutex(0)

    init() throws {
        var template = Array("/tmp/midwatch-e2e-XXXXXX\0".utf8).map { CChar(bitPattern: $0) }
        guard mkdtemp(&template) != nil else { throw ChildProcess.Fault(description: "no temporary folder") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Other users of this machine take part in some tests.
        chmod(folder, 0o755)
    }

    /// What every process gets, and nothing else: nobody's own settings play a part.
    var environment: [String: String] {
        [
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder, "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "SHELL": "/bin/sh", "XDG_CONFIG_HOME": folder + "/none", "TZ": "UTC",
        ]
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Starts a process that ends with the stage at the latest.
    func start(
        _ arguments: [String], environment additions: [String: String] = [:], terminal: String? = nil
    ) throws -> ChildProcess {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let name = path("\(number)-\(arguments[0].split(separator: "/").last ?? "process")")
        let all = environment.merging(additions) { $1 }
        let child = try ChildProcess(arguments, environment: all, output: name, terminal: terminal)
        children.withLock { $0.append(child) }
        return child
    }

    /// Runs a program to its end.
    func run(
        _ arguments: [String], environment: [String: String] = [:], within seconds: Double = 20
    ) async throws -> Finished {
        let child = try start(arguments, environment: environment)
        let ending = try await child.ends(within: seconds)
        return Finished(ending: ending, output: child.output, errors: child.errors, outputBytes: child.outputBytes)
    }

    /// Writes a file of the stage, and answers its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    /// What else is to be taken away at the end: a mount, a terminal server.
    func whenOver(_ work: @escaping @Sendable () -> Void) { atEnd.withLock { $0.append(work) } }

    fileprivate func clear() {
        for child in children.withLock({ $0 }).reversed() { child.destroy() }
        for work in atEnd.withLock({ $0 }).reversed() { work() }
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// What a program left behind.
struct Finished: Sendable {
    var ending: ChildProcess.Ending
    var output: String
    var errors: String
    var outputBytes: [UInt8]
}

/// Gives a test a stage, and clears it whatever happens.
func onStage(_ play: (Stage) async throws -> Void) async throws {
    let stage = try Stage()
    defer { stage.clear() }
    try await play(stage)
}
