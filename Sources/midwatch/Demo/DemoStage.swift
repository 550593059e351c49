import Calling

/// What the demo needs from the composition: a real router, and a real console.
struct DemoStage: Sendable {
    /// Runs a router in a place until the task is cancelled, and calls back with its addresses once it is bound.
    var router: @Sendable (DemoPlace, _ onReady: @escaping @Sendable ([String]) async -> Void) async throws -> Void
    /// Runs a console at an address until the person leaves it.
    var console: @Sendable (RouterAddress) async throws -> Void
}
