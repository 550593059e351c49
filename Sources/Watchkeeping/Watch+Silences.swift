import Incidents
import Routing

/// Silences: set, changed in place, and ended.
extension Watch {
    mutating func silenceSet(
        _ draft: SilenceDraft, newID: SilenceID, by actor: Actor, request: RequestID?, at now: Timestamp
    ) -> Outcome {
        .refused(Refusal(.silenceRefused, "silences are not kept yet"))
    }

    mutating func silenceExpired(_ id: SilenceID, by actor: Actor, request: RequestID?, at now: Timestamp) -> Outcome {
        .refused(Refusal(.unknownSilence, "silence not found"))
    }
}
