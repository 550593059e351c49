package import Incidents

/// Which router is spoken to, and why this one.
package struct RouterChoice: Hashable, Sendable {
    package var address: RouterAddress
    package var reason: Reason
    /// What is worth saying about the choice: that another router is there too.
    package var remark: SafeText?

    package init(address: RouterAddress, reason: Reason, remark: SafeText? = nil) {
        (self.address, self.reason, self.remark) = (address, reason, remark)
    }

    package enum Reason: Hashable, Sendable {
        /// `--server` names it.
        case option
        /// `MIDWATCH_SERVER` names it.
        case variable
        /// The socket of the machine's service is there.
        case serviceSocket
        /// The socket of the person's own router is there.
        case personalSocket
        /// Nothing names one and no socket is there: the usual port.
        case standard

        /// Why, for people.
        package var said: SafeText {
            switch self {
            case .option: "--server names it"
            case .variable: "MIDWATCH_SERVER names it"
            case .serviceSocket: "the socket of this machine's service is there"
            case .personalSocket: "your own router's socket is there"
            case .standard: "nothing names a router and no socket is there"
            }
        }
    }

    /// Whether somebody named this router. Only then is a token sent to it.
    package var isNamed: Bool { reason == .option || reason == .variable }
}

/// Finds the router: `--server`, `MIDWATCH_SERVER`, the sockets, `http://127.0.0.1:3003`.
package enum RouterDiscovery {
    package static let variable = "MIDWATCH_SERVER"
    /// The socket of the machine's service.
    package static let serviceSocket = "/run/midwatch/midwatch.sock"

    /// Where the socket of a person's own router may be: in the runtime folder, and for those who have none, with the
    /// state. Relative paths in the XDG variables are invalid by their specification, and ignored.
    package static func personalSockets(_ environment: [String: String]) -> [String] {
        func folder(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        if let runtime = folder("XDG_RUNTIME_DIR") { return [runtime + "/midwatch.sock"] }
        let state = folder("XDG_STATE_HOME") ?? folder("HOME").map { $0 + "/.local/state" }
        return state.map { [$0 + "/midwatch/midwatch.sock"] } ?? []
    }

    /// - Parameters:
    ///   - option: what stands behind `--server`.
    ///   - isSocket: whether there is a socket at a path.
    /// - Throws: a ``RouterAddressFault`` when what was named is no address.
    package static func find(
        option: String?, environment: [String: String], isSocket: (String) -> Bool
    ) throws(RouterAddressFault) -> RouterChoice {
        if let option { return RouterChoice(address: try RouterAddress(option), reason: .option) }
        if let named = environment[variable], !named.isEmpty {
            return RouterChoice(address: try RouterAddress(named), reason: .variable)
        }
        let personal = personalSockets(environment).first(where: isSocket)
        if isSocket(serviceSocket) {
            let other = personal.map {
                SafeText("two routers: this machine's service is used; yours is at --server unix:\($0)")
            }
            return RouterChoice(address: .socket(serviceSocket), reason: .serviceSocket, remark: other)
        }
        if let personal { return RouterChoice(address: .socket(personal), reason: .personalSocket) }
        return RouterChoice(address: .standard, reason: .standard)
    }
}
