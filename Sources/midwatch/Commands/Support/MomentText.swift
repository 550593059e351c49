import Foundation
import Incidents
import Wire

/// Reads a moment as a person types it: a time of day, or a date and time.
enum MomentText {
    /// Which one a time of day means.
    enum Sense {
        /// The next one of that name: when something is to begin or to end.
        case next
        /// The last one of that name: what something was like.
        case last
    }

    /// A time of day is one on the clock of a zone; a date and time without a zone is UTC.
    ///
    /// - Throws: a ``CommandFailure`` with the forms that are understood.
    static func parse(
        _ text: String, _ sense: Sense = .next, now: Timestamp, zone: TimeZone = .current
    ) throws -> Timestamp {
        let fault = CommandFailure(
            .usage, SafeText("\"\(text)\" is no time"), nextStep: "write 06:00 or 2026-11-23T06:00:00Z")
        if let time = timeOfDay(text) {
            guard let moment = moment(time, sense, now: now, zone: zone) else { throw fault }
            return moment
        }
        do {
            guard let moment = try TimestampParser.parse(text) else { throw fault }
            return moment
        } catch is TimestampFault {
            throw fault
        }
    }

    /// A moment that is over: a time of day is the last one of that name.
    ///
    /// - Throws: a ``CommandFailure`` also where the moment is still to come.
    static func past(_ text: String, now: Timestamp, zone: TimeZone = .current) throws -> Timestamp {
        let moment = try parse(text, .last, now: now, zone: zone)
        guard moment <= now else {
            throw CommandFailure(
                .usage, SafeText("\(moment.clockWithSeconds(asOf: now))Z is still to come"),
                nextStep: "name a time that is past")
        }
        return moment
    }

    private static func moment(
        _ time: DateComponents, _ sense: Sense, now: Timestamp, zone: TimeZone
    ) -> Timestamp? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let direction: Calendar.SearchDirection = sense == .next ? .forward : .backward
        // The search leaves out where it starts; what is past includes this very second.
        let start = Double(now.milliseconds) / 1000 + (sense == .next ? 0 : 0.001)
        let found = calendar.nextDate(
            after: Date(timeIntervalSince1970: start), matching: time, matchingPolicy: .nextTime,
            direction: direction)
        return found.map { Timestamp(milliseconds: Int64($0.timeIntervalSince1970) * 1000) }
    }

    /// Reads `6:00`, `06:00` and `06:00:00`.
    private static func timeOfDay(_ text: String) -> DateComponents? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, (0..<24).contains(numbers[0]), (0..<60).contains(numbers[1]) else {
            return nil
        }
        let second = numbers.count == 3 ? numbers[2] : 0
        guard (0..<60).contains(second) else { return nil }
        return DateComponents(hour: numbers[0], minute: numbers[1], second: second)
    }
}
