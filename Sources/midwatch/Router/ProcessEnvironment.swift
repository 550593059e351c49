#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// The environment of the process, read once at the composition.
enum ProcessEnvironment {
    static let all: [String: String] = {
        var all: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee.map({ String(cString: $0) }) {
            if let equals = text.firstIndex(of: "=") {
                all[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            entry += 1
        }
        return all
    }()
}
