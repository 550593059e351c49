package import Incidents
package import Storing

/// What is read of one alert.
extension IncidentStore {
    package func notifications(
        about fingerprint: Fingerprint, upTo moment: Timestamp = .distantFuture, limit: Int
    ) throws -> [Notification] {
        try notifications(about: [fingerprint], upTo: moment, limit: limit)[fingerprint] ?? []
    }

    package func muteHistory(
        of fingerprint: Fingerprint, upTo moment: Timestamp = .distantFuture, limit: Int
    ) throws -> [MuteRecord] {
        try muteHistory(of: [fingerprint], upTo: moment, limit: limit)[fingerprint] ?? []
    }
}
