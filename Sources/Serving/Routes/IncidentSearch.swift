import HTTPTypes
import Hummingbird
import Incidents
import Wire

/// What `/api/v1/incidents` is asked for: `q=`, `state=` and `limit=`.
struct IncidentSearch: Sendable {
    var query: IncidentQuery
    /// Whether those that are over are looked through as well.
    var includesResolved: Bool
    /// The most that are answered; all when nil.
    var limit: Int?

    /// Why a request cannot be read.
    struct Fault: Error {
        var code: String
        var sentence: String
    }

    init(_ request: Request) throws(Fault) {
        let parameters = QueryParameters(request)
        do throws(QueryFault) {
            query = try IncidentQuery(parameters["q"] ?? "")
        } catch {
            throw Fault(code: "badQuery", sentence: "the query cannot be read, \(error)")
        }
        limit = parameters["limit"].flatMap { Int($0) }
        guard parameters["limit"] == nil || limit.map({ $0 > 0 }) ?? false else {
            throw Fault(code: "badLimit", sentence: "limit is a number above 0")
        }
        switch parameters["state"] {
        case nil: includesResolved = query.asksForResolved
        case "open": includesResolved = false
        case "all": includesResolved = true
        default: throw Fault(code: "badState", sentence: "state is open or all")
        }
    }

    /// Goes through incidents and keeps those that the query lets through.
    ///
    /// - Parameter me: the person that `owner:me` means.
    func filtered(
        _ pieces: some Sequence<[IncidentSummary]>, me: SafeText, at now: Timestamp
    ) -> FoundIncidents {
        var found = FoundIncidents()
        for piece in pieces {
            for incident in piece {
                if query.matches(incident, me: me, at: now) {
                    if found.incidents.count < limit ?? .max { found.incidents.append(incident) }
                } else if incident.isListed {
                    found.hidden += 1
                    if incident.needsAcknowledge { found.hiddenNeedingAcknowledge += 1 }
                }
            }
        }
        return found
    }
}

extension Response {
    /// The incidents as an array; what the query hides stands in the headers.
    static func found(_ found: FoundIncidents) -> Response {
        var response = Response.json(Resources.encode(found.incidents))
        for (name, value) in found.headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
