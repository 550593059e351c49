import Foundation
import Incidents
import Wire

/// Reads a moment as a person types it: a time of day, or a date and time.
enum MomentText {
    /// A time of day is the next one of that name on the clock of a zone; a date and time without a zone is UTC.
    ///
    /// - Throws: a ``CommandFailure`` with the forms that are understood.
    static func parse(_ text: String, now: Timestamp, zone: TimeZone = .current) throws -> Timestamp {
        let fault = CommandFailure(
            .usage, SafeText("\"\(text)\" is no time"), nextStep: "write 06:00 or 2026-11-23T06:00:00Z")
        if let (hour, minute) = timeOfDay(text) {
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            let start = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
            let parts = DateComponents(hour: hour, minute: minute, second: 0)
            guard let next = calendar.nextDate(after: start, matching: parts, matchingPolicy: .nextTime) else {
                throw fault
            }
            return Timestamp(milliseconds: Int64(next.timeIntervalSince1970) * 1000)
        }
        do {
            guard let moment = try TimestampParser.parse(text) else { throw fault }
            return moment
        } catch is TimestampFault {
            throw fault
        }
    }

    private static func timeOfDay(_ text: String) -> (hour: Int, minute: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCII) }),
            parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return (hour, minute)
    }
}
