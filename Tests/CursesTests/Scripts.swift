import Glibc

/// Small programs that stand in for a person's editor or for tmux, in a folder of their own.
final class Scripts {
    let folder: String

    init() throws {
        var name = Array("/tmp/midwatch-scripts-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw PseudoTerminal.NoTerminal() }
        folder = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The path of a shell script of this name.
    func add(_ name: String, _ body: String) -> String {
        let path = "\(folder)/\(name)"
        let text = "#!/bin/sh\n\(body)\n"
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o700)
        _ = write(file, text, text.utf8.count)
        close(file)
        return path
    }

    /// What a file in the folder holds; nil when there is none.
    func read(_ name: String) -> String? {
        let file = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 100_000)
        let count = Glibc.read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// The names of the files.
    var names: [String] {
        guard let entries = opendir(folder) else { return [] }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    deinit {
        for name in names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
}
