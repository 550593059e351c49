package import Incidents

/// The answers of Alertmanager's API, version 2, as its clients expect them: byte for byte, so that what its handlers
/// write ends a line, and what its framework refuses does not.
package enum AlertmanagerV2 {
    /// The version that we give ourselves there: amtool compares its first two numbers with its own.
    package static func version(_ own: String) -> String { "0.25.0-midwatch.\(own)" }

    /// The body of most errors: a bare string.
    package static func error(_ message: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(message)
        writer.endLine()
        return writer.bytes
    }

    /// The body of an error of the framework: an object.
    package static func error(code: Int, message: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("code")
        writer.integer(code)
        writer.name("message")
        writer.string(message)
        writer.endObject()
        return writer.bytes
    }

    /// 404, for a path that does not exist.
    package static func notFound(path: String) -> [UInt8] {
        error(code: 404, message: "path \(path) was not found")
    }

    /// 405, for a method that a path does not have.
    package static func methodNotAllowed(_ method: String, allowed: [String]) -> [UInt8] {
        error(code: 405, message: "method \(method) is not allowed, but [\(allowed.joined(separator: ","))] are")
    }

    /// 415, for a body that does not say that it is JSON.
    package static func unsupportedMediaType(_ type: String) -> [UInt8] {
        error(
            code: 415,
            message: "unsupported media type \(GoText.quoted(type)), only [application/json] are allowed")
    }

    /// The names of the receivers.
    package static func receivers(_ names: [String]) -> [UInt8] {
        var writer = JSONWriter()
        writer.receivers(names)
        writer.endLine()
        return writer.bytes
    }

    /// What `GET /api/v2/status` answers.
    package static func status(_ status: AlertmanagerStatus) -> [UInt8] {
        var writer = JSONWriter(reserving: status.configuration.utf8.count + 512)
        writer.beginObject()
        writer.name("cluster")
        writer.beginObject()
        writer.name("peers")
        writer.beginArray()
        writer.endArray()
        writer.name("status")
        writer.string("disabled")
        writer.endObject()
        writer.name("config")
        writer.beginObject()
        writer.name("original")
        writer.string(status.configuration)
        writer.endObject()
        writer.name("uptime")
        writer.time(status.startedAt)
        writer.name("versionInfo")
        writer.beginObject()
        let build = status.build
        for (name, text) in [
            ("branch", build.branch), ("buildDate", build.date), ("buildUser", build.user),
            ("goVersion", build.compiler), ("revision", build.revision), ("version", version(build.version)),
        ] {
            writer.name(name)
            writer.string(text)
        }
        writer.endObject()
        writer.endObject()
        writer.endLine()
        return writer.bytes
    }
}

/// What the router says about itself to Alertmanager's clients.
package struct AlertmanagerStatus: Hashable, Sendable {
    package var build: BuildDescription
    package var startedAt: Timestamp
    /// The routing, rendered as a configuration that Alertmanager itself would take: amtool parses it strictly.
    package var configuration: String

    package init(build: BuildDescription, startedAt: Timestamp, configuration: String) {
        (self.build, self.startedAt, self.configuration) = (build, startedAt, configuration)
    }
}

/// Which build of Midwatch this is.
package struct BuildDescription: Hashable, Sendable {
    package var version: String
    package var revision: String
    package var branch: String
    package var user: String
    package var date: String
    /// The compiler that it was built with; Alertmanager's clients read it as the version of Go.
    package var compiler: String

    package init(
        version: String, revision: String = "", branch: String = "", user: String = "", date: String = "",
        compiler: String = ""
    ) {
        (self.version, self.revision, self.branch) = (version, revision, branch)
        (self.user, self.date, self.compiler) = (user, date, compiler)
    }
}
