package import Incidents
internal import NIOHTTP1
internal import Wire

extension HTTPDesk {
    /// All silences that the router keeps, with what each mutes now: active ones first, those that end soonest first.
    ///
    /// - Parameters:
    ///   - states: which of them; all when nil.
    ///   - matchers: conditions that they have themselves, word for word.
    package func silences(
        _ states: Set<Silence.State>? = nil, having matchers: [SilenceMatcher] = []
    ) async throws -> [SilenceSummary] {
        let hidden = Silence.State.allCases.filter { states?.contains($0) == false }
        let filters = matchers.map { "filter=\(HTTPDesk.percentEncoded($0.written))" }
        let query = (hidden.map { "\($0.rawValue)=false" } + filters).joined(separator: "&")
        let bytes = try await answer(
            .GET, "/api/v1/silences" + (query.isEmpty ? "" : "?\(query)"), sizeMax: Resources.answerSizeMax)
        return try reading { () throws(ResourceFault) in try Resources.silences(from: bytes) }
    }

    /// What a silence would mute if it were set now. Nothing is changed by asking.
    package func preview(_ draft: SilenceDraft) async throws -> SilencePreview {
        let body = Resources.encode(SilenceRequest(draft: draft))
        let bytes = try await answer(.POST, "/api/v1/silences/preview", body: body)
        return try reading { () throws(ResourceFault) in try Resources.silencePreview(from: bytes) }
    }

    /// Sets a silence, or changes one. The receipt names its id, which is another one where it could not be changed in
    /// place. The same request sent twice has one effect.
    ///
    /// - Throws: the ``Refusal`` of the watch, or a ``CallFault``.
    package func setSilence(_ draft: SilenceDraft, request: RequestID) async throws -> Receipt {
        let body = Resources.encode(SilenceRequest(draft: draft, request: request))
        let bytes = try await answer(.POST, "/api/v1/silences", body: body)
        return try reading { () throws(ResourceFault) in try Resources.receipt(from: bytes) }
    }

    /// Ends a silence now. One that is over already stays as it is.
    ///
    /// - Parameter readAsOf: when it was changed last, as it was read: one that was changed since is left alone.
    /// - Throws: the ``Refusal`` of the watch, or a ``CallFault``.
    package func expireSilence(
        _ id: SilenceID, request: RequestID, readAsOf: Timestamp? = nil
    ) async throws -> Receipt {
        let read = readAsOf.map { "&readAsOf=\(HTTPDesk.percentEncoded($0.rfc3339))" } ?? ""
        let query = "request=\(HTTPDesk.percentEncoded(request.text))\(read)"
        let bytes = try await answer(.DELETE, "/api/v1/silences/\(id)?\(query)")
        return try reading { () throws(ResourceFault) in try Resources.receipt(from: bytes) }
    }
}
