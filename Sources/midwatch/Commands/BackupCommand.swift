import ArgumentParser
import Calling
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch backup`: a complete copy of the store, while the router goes on.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the store into a new file, while the router runs.",
        discussion: """
            The copy is a store of its own: midwatch serve --store sqlite:FILE opens it. A file that is there is never \
            written over.

            Example: midwatch backup /var/backups/midwatch-monday.db
            """)

    @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
    var file: String

    @OptionGroup var router: RouterOptions

    func run() async throws {
        let desk = try router.desk()
        let size = try await BackupCommand.copy(to: file, showsProgress: StandardStreams.isTerminal(STDERR_FILENO)) {
            try await desk.backup(to: $0)
        }
        StandardStreams.write("\(SafeText(file)): \(BackupCommand.said(size))\n")
    }

    /// What every SQLite file begins with.
    static let header = Array("SQLite format 3\0".utf8)

    /// Copies what a source streams into a new file; nothing is left when it breaks off or is no store.
    static func copy(
        to path: String, showsProgress: Bool, from source: (([UInt8]) async throws -> Void) async throws -> Int
    ) async throws -> Int {
        let file = try NewFile(path)
        let beginning = BackupBeginning()
        let size: Int
        do {
            size = try await source { piece in
                try beginning.check(piece)
                try file.write(piece)
                if showsProgress { StandardStreams.write("\r\(said(beginning.size)) ", to: STDERR_FILENO) }
            }
        } catch {
            if showsProgress { StandardStreams.write("\n", to: STDERR_FILENO) }
            throw error
        }
        if showsProgress { StandardStreams.write("\r\u{1B}[K", to: STDERR_FILENO) }
        guard size >= header.count else { throw noStore }
        try file.finish()
        return size
    }

    static let noStore = CommandFailure(
        .refused, "what the router sent is no store", nextStep: "look with midwatch doctor")

    static func said(_ size: Int) -> String {
        size < 10 << 10 ? "\(size) bytes" : size < 10 << 20 ? "\(size >> 10) KiB" : "\(size >> 20) MiB"
    }
}

/// The first bytes of a copy, which show whether it is a store at all.
private final class BackupBeginning {
    private var bytes: [UInt8] = []
    private(set) var size = 0

    func check(_ piece: [UInt8]) throws {
        size += piece.count
        guard bytes.count < BackupCommand.header.count else { return }
        bytes += piece.prefix(BackupCommand.header.count - bytes.count)
        guard BackupCommand.header.starts(with: bytes) else { throw BackupCommand.noStore }
    }
}
