import ArgumentParser
import Calling
import Incidents
import Wire

/// Does one thing to several incidents: each is tried, each result is said, and the worst decides how the command ends.
struct ActRun {
    let desk: HTTPDesk
    let form: OutputForm
    /// What stands behind the router's words, for people.
    var addition = ""

    /// Performs the acts in order.
    ///
    /// - Throws: an `ExitCode` when one of them was not done; what was wrong is said by then.
    func perform(_ acts: [Act]) async throws {
        var results: [ActResult] = []
        for act in acts {
            let result = await perform(act)
            results.append(result)
            if form == .table { say(result) }
        }
        if form == .json { StandardStreams.write(ActResult.json(results) + [0x0A]) }
        let worst = results.map(\.exit).max() ?? .done
        if worst != .unreachable { await RouterRemarks.say(of: desk) }
        guard worst == .done else { throw ExitCode(worst.rawValue) }
    }

    private func perform(_ act: Act) async -> ActResult {
        // Both tries carry one request: if the first arrived and only its answer was lost, it has still one effect.
        guard let request = Requests.fresh() else { return ActResult(act.incident, .failure(.init(.refused, ""))) }
        do {
            return ActResult(act.incident, .success(try await desk.perform(act, request: request)))
        } catch let fault as CallFault where fault.isBrokenConnection {
            do { return ActResult(act.incident, .success(try await desk.perform(act, request: request))) } catch {
                return ActResult(act.incident, error: error)
            }
        } catch {
            return ActResult(act.incident, error: error)
        }
    }

    private func say(_ result: ActResult) {
        switch result.outcome {
        case .success(let receipt): StandardStreams.write("\(receipt.said)\(addition)\n")
        case .failure(let failure):
            let line = String(failure.line.dropFirst("midwatch: ".count))
            // Most say which one by themselves.
            StandardStreams.remark(line.hasPrefix("\(result.incident) ") ? line : "\(result.incident): \(line)")
        }
    }
}

/// What came of one act.
struct ActResult {
    var incident: IncidentNumber
    var outcome: Result<Receipt, CommandFailure>
    /// The word for programs, when it was refused.
    var code: String?

    init(_ incident: IncidentNumber, _ outcome: Result<Receipt, CommandFailure>) {
        (self.incident, self.outcome) = (incident, outcome)
    }

    init(_ incident: IncidentNumber, error: any Error) {
        self.init(incident, .failure(CommandFailure(error) ?? CommandFailure(.refused, SafeText("\(error)"))))
        code =
            switch error {
            case let refusal as Refusal: refusal.code.rawValue
            case CallFault.refusedByRouter(_, let answer): answer.code
            case CallFault.unauthorized: "unauthorized"
            case CallFault.unreachable: "unreachable"
            default: "badAnswer"
            }
    }

    var exit: CommandExit {
        switch outcome {
        case .success: .done
        case .failure(let failure): failure.exit
        }
    }

    /// An array with a receipt or an error for each incident, in the order in which they were named.
    static func json(_ results: [ActResult]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for result in results {
            writer.beginObject()
            switch result.outcome {
            case .success(let receipt):
                writer.name("incident")
                writer.integer((receipt.incident ?? result.incident).value)
                writer.name("said")
                writer.string(receipt.said)
            case .failure(let failure):
                writer.name("incident")
                writer.integer(result.incident.value)
                writer.name("code")
                writer.string(result.code ?? "refused")
                writer.name("error")
                writer.string(failure.sentence)
            }
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }
}
