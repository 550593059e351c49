import ArgumentParser
import Calling
import Incidents
import Wire

extension SilenceCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one silence in full: what it says, what it mutes now, and what was done to it.",
            discussion: """
                Also one that is over, for as long as the router has it in memory.

                Example: midwatch silence show 6f0a2c1e
                """)

        @Argument(help: ArgumentHelp("Its id, as list shows it; its first 4 digits are enough.", valueName: "id"))
        var id: String

        @OptionGroup var router: RouterOptions
        @OptionGroup var output: OutputOptions

        func validate() throws { try SilenceConditions.validate(id: id) }

        func run() async throws {
            let desk = try router.desk()
            let found = try await SilenceConditions.find(id, at: desk)
            await RouterRemarks.say(of: desk)
            switch output.form {
            case .json: StandardStreams.write(Resources.encode(found) + [0x0A])
            case .table: StandardStreams.write(SilenceText.whole(found, now: WallTime.now, style: .current))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show silences, and what each mutes now.",
            discussion: """
                Those that are active or pending; --active, --pending and --expired show these alone, or together, and \
                --all shows all. A condition shows the silences that have it themselves, word for word, as amtool's \
                silence query does.

                Examples: midwatch silence list
                          midwatch silence list service=search --owner kim --expired
                """)

        @Argument(help: ArgumentHelp("A condition that the silence has.", valueName: "condition"))
        var conditions: [String] = []

        @Option(help: ArgumentHelp("Only those of this owner.", valueName: "NAME"))
        var owner: String?

        @Flag(help: "Those that mute now.")
        var active = false

        @Flag(help: "Those that begin later.")
        var pending = false

        @Flag(help: "Those that are over.")
        var expired = false

        @Flag(help: "All, also those that are over.")
        var all = false

        @Flag(help: "Only those whose review is due.")
        var due = false

        @OptionGroup var router: RouterOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            for condition in conditions { _ = try SilenceConditions.read(condition) }
        }

        private var states: Set<Silence.State>? {
            if all { return nil }
            var states: Set<Silence.State> = []
            if active { states.insert(.active) }
            if pending { states.insert(.pending) }
            if expired { states.insert(.expired) }
            return states.isEmpty ? [.active, .pending] : states
        }

        func run() async throws {
            let desk = try router.desk()
            let found = try await desk.silences(states, having: conditions.map(SilenceConditions.read))
            let silences = found.filter { summary in
                (owner.map { summary.silence.createdBy.original == $0 } ?? true) && (!due || summary.reminder != nil)
            }
            await RouterRemarks.say(of: desk)
            let isFiltered = !conditions.isEmpty || owner != nil || due
            switch output.form {
            case .json: StandardStreams.write(Resources.encode(silences) + [0x0A])
            case .table where silences.isEmpty && isFiltered: StandardStreams.write("No silence meets that.\n")
            case .table: StandardStreams.write(SilenceText.table(silences, now: WallTime.now, style: .current))
            }
        }
    }
}
