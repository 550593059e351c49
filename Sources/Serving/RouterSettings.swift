package import Routing

/// Where and how a router runs: what the command line decides, once.
package struct RouterSettings: Sendable {
    /// The TCP address to listen at, or nil for none. Port 0 takes a free one.
    package var tcp: (host: String, port: Int)?
    /// The Unix socket to listen at, or nil for none.
    package var socket: String?
    /// The group that may use the socket besides its owner.
    package var socketGroup: String?
    /// How many connections each door takes at once.
    package var connections = ConnectionBudget(descriptors: 1024)
    /// What rings the terminals of those logged in.
    package var bells: any Bells
    /// Where new ids are drawn from.
    package var random: any RandomBits = SystemRandomBits()
    /// Called once everything is bound and restored, with the addresses.
    package var onReady: @Sendable ([String]) async -> Void = { _ in }
    /// Reads the text of a configuration that was kept, for explaining what was decided by it; nil when it cannot be read.
    package var routing: @Sendable (_ text: String) -> KeptRouting? = { _ in nil }
    /// Gives memory that nobody uses back to the system.
    package var returnMemory: @Sendable () -> Void = {}
    /// Loads the configuration again; throws what is wrong with it, as one text.
    package var reload: @Sendable () async throws -> RouterConfiguration

    package init(
        tcp: (host: String, port: Int)?, socket: String?, socketGroup: String? = nil, bells: any Bells,
        reload: @escaping @Sendable () async throws -> RouterConfiguration
    ) {
        (self.tcp, self.socket, self.socketGroup, self.bells, self.reload) = (tcp, socket, socketGroup, bells, reload)
    }
}

/// What the text of a configuration that was kept says of routing.
package struct KeptRouting: Sendable {
    package var tree: RoutingTree
    package var inhibitRules: [InhibitRule]

    package init(tree: RoutingTree, inhibitRules: [InhibitRule]) {
        (self.tree, self.inhibitRules) = (tree, inhibitRules)
    }
}
