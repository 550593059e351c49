import Foundation

/// The Swift files of this package, found from where this file lies.
enum SourceTree {
    struct File: Sendable, CustomStringConvertible {
        /// From the top of the repository: `Sources/Incidents/Alert.swift`.
        var path: String
        var text: String
        var description: String { path }

        var module: String { String(path.split(separator: "/")[1]) }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func files(in folder: String) -> [File] {
        let base = root.appendingPathComponent(folder)
        guard let walk = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: base.appendingPathComponent(path), encoding: .utf8) else {
                return nil
            }
            return File(path: "\(folder)/\(path)", text: text)
        }
    }

    static let sources = files(in: "Sources")
    static let tests = files(in: "Tests")

    /// The modules that a file imports.
    static func imports(of file: File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
                words[..<place].allSatisfy({
                    ["package", "internal", "private", "public", "@preconcurrency"].contains($0)
                })
            else { return nil }
            return String(words[place + 1])
        }
    }
}
