import Glibc

/// A text in a file that only we may read, for as long as an editor needs it.
final class Draft {
    /// Where the file lies.
    let path: String

    /// The longest text that is taken back, in bytes.
    static let lengthMax = 65_536

    /// Writes the text to a new file in the folder, or in `/tmp` when the folder refuses; nil when both do.
    init?(_ text: String, in folder: String) {
        guard let path = Draft.write(text, in: folder) ?? Draft.write(text, in: "/tmp") else { return nil }
        self.path = path
    }

    /// What the file holds now and whether it was longer than that; nil when it is no file of ours any more.
    func read() -> (text: String, isCut: Bool)? {
        // The editor may have put another file in its place.
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_uid == geteuid() else { return nil }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 8192)
        while bytes.count <= Draft.lengthMax {
            let count = Glibc.read(file, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk.prefix(count)
        }
        let isCut = bytes.count > Draft.lengthMax
        if isCut {
            bytes.removeLast(bytes.count - Draft.lengthMax)
            // Not in the middle of a character.
            while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
            if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
        }
        return (String(decoding: bytes, as: UTF8.self), isCut)
    }

    private static func write(_ text: String, in folder: String) -> String? {
        let suffix = ".txt"
        var name = Array("\(folder)/midwatch-note-XXXXXX\(suffix)".utf8CString)
        let file = mkstemps(&name, Int32(suffix.utf8.count))
        guard file >= 0 else { return nil }
        let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { all in
                all.baseAddress.map { Glibc.write(file, $0 + done, bytes.count - done) } ?? -1
            }
            if count <= 0 { break }
            done += count
        }
        guard close(file) == 0, done == bytes.count else {
            unlink(path)
            return nil
        }
        return path
    }

    deinit {
        unlink(path)
        // Some editors keep what was there before.
        unlink(path + "~")
    }
}
