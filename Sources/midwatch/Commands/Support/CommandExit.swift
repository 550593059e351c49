/// What a command ends with: published, so that scripts can rely on it.
enum CommandExit: Int32, Comparable {
    case done = 0
    /// Refused by the router, or a check that failed.
    case refused = 1
    /// The command line itself was wrong.
    case usage = 2
    case unreachable = 3

    /// Of several results the worse one is the command's: that nobody was reached outweighs a refusal.
    static func < (a: CommandExit, b: CommandExit) -> Bool { a.rawValue < b.rawValue }
}
