import ArgumentParser

/// The commands, as the help groups them.
enum CommandGroups {
    static let incidents = CommandGroup(
        name: "Incidents",
        subcommands: [
            ListCommand.self, ShowCommand.self, AckCommand.self, UnackCommand.self, TakeCommand.self,
            SnoozeCommand.self, MitigateCommand.self, ResolveCommand.self, ReopenCommand.self, NoteCommand.self,
            SeverityCommand.self, MergeCommand.self, UnmergeCommand.self, UndoCommand.self, WhyCommand.self,
            SilenceCommand.self,
        ])

    static let setup = CommandGroup(
        name: "Setting up",
        subcommands: [
            InitCommand.self, CheckConfigCommand.self, RoutesCommand.self, DoctorCommand.self, ThemeCommand.self,
            BackupCommand.self,
        ])
}
