package import Incidents

/// How the router is and where it lives: `GET /api/v1/status`.
package struct RouterStatus: Hashable, Sendable {
    package var router: RouterIdentity
    package var storePath: SafeText
    /// How large the store is, in bytes.
    package var storeSize: Int64
    /// The version of the store's schema.
    package var storeSchema: Int
    /// Where the configuration was read from; nil when there is none.
    package var configurationPath: SafeText?
    /// The addresses that it listens on: `127.0.0.1:3003`, `unix:/run/midwatch/midwatch.sock`.
    package var listeners: [SafeText]
    /// Why the router cannot do its whole job now; nil while it can.
    package var degraded: SafeText?
    /// When and by how much its wall clock was last set; nil while it runs as it should.
    package var clockSet: ClockSet?
    /// Whether anybody is told.
    package var paging: Paging
    /// The silence that mutes whatever fires; nil while there is none.
    package var allMuted: Mute?
    /// Why the configuration was not taken when it was last loaded again: the former one is in force. Nil when it was.
    package var reloadFault: SafeText?

    package init(
        router: RouterIdentity, storePath: SafeText, storeSize: Int64, storeSchema: Int,
        configurationPath: SafeText? = nil, listeners: [SafeText] = [], degraded: SafeText? = nil,
        clockSet: ClockSet? = nil, paging: Paging = .on, allMuted: Mute? = nil, reloadFault: SafeText? = nil
    ) {
        (self.router, self.storePath, self.storeSize) = (router, storePath, storeSize)
        (self.storeSchema, self.configurationPath) = (storeSchema, configurationPath)
        (self.listeners, self.degraded, self.clockSet) = (listeners, degraded, clockSet)
        (self.paging, self.allMuted, self.reloadFault) = (paging, allMuted, reloadFault)
    }
}

extension Resources {
    /// Writes the status.
    package static func encode(_ status: RouterStatus) -> [UInt8] {
        write { writer in
            writer.beginObject()
            writer.name("router")
            writer.router(status.router)
            writer.name("store")
            writer.beginObject()
            writer.name("path")
            writer.string(status.storePath)
            writer.name("size")
            writer.integer(status.storeSize)
            writer.name("schema")
            writer.integer(status.storeSchema)
            writer.endObject()
            writer.name("configuration")
            writer.string(status.configurationPath)
            writer.name("listeners")
            writer.array(status.listeners) { $0.string($1) }
            writer.name("degraded")
            writer.string(status.degraded)
            writer.clockSet(status.clockSet)
            writer.paging(status.paging)
            writer.name("allMuted")
            writer.mute(status.allMuted)
            writer.name("reloadFault")
            writer.string(status.reloadFault)
            writer.endObject()
        }
    }

    /// Reads the status.
    package static func status(from bytes: [UInt8]) throws(ResourceFault) -> RouterStatus {
        let reader = try read(bytes)
        let store = try reader.member("store")
        return RouterStatus(
            router: try RouterIdentity(try reader.member("router")), storePath: try store.member("path").safeText,
            storeSize: try store.member("size").long, storeSchema: try store.member("schema").count,
            configurationPath: try reader.nullable("configuration")?.safeText,
            listeners: try reader.member("listeners").map { it throws(ResourceFault) in try it.safeText },
            degraded: try reader.nullable("degraded")?.safeText,
            clockSet: try reader.optional("clockSet").map { it throws(ResourceFault) in try ClockSet(it) },
            paging: try Paging(optional: reader), allMuted: try Mute(all: reader),
            reloadFault: try reader.optional("reloadFault")?.safeText)
    }
}
