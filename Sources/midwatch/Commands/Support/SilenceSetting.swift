import ArgumentParser
import Calling
import Incidents
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// Sends a silence to the router, a new one or a changed one: what it would mute is said first, and asked about where
/// that is due.
struct SilenceSetting {
    /// Whether only that is said.
    var isPreview: Bool
    /// Whether the answer is yes already.
    var isConfirmed: Bool
    var form: OutputForm

    /// - Returns: what the router answered; nil when nothing was to be sent.
    /// - Throws: a ``CommandFailure`` when it is not to be set.
    func set(_ draft: SilenceDraft, at desk: HTTPDesk, now: Timestamp) async throws -> Receipt? {
        let found = try await desk.preview(draft)
        await RouterRemarks.say(of: desk)
        let said = SilenceText.preview(found, draft, now: now, style: .current)
        if isPreview {
            // Here it is what was asked for; else it stands beside the receipt.
            switch form {
            case .json: StandardStreams.write(Resources.encode(found) + [0x0A])
            case .table: StandardStreams.write(said)
            }
            return nil
        }
        if form == .table { StandardStreams.write(said, to: STDERR_FILENO) }
        try confirm(draft, found)
        guard let request = Requests.fresh() else { throw CommandFailure(.refused, "no request could be made") }
        let receipt = try await desk.setSilence(draft, request: request)
        if form == .json { StandardStreams.write(SilenceText.json(receipt) + [0x0A]) }
        return receipt
    }

    /// Asks where that is due.
    private func confirm(_ draft: SilenceDraft, _ found: SilencePreview) throws {
        if draft.endsWithAlerts, found.alerts == 0, draft.id == nil {
            throw CommandFailure(
                .refused,
                SafeText("nothing was done: nothing that \(draft.matchers.written) meets fires now, to end with"),
                nextStep: "name a time instead of --until-resolved: --for 2h")
        }
        guard found.asksFirst, !isConfirmed else { return }
        guard Prompt.canAsk else {
            throw CommandFailure(
                .refused, SafeText("nothing was done: \(found.reasonToAsk)"), nextStep: "say --yes if that is meant")
        }
        let question = "\(found.reasonToAsk). Silence it all the same?"
        guard Prompt.confirms(question) else { throw CommandFailure(.refused, "nothing was done") }
    }
}
