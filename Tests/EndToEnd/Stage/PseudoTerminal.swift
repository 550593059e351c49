import Glibc

/// A real terminal with nobody in front of it: what a program draws is read byte by byte, and the line can be cut.
final class PseudoTerminal {
    struct NoTerminal: Error {}

    let path: String
    private let screenEnd: Int32
    private var personEnd: Int32
    private(set) var drawn: [UInt8] = []

    init(width: UInt16 = 80, height: UInt16 = 24) throws {
        var (person, screen) = (Int32(-1), Int32(-1))
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&person, &screen, &name, nil, &size) == 0 else { throw NoTerminal() }
        (personEnd, screenEnd) = (person, screen)
        // A process that had the person's end too would keep the line up.
        for end in [person, screen] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        hangUp()
        close(screenEnd)
    }

    /// Everything that was drawn so far, as text.
    func look() -> String {
        var entry = pollfd(fd: personEnd, events: Int16(POLLIN), revents: 0)
        while personEnd >= 0, poll(&entry, 1, 0) == 1, entry.revents & Int16(POLLIN) != 0 {
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = read(personEnd, &chunk, chunk.count)
            guard count > 0 else { break }
            drawn += chunk.prefix(count)
        }
        return String(decoding: drawn, as: UTF8.self)
    }

    /// Reads to the end what a process left that is gone: the kernel may still be handing it over. What was written later,
    /// a mark of ours, comes after it.
    func lookToTheEnd() {
        let mark: [UInt8] = [0, 1, 0]
        guard write(screenEnd, mark, mark.count) == mark.count else { return }
        var entry = pollfd(fd: personEnd, events: Int16(POLLIN), revents: 0)
        while !drawn.suffix(mark.count).elementsEqual(mark), poll(&entry, 1, 5000) == 1 { _ = look() }
        if drawn.suffix(mark.count).elementsEqual(mark) { drawn.removeLast(mark.count) }
    }

    func type(_ text: String) { _ = write(personEnd, text, text.utf8.count) }

    /// Gives the terminal another size. The kernel tells the process that leads the session.
    func resize(width: UInt16, height: UInt16) {
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(screenEnd, UInt(TIOCSWINSZ), &size)
    }

    /// Whether the terminal gathers lines and echoes, as a shell leaves it.
    var isCooked: Bool {
        var settings = termios()
        tcgetattr(screenEnd, &settings)
        return settings.c_lflag & UInt32(ICANON) != 0 && settings.c_lflag & UInt32(ECHO) != 0
    }

    /// Cuts the line, as a lost SSH connection does.
    func hangUp() {
        guard personEnd >= 0 else { return }
        close(personEnd)
        personEnd = -1
    }
}
