import Calling
import Foundation

/// Where a run keeps its stores and sockets, and what it starts there.
struct Place {
    let folder: String
    let binary: String
    private let alertmanagerBinary: String?

    init() throws {
        folder = NSTemporaryDirectory() + "midwatch-numbers-\(getpid())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let here = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        binary = ProcessInfo.processInfo.environment["MIDWATCH_BINARY"] ?? here.appendingPathComponent("midwatch").path
        let named = CommandLine.arguments.firstIndex(of: "--alertmanager").map { CommandLine.arguments[$0 + 1] }
        let path = named ?? ".build/peers/usr/bin/prometheus-alertmanager"
        alertmanagerBinary = FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    func remove() {
        // What stays behind lies in the folder for temporary files.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A router on a store of this name, once it answers.
    ///
    /// - Parameter configuration: the text of its file; nil for none.
    func router(_ store: String, configuration: String? = nil, paging: String = "off") throws -> Peer {
        let port = Int.random(in: 20_000..<30_000)
        let socket = "\(folder)/\(store).sock"
        if let configuration { try write(configuration, for: store) }
        return try Peer(
            binary,
            ["serve"] + (configuration == nil ? [] : ["--config", file(of: store)]) + [
                "--store", "sqlite:\(folder)/\(store).db", "--socket", socket, "--listen", "127.0.0.1:\(port)",
                "--paging", paging,
            ],
            port: port, socket: socket)
    }

    /// Writes the configuration of a router, for its next reload.
    func write(_ configuration: String, for store: String) throws {
        try configuration.write(toFile: file(of: store), atomically: true, encoding: .utf8)
    }

    private func file(of store: String) -> String { "\(folder)/\(store).yaml" }

    /// The real Alertmanager, or nil when it is not here.
    func alertmanager(configuration: String) throws -> Peer? {
        guard let alertmanagerBinary else { return nil }
        let port = Int.random(in: 20_000..<30_000)
        let file = "\(folder)/alertmanager.yml"
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
        return try Peer(
            alertmanagerBinary,
            [
                "--config.file=\(file)", "--storage.path=\(folder)/am\(port)", "--web.listen-address=127.0.0.1:\(port)",
                "--cluster.listen-address=",
            ],
            port: port, socket: "")
    }
}

/// A process that is measured.
final class Peer {
    let port: Int
    let socket: String
    private let process = Process()

    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts it, and waits until it answers.
    init(_ binary: String, _ arguments: [String], port: Int, socket: String) throws {
        (self.port, self.socket) = (port, socket)
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        guard answers(within: .seconds(30)) else {
            kill()
            throw LoopbackClient.Fault(description: "\(binary) does not answer")
        }
    }

    private func answers(within limit: Duration) -> Bool {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end, process.isRunning {
            if Self.isListening(port) { return true }
            poll(nil, 0, 2)
        }
        return false
    }

    private static func isListening(_ port: Int) -> Bool {
        let descriptor = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// What it holds of the machine's memory.
    var residentBytes: Int {
        let path = "/proc/\(process.processIdentifier)/statm"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return 0 }
        return (Int(text.split(separator: " ").dropFirst().first ?? "0") ?? 0) * Int(getpagesize())
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
