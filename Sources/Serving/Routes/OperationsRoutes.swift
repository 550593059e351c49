import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import NIOPosix
import Storing
import Watchkeeping
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// Health, metrics, reload, status, backup and the description of all this.
struct OperationsRoutes: Sendable {
    let keeper: Watchkeeper
    let store: any IncidentStore
    let state: RouterState
    let reload: @Sendable () async -> String?

    func add(to router: Router<RouterContext>) {
        for path in ["/-/healthy", "/-/ready"] as [RouterPath] {
            router.get(path) { _, _ in Response.text("OK") }
            router.head(path) { _, _ in Response.text("") }
        }
        router.post("/-/reload") { _, _ in
            guard let fault = await reload() else { return Response.empty() }
            return .text("failed to reload config: \(fault)\n", status: .internalServerError)
        }
        router.get("/metrics") { _, _ in await metrics() }
        router.get("/api/v1/openapi.json") { _, _ in Response.json(OpenAPIDocument.bytes) }
        router.get("/api/v1/status") { _, _ in Response.json(Resources.encode(status())) }
        router.post("/api/v1/backup") { _, _ in try await backup() }
    }

    private func status() -> RouterStatus {
        let notice = keeper.notice
        return RouterStatus(
            router: state.identity, storePath: SafeText(state.storePath), storeSize: store.sizeInBytes,
            storeSchema: state.schema, configurationPath: state.configuration.path.map { SafeText($0) },
            listeners: state.listeners.map { SafeText($0) }, degraded: notice.degraded,
            clockSet: notice.clockSet, paging: notice.paging, allMuted: notice.allMuted,
            reloadFault: state.lastReload.fault)
    }

    private func metrics() async -> Response {
        let (incidents, seq, _) = await keeper.incidentTable()
        let waiting = keeper.waiting
        let gauges = RouterMetrics.Gauges(
            incidents: incidents, alerts: await keeper.alertCount(), queueLetters: waiting.letters,
            queueBytes: waiting.bytes, feedReaders: keeper.feed.readers, consoles: keeper.feed.consoles,
            storeBytes: store.sizeInBytes, isDegraded: keeper.degraded != nil, seq: seq,
            version: state.identity.version.original, lastReload: state.lastReload)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: keeper.metrics.exposition(gauges))))
    }

    // MARK: Backup

    /// Streams a complete copy of the store, made while the router goes on.
    private func backup() async throws -> Response {
        let path = "\(state.storePath).backup-\(getpid())-\(state.nextBackup())"
        do {
            try await NIOThreadPool.singleton.runIfActive { try store.backup(to: path) }
        } catch let error as StoreError {
            return .fault(.internalServerError, "backupFailed", error.message)
        }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        unlink(path)
        guard file >= 0 else { return .fault(.internalServerError, "backupFailed", "the copy cannot be read back") }
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: .init { writer in
                defer { close(file) }
                while let chunk = try await NIOThreadPool.singleton.runIfActive({ Self.chunk(of: file) }) {
                    try await writer.write(ByteBuffer(bytes: chunk))
                }
                try await writer.finish(nil)
            })
    }

    private static func chunk(of file: CInt) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 256 << 10)
        let count = read(file, &bytes, bytes.count)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
