import Console
import Glibc
import Incidents

/// Where a person's saved filters are kept: a line each, its name, a tab, the query.
struct ViewsFile {
    /// The largest file that is read, in bytes.
    private static let sizeMax = 64 << 10

    let path: String

    /// Under `XDG_STATE_HOME`, else `~/.local/state`; nil where there is no home at all.
    init?(environment: [String: String]) {
        let state = environment["XDG_STATE_HOME"] ?? environment["HOME"].map { "\($0)/.local/state" }
        guard let state, !state.isEmpty else { return nil }
        path = "\(state)/midwatch/views"
    }

    init(path: String) { self.path = path }

    /// What is saved; nothing when there is no file, or none that can be read.
    func load() -> [String: String] {
        guard let file = fopen(path, "re") else { return [:] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: Self.sizeMax)
        let count = fread(&bytes, 1, bytes.count, file)
        var views: [String: String] = [:]
        for line in String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: "\n") {
            guard let tab = line.firstIndex(of: "\t") else { continue }
            views[String(line[..<tab])] = String(line[line.index(after: tab)...])
        }
        return views
    }

    /// Writes all of them: whole, or not at all. Answers why it could not, or nil.
    func save(_ views: [String: String]) -> SafeText? {
        let folder = path.split(separator: "/").dropLast()
        for length in 1...max(1, folder.count) { mkdir("/" + folder.prefix(length).joined(separator: "/"), 0o700) }
        let text = views.sorted { $0.key < $1.key }
            .map { "\(SafeText($0.key))\t\(SafeText($0.value))\n" }.joined()
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return reason() }
        var copy = text
        let written = copy.withUTF8 { write(descriptor, $0.baseAddress, $0.count) }
        let isWhole = written == text.utf8.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWhole, rename(draft, path) == 0 else {
            defer { unlink(draft) }
            return reason()
        }
        return nil
    }

    private func reason() -> SafeText { SafeText("\(path): \(String(cString: strerror(errno)))") }
}
