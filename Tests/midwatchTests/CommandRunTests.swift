import ArgumentParser
import Calling
import Incidents
import Testing
import Wire

@testable import midwatch

@Suite("How commands end")
struct CommandRunTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var error: any Error
        var code: Int32
        var text: String
    }

    @Test(
        "maps what went wrong to the published codes, with one line",
        arguments: [
            Example(
                testDescription: "a refusal", error: Refusal(.notHeld, "nobody has #17"), code: 1,
                text: "midwatch: nobody has #17"),
            Example(
                testDescription: "nobody there", error: CallFault.unreachable(.standard, why: "nothing listens there"),
                code: 3,
                text: "midwatch: the router at http://127.0.0.1:3003 cannot be reached: nothing listens there; "
                    + "start one with midwatch serve, name one with --server, or look with midwatch doctor"),
            Example(
                testDescription: "not allowed", error: CallFault.unauthorized("you may only read"), code: 1,
                text: "midwatch: you may only read"),
            Example(
                testDescription: "the router said no",
                error: CallFault.refusedByRouter(status: 503, ErrorAnswer(code: "full", error: "the disk is full")),
                code: 1, text: "midwatch: the disk is full"),
            Example(
                testDescription: "a failure of our own",
                error: CommandFailure(.usage, "\"x\" is no time", nextStep: "write 06:00"), code: 2,
                text: "midwatch: \"x\" is no time; write 06:00"),
            Example(testDescription: "a code alone", error: ExitCode(1), code: 1, text: ""),
            Example(testDescription: "a Ctrl-C", error: CancellationError(), code: 0, text: ""),
        ])
    func maps(_ example: Example) {
        let ending = CommandRun.ending(of: example.error, Midwatch.self)

        #expect(ending.code == example.code)
        #expect(ending.text == example.text)
    }

    @Test(
        "ends with 2 when the command line is wrong",
        arguments: [
            ["ack"], ["ack", "x"], ["ack", "0"], ["snooze", "17"],
            ["snooze", "17", "--for", "30m", "--until", "06:00"],
            ["snooze", "17", "--for", "never"], ["severity", "17", "SEV9"], ["note", "17", " "], ["list", "-o", "xml"],
            ["demo", "--speed", "0"], ["nonsense"], ["list", "--nonsense"],
        ])
    func usage(arguments: [String]) throws {
        let error = #expect(throws: (any Error).self) { _ = try Midwatch.parseAsRoot(arguments) }

        #expect(CommandRun.ending(of: try #require(error), Midwatch.self).code == 2)
    }

    @Test(
        "ends with 0 when help is asked for, on stdout", arguments: [["--help"], ["help", "ack"], ["list", "--help"]])
    func help(arguments: [String]) throws {
        var thrown: (any Error)?
        do {
            var command = try Midwatch.parseAsRoot(arguments)
            try command.run()
        } catch { thrown = error }

        let ending = CommandRun.ending(of: try #require(thrown), Midwatch.self)
        #expect(ending.code == 0)
        #expect(!ending.isError)
        #expect(ending.text.contains("USAGE"))
    }

    @Test(
        "a negative time is refused by its name, and not taken for options",
        arguments: [
            ["silence", "extend", "6f0a2c1e", "-1h"], ["silence", "add", "a=b", "-1h30m"],
            ["silence", "add", "a=b", "--for", "-2h"], ["snooze", "17", "--for", "-99999999999h"],
        ])
    func negative(arguments: [String]) throws {
        let failure = #expect(throws: CommandFailure.self) { try NegativeTime.refuse(in: arguments) }
        let word = try #require(arguments.last)
        let ending = CommandRun.ending(of: try #require(failure), Midwatch.self)
        #expect(ending.code == 2 && ending.isError)
        #expect(ending.text.hasPrefix("midwatch: \"\(word)\" is a negative time, and"))
        #expect(ending.text.contains(arguments[0] == "silence" ? "silence change ends one earlier" : "write "))
    }

    @Test(
        "what is no negative time is left to the parser",
        arguments: [
            ["note", "17", "--", "-1h"], ["ack", "-1"], ["list", "-h"], ["list", "-o", "json"], ["list", "-"],
        ])
    func noNegative(arguments: [String]) throws { try NegativeTime.refuse(in: arguments) }

    @Test("the worst of several results decides")
    func worst() {
        #expect([CommandExit.done, .unreachable, .refused].max() == .unreachable)
        #expect([CommandExit.done, .refused].max() == .refused)
    }

    @Test("takes numbers with and without their sign", arguments: [("17", 17), ("#17", 17)])
    func numbers(text: String, value: Int) {
        #expect(IncidentNumber(argument: text)?.value == value)
    }

    @Test("refuses what is no number", arguments: ["", "#", "-1", "0", "1.5", "٣", "99999999999999999999"])
    func noNumbers(text: String) {
        #expect(IncidentNumber(argument: text) == nil)
    }

    @Test("writes each result of several acts as JSON, hidden characters escaped")
    func json() {
        let results = [
            ActResult(IncidentNumber(17), .success(Receipt(incident: IncidentNumber(17), said: "acked #17"))),
            ActResult(IncidentNumber(18), error: Refusal(.heldBySomebodyElse, SafeText("k\u{202E}im has it"))),
        ]

        #expect(
            String(decoding: ActResult.json(results), as: UTF8.self)
                == #"[{"incident":17,"said":"acked #17"},"#
                + #"{"incident":18,"code":"heldBySomebodyElse","error":"k\u202eim has it"}]"#)
    }
}
