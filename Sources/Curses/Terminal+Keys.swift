import CNcurses
import Glibc
import TerminalUI

extension Terminal {
    /// A decoder that knows what this terminal's description says about its keys.
    package func makeDecoder() -> KeyDecoder {
        // GNU screen passes a paste on without its brackets.
        let brackets = family != .other && surroundings.multiplexer != .screen
        var decoder = KeyDecoder(
            escapeDelay: surroundings.isRemote ? 100 : 25, takesBurstsForPaste: !brackets)
        decoder.reportsFocus = modes.hasFocus
        for (capability, key) in Terminal.described {
            guard let text = mw_capability(capability) else { continue }
            let bytes = Array(String(cString: text).utf8)
            guard bytes.first == 0x1B, bytes.count > 2 else { continue }
            decoder.sequences.own[Array(bytes.dropFirst())] = key
        }
        return decoder
    }

    private static let described: [(String, Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
            ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
        ] + (1...12).map { ("kf\($0)", .function($0)) }

    /// Reads what has arrived, at most so many bytes; empty when nothing waits, nil when the terminal has gone.
    func read(max count: Int) -> [UInt8]? {
        var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, 0) == 1 else { return [] }
        guard entry.revents & Int16(POLLIN) != 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let length = Glibc.read(input, &bytes, count)
        if length < 0, errno == EINTR || errno == EAGAIN { return [] }
        guard length > 0 else { return nil }
        return Array(bytes.prefix(length))
    }
}
