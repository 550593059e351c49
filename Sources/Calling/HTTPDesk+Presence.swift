internal import NIOHTTP1
package import Wire

extension HTTPDesk {
    /// Says which incident the person at a console looks at. The router forgets it after 45 s, and when the feed of a
    /// desk that is ``seated(at:)`` that console ends.
    package func look(_ request: PresenceRequest) async throws {
        _ = try await answer(.PUT, "/api/v1/presence", body: Resources.encode(request))
    }
}
