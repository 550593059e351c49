import ArgumentParser
import Incidents
import Wire

/// `midwatch note`: a line for the timeline.
struct NoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Write a line into the timeline of an incident.",
        discussion: """
            A note of its holder also renews the acknowledge. Write -- before a text that begins with a hyphen.

            Example: midwatch note 17 rolled back to 41, errors are falling
            """)

    @Argument(help: "The number of the incident.")
    var number: IncidentNumber

    @Argument(help: "What is to be remembered.")
    var text: [String]

    @OptionGroup var router: RouterOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let note = text.joined(separator: " ")
        guard note.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("the note is empty; write what is to be remembered")
        }
        guard note.utf8.count <= ActRequest.noteLengthMax else {
            throw ValidationError("the note is longer than \(ActRequest.noteLengthMax) bytes; shorten it")
        }
    }

    func run() async throws {
        let act = Act(.note(SafeText(text.joined(separator: " "))), number)
        try await ActRun(desk: try router.desk(), form: output.form).perform([act])
    }
}
