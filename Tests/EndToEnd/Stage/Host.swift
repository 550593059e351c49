import Foundation
import Glibc

/// What this machine has for the tests.
enum Host {
    /// The top of the repository, found from where this file lies.
    static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The program that is tried: the one that is named, else the one that was built beside the tests.
    static let midwatch: String = {
        if let named = ProcessInfo.processInfo.environment["MIDWATCH_BINARY"] { return named }
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
        let beside = folder + "/midwatch"
        return isProgram(beside) ? beside : repository + "/.build/debug/midwatch"
    }()

    /// A real peer, as `.ci/setup --peers` unpacks it.
    static func peer(_ name: String) -> String {
        let folder = ProcessInfo.processInfo.environment["MIDWATCH_PEERS"] ?? repository + "/.build/peers"
        return "\(folder)/usr/bin/\(name)"
    }

    static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

    static func has(peers: String...) -> Bool { peers.allSatisfy { isProgram(peer($0)) } }

    static var isRoot: Bool { geteuid() == 0 }

    static let hasTmux = isProgram("/usr/bin/tmux")

    /// Whether this process may become another user, and that user may run the program.
    static let canBecomeOthers =
        isRoot && isProgram("/usr/bin/setpriv")
        && quietly([
            "/usr/bin/setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", midwatch, "--version",
        ])

    /// Whether this process may mount a file system that lives in memory.
    static let canMount: Bool = {
        guard isRoot, let stage = try? Stage() else { return false }
        let mounted = mount("none", stage.folder, "tmpfs", 0, "size=64k") == 0
        if mounted { umount(stage.folder) }
        rmdir(stage.folder)
        return mounted
    }()

    /// Runs something to its end and says whether it went well.
    static func quietly(_ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: arguments[0])
        process.arguments = Array(arguments.dropFirst())
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
