import ArgumentParser
import Calling
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// Which router is meant, and as whom.
struct RouterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The router: http://HOST:PORT, or unix:/PATH of its socket.", valueName: "ADDRESS"))
    var server: String?

    @Option(
        help: ArgumentHelp(
            "A file whose first line is the token to send; only sent to a router that is named.", valueName: "FILE"))
    var tokenFile: String?

    /// Finds the router, and says what is worth saying about the choice.
    func desk(as client: FeedClient = .command) throws -> HTTPDesk {
        let chosen = try ChosenRouter(server: server, tokenFile: tokenFile, environment: ProcessEnvironment.all)
        for remark in chosen.remarks { StandardStreams.remark(remark.shown) }
        return HTTPDesk(address: chosen.choice.address, token: chosen.token, client: client)
    }
}

/// The router that is spoken to, and the token that is sent to it.
struct ChosenRouter: Sendable {
    static let tokenVariable = "MIDWATCH_TOKEN"

    var choice: RouterChoice
    var token: String?
    var remarks: [SafeText] = []

    /// - Throws: a ``CommandFailure`` when the address or the file of the token is no good.
    init(server: String?, tokenFile: String?, environment: [String: String]) throws {
        do {
            choice = try RouterDiscovery.find(option: server, environment: environment, isSocket: ChosenRouter.isSocket)
        } catch {
            throw CommandFailure(.usage, SafeText(error.description))
        }
        remarks += [choice.remark].compactMap { $0 }
        guard choice.isNamed else {
            if tokenFile != nil {
                remarks.append("the token is not sent: no router was named; name one with --server")
            }
            return
        }
        if let tokenFile {
            do { token = try TokenFile.read(tokenFile) } catch {
                throw CommandFailure(.usage, SafeText("\(error)"))
            }
        } else if let text = environment[ChosenRouter.tokenVariable], !text.isEmpty {
            token = text
        }
        // A line break in a header would be a header of its own.
        guard token?.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) ?? true else {
            throw CommandFailure(.usage, "the token holds a character that no token has; write it as plain letters")
        }
    }

    static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }
}
