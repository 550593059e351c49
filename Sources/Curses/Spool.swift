import CPlatform
import Glibc

/// Where ncurses' bytes land instead of in the terminal: memory, because ncurses writes a frame in one go and waits for
/// a line that stalls.
final class Spool {
    private let descriptor: Int32

    /// Takes the place of an open descriptor, which from then on leads here.
    init(inPlaceOf other: Int32) throws(TerminalFault) {
        descriptor = mw_spool_open()
        if descriptor < 0 { throw .system(errno) }
        // The deinit that follows closes it.
        if dup2(descriptor, other) < 0 { throw .system(errno) }
    }

    /// What was written since the last call.
    func take() -> [UInt8] {
        let size = mw_spool_size(descriptor)
        guard size > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = mw_spool_take(descriptor, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    deinit { close(descriptor) }
}
