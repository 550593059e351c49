import Foundation

/// A program on a terminal of its own, whose output is watched for words.
final class Screen {
    private let process = Process()
    private let controller: Int32
    private var seen: [UInt8] = []

    init(_ binary: String, _ arguments: [String]) throws {
        var (controller, terminal): (Int32, Int32) = (0, 0)
        var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&controller, &terminal, nil, nil, &size) == 0 else { throw CocoaError(.fileReadUnknown) }
        self.controller = controller
        let handle = FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = arguments
        process.environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nowhere"]
        process.standardInput = handle
        process.standardOutput = handle
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Reads until a word was written.
    func wait(for word: String, within limit: Duration) -> Bool {
        let end = ContinuousClock.now + limit
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while ContinuousClock.now < end {
            if String(decoding: seen, as: UTF8.self).contains(word) {
                seen.removeAll(keepingCapacity: true)
                return true
            }
            var ready = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 100) > 0 else { continue }
            let count = read(controller, &buffer, buffer.count)
            guard count > 0 else { return false }
            seen += buffer.prefix(count)
        }
        return false
    }

    func close() {
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        Foundation.close(controller)
    }
}
