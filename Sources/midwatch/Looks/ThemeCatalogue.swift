import Configuring
import Foundation
import Incidents
import TerminalUI

/// The themes that there are: those that the program carries with it, and those of the person.
struct ThemeCatalogue: Sendable {
    /// One theme, or what is wrong with its file.
    struct Entry: Sendable {
        var name: String
        /// The file of the person; nil for one that the program carries.
        var path: String?
        var read: Result<ThemeFile, ConfigurationRefusal>
    }

    /// The folder of the person's own themes; nil without a home.
    let folder: String?
    /// How many files of the folder are looked at.
    static let filesMax = 100

    private static let embedded: [(name: String, bytes: [UInt8])] = [
        ("default", PackageResources.default_yaml), ("high-contrast", PackageResources.high_contrast_yaml),
        ("colour-blind", PackageResources.colour_blind_yaml), ("mono", PackageResources.mono_yaml),
        ("night-red", PackageResources.night_red_yaml),
    ]

    init(environment: [String: String]) {
        folder = ConfigurationSearch.personalPath(environment).map { path in
            String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) + "/themes"
        }
    }

    /// The themes that the program carries, read anew: a start that wants one of them reads no other.
    var builtIn: [Entry] { Self.embedded.map { Self.builtIn($0.name, $0.bytes) } }

    private static func builtIn(_ name: String, _ bytes: [UInt8]) -> Entry {
        // These two are in the code as well, and a test holds them to be equal.
        let bases: [String: Theme] = ["default": .standard, "mono": .mono]
        let text = String(decoding: bytes, as: UTF8.self)
        return Entry(
            name: name, path: nil,
            read: result { () throws(ConfigurationRefusal) in
                try ThemeFile.parse(text, name: name, file: "\(name).yaml", bases: bases)
            })
    }

    /// What a person's theme may extend.
    private var bases: [String: Theme] {
        var bases: [String: Theme] = [:]
        for entry in builtIn {
            if case .success(let file) = entry.read { bases[entry.name] = file.theme }
        }
        return bases
    }

    /// All of them by name, the program's first; a person's own takes the place of one of the program's.
    var entries: [Entry] {
        let own = personal
        let names = Set(own.map(\.name))
        return builtIn.filter { !names.contains($0.name) } + own
    }

    private var personal: [Entry] {
        // A folder that is not there, or may not be read, has no themes.
        guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        let bases = bases
        return files.filter { $0.hasSuffix(".yaml") }.sorted().prefix(Self.filesMax).map {
            entry(path: "\(folder)/\($0)", bases)
        }
    }

    private func entry(path: String, _ bases: [String: Theme]) -> Entry {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        return Entry(
            name: name, path: path,
            read: Self.result { () throws(ConfigurationRefusal) in
                try ThemeFile.load(path, name: name, bases: bases)
            })
    }

    /// Whether the person has a file of this name.
    func hasOwn(_ name: String) -> Bool {
        guard let folder, !name.isEmpty else { return false }
        return FileManager.default.isReadableFile(atPath: "\(folder)/\(name).yaml")
    }

    private static func isPath(_ word: String) -> Bool {
        word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml")
    }

    /// What a configuration names as its theme: a path is relative to its file.
    static func word(_ theme: ConsoleSettings.Word, of file: String) -> String {
        isPath(theme.text) ? Configuration(file: file).resolved(theme.text) : theme.text
    }

    /// The theme that a word means: the path of a file when there is a slash in it or `.yaml` behind it, else a name.
    func entry(_ word: String) throws(ThemeFault) -> Entry {
        if Self.isPath(word) { return entry(path: word, bases) }
        if let folder, hasOwn(word) { return entry(path: "\(folder)/\(word).yaml", bases) }
        if let known = Self.embedded.first(where: { $0.name == word }) { return Self.builtIn(known.name, known.bytes) }
        throw .unknown(word, known: entries.map(\.name))
    }

    /// The same, read.
    func theme(_ word: String) throws(ThemeFault) -> ThemeFile {
        let entry = try entry(word)
        switch entry.read {
        case .success(let file): return file
        case .failure(let refusal): throw .faulty(refusal)
        }
    }

    private static func result(
        _ read: () throws(ConfigurationRefusal) -> ThemeFile
    ) -> Result<ThemeFile, ConfigurationRefusal> {
        do { return .success(try read()) } catch { return .failure(error) }
    }
}

/// Why there is no such theme.
enum ThemeFault: Error, Hashable {
    case unknown(String, known: [String])
    case faulty(ConfigurationRefusal)

    /// What is wrong, a line for each fault.
    var lines: [SafeText] {
        switch self {
        case .unknown(let word, let known):
            [
                SafeText(
                    "there is no theme \"\(word)\"; name one of \(known.joined(separator: ", ")), or the path of a file"
                )
            ]
        case .faulty(let refusal): refusal.faults.map { SafeText("\($0)") }
        }
    }

    /// What a command ends with.
    var exit: CommandExit {
        switch self {
        case .unknown: .usage
        case .faulty: .refused
        }
    }

    /// Says all that is wrong but the last line, and answers that as the command's failure.
    func told() -> CommandFailure {
        for line in lines.dropLast() { StandardStreams.remark(line.shown) }
        return CommandFailure(exit, lines.last ?? "the theme cannot be used")
    }
}
