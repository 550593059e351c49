package import Incidents
internal import NIOHTTP1
package import Wire

extension HTTPDesk {
    /// The incidents that a query lets through, and what it hides. `owner:me` is whoever the router takes us for.
    package func incidents(_ query: IncidentQuery) async throws -> FoundIncidents {
        let path = "/api/v1/incidents" + (query.isEmpty ? "" : "?q=\(HTTPDesk.percentEncoded(query.text))")
        let answer = try await answerWithHeaders(.GET, path, sizeMax: Resources.answerSizeMax)
        var found = FoundIncidents()
        found.incidents = try reading { () throws(ResourceFault) in try Resources.incidents(from: answer.body) }
        found.hidden = HTTPDesk.count(answer.headers[FoundIncidents.hiddenHeader])
        found.hiddenNeedingAcknowledge = HTTPDesk.count(answer.headers[FoundIncidents.hiddenNeedingAcknowledgeHeader])
        return found
    }

    /// A router that is older says nothing of what it hides.
    private static func count(_ values: [String]) -> Int { values.first.flatMap { Int($0) }.map { max(0, $0) } ?? 0 }

    /// All but what RFC 3986 leaves unreserved becomes `%XX`.
    static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }
}
