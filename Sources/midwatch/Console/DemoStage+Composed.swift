import Calling
import Curses
import Dispatch
import Logging
import Serving
import ServiceLifecycle
import Synchronization

/// The demo with the real router and the real console.
extension DemoStage {
    /// - Parameter table: where the main thread waits to show the console.
    /// - Parameter look: how that console looks.
    static func composed(console table: ConsoleTable?, look: ConsoleLook) -> DemoStage {
        DemoStage(
            router: { place, onReady in
                let plan = RouterPlan(
                    configurationOption: place.configuration, environment: [:], storePath: place.store,
                    tcp: ("127.0.0.1", 0), socket: place.socket, isDemo: true, ringsTerminals: false,
                    log: RouterLog.make(level: .error))
                let router = try plan.makeRouter(onReady: onReady)
                let group = ServiceGroup(
                    configuration: ServiceGroupConfiguration(services: [.init(service: router)], logger: plan.log))
                // The demo ends by cancelling its tasks; the router is told, and closes its doors in order.
                let running = Task { try await group.run() }
                try await withTaskCancellationHandler {
                    try await running.value
                } onCancel: {
                    Task { await group.triggerGracefulShutdown() }
                }
            },
            console: { address in await table?.show(address, look) })
    }
}

/// Hands a console from a background task to the main thread, and waits there until the person leaves it.
final class ConsoleTable: Sendable {
    private enum Order {
        case show(RouterAddress, ConsoleLook, CheckedContinuation<Void, Never>)
        case close(Int32)
    }

    private let orders = Mutex<[Order]>([])
    private let bell: DispatchSemaphore

    init() { bell = DispatchSemaphore(value: 0) }

    /// Asks the main thread for a console at a router. Returns when the person has left it.
    func show(_ address: RouterAddress, _ look: ConsoleLook) async {
        await withCheckedContinuation { done in
            orders.withLock { $0.append(.show(address, look, done)) }
            bell.signal()
        }
    }

    /// Lets the main thread go, with a status.
    func close(_ status: Int32) {
        orders.withLock { $0.append(.close(status)) }
        bell.signal()
    }

    /// Serves orders on the main thread until the table is closed. Answers the status.
    func serve() -> Int32 {
        while true {
            bell.wait()
            let order = orders.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            switch order {
            case .show(let address, let look, let done):
                do {
                    _ = try ConsoleSeat.sit(
                        at: HTTPDesk(address: address, client: .console), environment: ProcessEnvironment.all,
                        look: look)
                } catch let fault as TerminalFault where fault.leavesPlainLines {
                    StandardStreams.remark("\(fault.sentence): plain lines instead, as with --plain")
                    _ = try? PlainSeat.sit(at: HTTPDesk(address: address, client: .console))
                } catch {
                    StandardStreams.remark("\(error)")
                }
                done.resume()
            case .close(let status): return status
            case nil: continue
            }
        }
    }
}
