import ArgumentParser

/// For whom the output is: a person, or a program.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

struct OutputOptions: ParsableArguments {
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("table for people, json for programs.", valueName: "table|json"))
    var form = OutputForm.table
}
