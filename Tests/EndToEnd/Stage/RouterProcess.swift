import Glibc

/// A running `midwatch serve`.
struct RouterProcess: Sendable {
    let child: ChildProcess
    let port: Int
    let socket: String
    let store: String

    /// Over TCP, as senders come.
    var http: HTTP { HTTP(door: .port(port)) }
    /// Over the Unix socket, as consoles and commands come.
    var local: HTTP { HTTP(door: .socket(socket)) }
    var log: String { child.errors }
    var server: String { "unix:\(socket)" }

    /// Ends it as `kill -9` does.
    func kill9() async throws {
        child.send(SIGKILL)
        _ = try await child.ends()
    }
}

/// How a router is started.
struct RouterSetup: Sendable {
    /// What its store, socket and configuration are called.
    var name = "router"
    var configuration = RouterSetup.plain
    var listen = "127.0.0.1:0"
    /// Nil: beside the other files of the stage.
    var store: String?
    var options: [String] = []
    /// What `--paging` says; nil leaves it to the configuration.
    var paging: String? = "off"
    /// What stands before the program: `setpriv`, `prlimit`.
    var prefix: [String] = []

    /// One receiver that opens incidents, grouped as without a file.
    static let plain = """
        route:
          receiver: default
          group_by: [alertname, cluster, service, job]
          group_wait: 0s
          group_interval: 1m
        receivers:
        - name: default
          incidents: open

        """
}

extension Stage {
    /// The arguments and the environment of `midwatch`: no real terminal is rung by a test.
    func launch(_ setup: RouterSetup = RouterSetup()) throws -> ChildProcess {
        let configuration = try write(setup.configuration, to: "\(setup.name).yaml")
        let paging = setup.options.contains("--paging") ? [] : setup.paging.map { ["--paging", $0] } ?? []
        return try start(
            setup.prefix + [
                Host.midwatch, "serve", "--config", configuration, "--store", "sqlite:\(store(of: setup))", "--socket",
                socket(of: setup), "--listen", setup.listen,
            ] + paging + setup.options)
    }

    func store(of setup: RouterSetup) -> String { setup.store ?? path("\(setup.name).db") }
    func socket(of setup: RouterSetup) -> String { path("\(setup.name).sock") }

    /// Starts a router and waits until it says that it is ready.
    func router(_ setup: RouterSetup = RouterSetup(), within seconds: Double = 20) async throws -> RouterProcess {
        let child = try launch(setup)
        let port: Int = try await eventually("a router is ready: \(child.pid)", within: seconds) {
            if let ending = child.ending {
                throw ChildProcess.Fault(description: "the router ended with \(ending): \(child.errors)")
            }
            let log = child.errors
            guard log.contains(" ready"), let match = log.firstMatch(of: /http:\/\/[^ ]*:(\d+)/) else { return nil }
            return Int(match.1)
        }
        return RouterProcess(child: child, port: port, socket: socket(of: setup), store: store(of: setup))
    }

    /// Runs a command against a router.
    func midwatch(_ router: RouterProcess, _ arguments: String..., within seconds: Double = 20) async throws -> Finished
    {
        try await run([Host.midwatch] + arguments + ["--server", router.server], within: seconds)
    }

    /// Runs the program with exactly these arguments.
    func midwatch(_ arguments: [String], environment: [String: String] = [:]) async throws -> Finished {
        try await run([Host.midwatch] + arguments, environment: environment)
    }
}

extension RouterProcess {
    /// Posts alerts, each a set of labels, and insists on 200.
    func post(_ alerts: [[String: String]], through door: HTTP? = nil) async throws {
        let answer = try await (door ?? http).post("/api/v2/alerts", json: Self.body(alerts))
        guard answer.status == 200 else {
            throw ChildProcess.Fault(description: "alerts were answered \(answer.status): \(answer.text)")
        }
    }

    /// The body of a POST with these alerts.
    static func body(_ alerts: [[String: String]], endsAt: String? = nil) -> String {
        let items = alerts.map { labels in
            let pairs = labels.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            let end = endsAt.map { ",\"endsAt\":\(quoted($0))" } ?? ""
            return "{\"labels\":{\(pairs.joined(separator: ","))}\(end)}"
        }
        return "[\(items.joined(separator: ","))]"
    }

    /// Does one act over the socket.
    @discardableResult
    func act(_ incident: Int, _ verb: String, request: String, _ more: String = "") async throws -> Answer {
        try await local.post(
            "/api/v1/incidents/\(incident)/acts", json: "{\"verb\":\"\(verb)\",\"request\":\"\(request)\"\(more)}")
    }

    func incidents(_ state: String = "open") async throws -> [JSON] {
        try await local.get("/api/v1/incidents?state=\(state)").json().items
    }

    /// The value of a metric, whose labels are written as they stand there.
    func metric(_ name: String) async throws -> Double? {
        let text = try await http.get("/metrics").text
        return text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
            .flatMap { Double($0.dropFirst(name.count + 1)) }
    }
}
