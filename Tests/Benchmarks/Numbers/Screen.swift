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

    var pid: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// Types keys.
    func type(_ keys: String) { _ = write(controller, keys, keys.utf8.count) }

    /// Reads until nothing has come for a while.
    ///
    /// - Returns: how many bytes came, and when the last of them did; nil when none came within `limit`.
    func settle(gap: Duration, within limit: Duration = .milliseconds(500)) -> (
        bytes: Int, last: ContinuousClock.Instant
    )? {
        let start = ContinuousClock.now
        var found: (bytes: Int, last: ContinuousClock.Instant)?
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let end = found.map { $0.last + gap } ?? start + limit
            let left = end - ContinuousClock.now
            guard left > .zero else { return found }
            var ready = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, Int32(max(1, left.wholeMicroseconds / 1000))) > 0 else { continue }
            let count = read(controller, &buffer, buffer.count)
            guard count > 0 else { return found }
            seen += buffer.prefix(count)
            found = ((found?.bytes ?? 0) + count, ContinuousClock.now)
        }
    }

    /// Whether these bytes were written since the last look.
    func saw(_ text: String) -> Bool {
        defer { seen.removeAll() }
        return String(decoding: seen, as: UTF8.self).contains(text)
    }

    /// Takes the terminal away, as a connection that breaks does.
    func hangUp() { Foundation.close(controller) }

    /// Sends a signal, or nothing, and waits for the end; nil when it does not come within two seconds.
    func end(by signal: Int32? = nil) -> Duration? {
        let start = ContinuousClock.now
        if let signal { kill(process.processIdentifier, signal) }
        while !hasEnded {
            if ContinuousClock.now - start > .seconds(2) { return nil }
            poll(nil, 0, 1)
        }
        return ContinuousClock.now - start
    }

    /// Asked of the kernel: the word of a process comes through a run loop, some thirty milliseconds later.
    private var hasEnded: Bool {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return true }
        return text.split(separator: ")").last?.hasPrefix(" Z") ?? true
    }

    func close() {
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        Foundation.close(controller)
    }
}
