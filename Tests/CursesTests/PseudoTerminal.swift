import Glibc

/// A terminal that has nobody in front of it: what is drawn at one end is read at the other.
///
/// One thread draws and another one reads and types; only hanging up must not be done while somebody reads.
final class PseudoTerminal: @unchecked Sendable {
    let screenEnd: Int32
    private var personEnd: Int32

    init(width: UInt16 = 80, height: UInt16 = 24) throws {
        var (person, screen) = (Int32(-1), Int32(-1))
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&person, &screen, nil, nil, &size) == 0 else { throw NoTerminal() }
        (personEnd, screenEnd) = (person, screen)
    }

    struct NoTerminal: Error {}

    /// The bytes that were drawn and not read yet.
    func drawn() -> [UInt8] {
        var bytes: [UInt8] = []
        var entry = pollfd(fd: personEnd, events: Int16(POLLIN), revents: 0)
        while poll(&entry, 1, 0) == 1, entry.revents & Int16(POLLIN) != 0 {
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(personEnd, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    func type(_ text: String) { _ = write(personEnd, text, text.utf8.count) }

    func resize(width: UInt16, height: UInt16) {
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(personEnd, UInt(TIOCSWINSZ), &size)
    }

    /// Whether the terminal gathers lines and echoes, as a shell leaves it.
    var isCooked: Bool {
        var settings = termios()
        tcgetattr(screenEnd, &settings)
        return settings.c_lflag & UInt32(ICANON) != 0 && settings.c_lflag & UInt32(ECHO) != 0
    }

    /// Lets somebody else hang up: the descriptor is theirs to close.
    func giveAwayPersonEnd() -> Int32 {
        defer { personEnd = -1 }
        return personEnd
    }

    func hangUp() {
        guard personEnd >= 0 else { return }
        close(personEnd)
        personEnd = -1
    }

    deinit {
        hangUp()
        close(screenEnd)
    }
}

/// Bytes as text, to look for sequences in.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
