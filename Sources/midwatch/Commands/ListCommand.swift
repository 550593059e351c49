import ArgumentParser
import Calling
import Incidents
import Wire

/// `midwatch list`: what is open, the most urgent first.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show the open incidents, the most urgent first.",
        discussion: """
            Incidents that cleared before anybody saw them are listed too, until somebody acknowledges them.

            A query is written as in the console's filter, and every term must hold:
              sev<=2              severity; also sev=1, sev>=3
              state:new           new, open, ack, snooze, mitg, clrd, rslv, muted, nonews, all
              svc:check*          service; * stands for anything
              owner:me            whose it is; also owner:kim, owner:nobody
              age>10m             open for longer; also age<2h, changed<5m (s, m, h, d)
              id:10..20           by number
              firing>10           by the count of firing alerts
              label:cluster=eu-*  by a label of its group; NAME=VALUE is the same
              deploy              in title, service or labels; '"two words"' for several
              !deploy             none of these (quote the ! for your shell)
            What a query hides is counted on stderr, and what needs an acknowledge among it.

            Examples: midwatch list 'sev<=2' owner:nobody
                      midwatch list state:all -o json
            """)

    @Argument(help: ArgumentHelp("Which ones: the open ones without it.", valueName: "query"))
    var query: [String] = []

    @Flag(help: "Go on, and show each change as it comes. Ends with Ctrl-C.")
    var watch = false

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let query = try ListQuery(query)
        let desk = try router.desk()
        if watch {
            try await ListWatch(query: query, form: output.form, style: .current).run(desk)
            return
        }
        let found = try await desk.incidents(query.query)
        await RouterRemarks.say(of: desk)
        switch output.form {
        case .json: StandardStreams.write(Resources.encode(found.incidents) + [0x0A])
        case .table:
            let now = WallTime.now
            StandardStreams.write(
                IncidentTable.text(found.incidents, now: now, style: .current, emptiness: query.emptiness))
            if let hiding = found.hiding { StandardStreams.remark(hiding.shown) }
        }
    }
}
