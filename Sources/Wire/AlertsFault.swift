package import Incidents

/// Why a body of alerts, or some alert in it, is not taken: the answer to its sender, byte for byte as Alertmanager's.
///
/// The body is JSON: an object with `code` and `message`, or a bare string, as the client of that status expects.
package struct AlertsFault: Error, Hashable, Sendable {
    /// The status of the HTTP answer.
    package var status: Int
    /// The body of the HTTP answer, of type `application/json`.
    package var body: [UInt8]

    package init(status: Int, body: [UInt8]) { (self.status, self.body) = (status, body) }

    /// What is wrong, without the form that Alertmanager's clients expect.
    package var sentence: String {
        // The body is ours: it can be read.
        guard let value = try? JSONReader().read(body) else { return "" }
        return value.text ?? value["message"]?.text ?? ""
    }

    /// The body cannot be read: 400. `what` is what the body must be.
    static func unreadable(_ reason: String, _ what: String = "alerts") -> AlertsFault {
        AlertsFault(
            status: 400,
            body: AlertmanagerV2.error(
                code: 400, message: "parsing \(what) body from \"\" failed, because \(reason)"))
    }

    /// A member that must be there is not: 422.
    static func required(_ path: String) -> AlertsFault {
        AlertsFault(status: 422, body: AlertmanagerV2.error(code: 602, message: "\(path) in body is required"))
    }

    /// The body holds more than we take at once: 413.
    package static func tooLarge(_ message: String) -> AlertsFault {
        AlertsFault(status: 413, body: AlertmanagerV2.error(code: 413, message: message))
    }

    /// Some alerts are refused, each for its reason, and the others are taken; or a silence is: 400.
    package static func refused(_ reasons: String) -> AlertsFault {
        AlertsFault(status: 400, body: AlertmanagerV2.error(reasons))
    }
}

/// What a body of alerts came to.
package struct PostedBatch: Hashable, Sendable {
    /// The alerts that are taken, in the order of the body.
    package var alerts: [PostedAlert]
    /// Why others are not. The watch may refuse more, and then adds its reasons.
    package var refusals: Refusals
    /// How many alerts the sender says that it left out of the body.
    package var leftOut = 0

    package init(alerts: [PostedAlert] = [], refusals: Refusals = Refusals()) {
        (self.alerts, self.refusals) = (alerts, refusals)
    }

    /// The answer once the alerts that are taken are durable; nil when every alert of the body is.
    package var fault: AlertsFault? { refusals.fault }
}
