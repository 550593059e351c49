internal import Incidents

/// Why a text is no moment, in the words of Go's reader.
package struct TimestampFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, with the text that it is about: `parsing time "yesterday" as "2006-01-02 15:04:05": …`.
    package var description: String

    static let tooLong = TimestampFault(
        description: "parsing time: longer than \(TimestampParser.lengthMax) bytes")

    private init(description: String) { self.description = description }

    /// A text of a form that is none of ours: Alertmanager names the last of the forms that it tries.
    init(unreadable bytes: UnsafeRawBufferPointer) {
        self.init(description: TimestampFault.complaint(about: bytes))
    }

    /// A date that no calendar has, or one that cannot be written with four digits of year.
    init(outOfRange time: CivilTime, in bytes: UnsafeRawBufferPointer) {
        let unit =
            if !(1...12).contains(time.month) {
                "month"
            } else if !(0...23).contains(time.hour) {
                "hour"
            } else if !(0...59).contains(time.minute) {
                "minute"
            } else if time.second > 60 {
                "second"
            } else if CivilTime(year: time.year, month: time.month, day: time.day).moment() == nil {
                "day"
            } else {
                "year"
            }
        self.init(description: TimestampFault.outOfRange(unit, in: bytes))
    }

    private static func outOfRange(_ unit: String, in bytes: UnsafeRawBufferPointer) -> String {
        "parsing time \(GoText.quoted(time: bytes)): \(unit) out of range"
    }

    /// One step of reading by `2006-01-02 15:04:05`: a literal where it has no digits.
    private struct Step {
        var name: String
        var digits = 0
        /// The unit that is checked at once, with its values.
        var unit: (name: String, range: ClosedRange<Int>)?
    }

    /// Where reading by `2006-01-02 15:04:05` comes to a stop.
    private static func complaint(about bytes: UnsafeRawBufferPointer) -> String {
        let steps = [
            Step(name: "2006", digits: 4), Step(name: "-"), Step(name: "01", digits: 2, unit: ("month", 1...12)),
            Step(name: "-"), Step(name: "02", digits: 2), Step(name: " "),
            Step(name: "15", digits: 2, unit: ("hour", 0...23)), Step(name: ":"),
            Step(name: "04", digits: 2, unit: ("minute", 0...59)), Step(name: ":"),
            Step(name: "05", digits: 2, unit: ("second", 0...59)),
        ]
        let start = "parsing time \(GoText.quoted(time: bytes)) as \"2006-01-02 15:04:05\": "
        var at = 0
        for step in steps {
            var rest = bytes[at...]
            if step.digits == 0 {
                guard rest.first == step.name.utf8.first else {
                    return "\(start)cannot parse \(GoText.quoted(time: rest)) as \(GoText.quoted(step.name))"
                }
                at += 1
                continue
            }
            let digits = rest.prefix(step.digits)
            var value = digits.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
            var isRead = digits.count == step.digits && digits.allSatisfy(isDigit)
            if !isRead, step.name == "2006", digits.count == 4, digits.first.map(isDigit) == true {
                // Go takes four bytes before it looks at more than the first.
                rest = rest.dropFirst(4)
            }
            at += step.digits
            if !isRead, step.name == "15", let digit = digits.first, isDigit(digit) {
                // An hour may have one digit.
                (isRead, value) = (true, Int(digit - UInt8(ascii: "0")))
                at -= 1
            }
            guard isRead else {
                return "\(start)cannot parse \(GoText.quoted(time: rest)) as \(GoText.quoted(step.name))"
            }
            if let (unit, range) = step.unit, !range.contains(value) { return outOfRange(unit, in: bytes) }
        }
        return "parsing time \(GoText.quoted(time: bytes)): extra text: \(GoText.quoted(time: bytes[at...]))"
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
