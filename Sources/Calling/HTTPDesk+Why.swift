package import Incidents
internal import NIOHTTP1
package import Wire

extension HTTPDesk {
    /// Why the alerts of an incident were told or kept quiet.
    ///
    /// - Parameter moment: as of when; now when nil.
    package func why(_ number: IncidentNumber, at moment: Timestamp? = nil) async throws -> Explanation {
        try await why("incident=\(number.value)", at: moment)
    }

    /// Why an alert was told or kept quiet.
    package func why(_ fingerprint: Fingerprint, at moment: Timestamp? = nil) async throws -> Explanation {
        try await why("fingerprint=\(fingerprint)", at: moment)
    }

    private func why(_ subject: String, at moment: Timestamp?) async throws -> Explanation {
        let tail = moment.map { "&at=\($0.rfc3339)" } ?? ""
        let bytes = try await answer(.GET, "/api/v1/why?\(subject)\(tail)", sizeMax: Resources.answerSizeMax)
        return try reading { () throws(ResourceFault) in try Resources.explanation(from: bytes) }
    }
}
