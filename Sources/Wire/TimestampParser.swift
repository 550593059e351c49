package import Incidents

/// Reads a moment in any form that senders are known to write.
///
/// A date, `T` or a space (or nothing more), a time with or without seconds and a fraction, and a zone: `Z`, `UTC`,
/// `GMT`, `+02:00`, `+0200`, `+02`, with or without a space before it, or none, which is UTC. Digits of a fraction
/// beyond the millisecond are cut off. Go's zero time, which stands for "not said", is nil, and so is an empty text.
package enum TimestampParser {
    /// The longest text that is looked at, in bytes.
    package static let lengthMax = 64

    /// The moments of the years 1 to 9999, in milliseconds: what an answer of ours can write again.
    package static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// Reads a moment from text.
    ///
    /// - Returns: nil where the text stands for "not said".
    /// - Throws: a ``TimestampFault`` with a sentence for the sender.
    package static func parse(_ text: some StringProtocol) throws(TimestampFault) -> Timestamp? {
        var copy = String(text)
        let result: Result<Timestamp?, TimestampFault> = copy.withUTF8 { bytes in
            do throws(TimestampFault) {
                return .success(try parse(UnsafeRawBufferPointer(bytes)))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Reads a moment from bytes of text; see ``parse(_:)-(StringProtocol)``.
    package static func parse(_ bytes: UnsafeRawBufferPointer) throws(TimestampFault) -> Timestamp? {
        if bytes.isEmpty { return nil }
        guard bytes.count <= lengthMax else { throw TimestampFault.tooLong }
        var reader = Reader(bytes: bytes)
        guard let (time, offset) = reader.read() else { throw TimestampFault(unreadable: bytes) }
        guard let moment = time.moment() else { throw TimestampFault(outOfRange: time, in: bytes) }
        let shifted = Timestamp(milliseconds: moment.milliseconds - offset)
        if shifted.milliseconds == range.lowerBound { return nil }
        guard range.contains(shifted.milliseconds) else { throw TimestampFault(outOfRange: time, in: bytes) }
        return shifted
    }

    /// A moment from milliseconds since 1970; nil beyond the years that can be written.
    package static func parse(epochMilliseconds: Int64) -> Timestamp? {
        range.contains(epochMilliseconds) ? Timestamp(milliseconds: epochMilliseconds) : nil
    }

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        var at = 0

        /// The civil time and how many milliseconds its clock is ahead of UTC; nil when the form is none of ours.
        mutating func read() -> (CivilTime, Int64)? {
            guard let year = digits(4), skip("-"), let month = digits(2), skip("-"), let day = digits(2) else {
                return nil
            }
            var time = CivilTime(year: year, month: month, day: day)
            if at == bytes.count { return (time, 0) }
            guard skip("T") || skip("t") || skip(" "), let hour = digits(2) ?? digits(1), skip(":"),
                let minute = digits(2)
            else {
                return nil
            }
            (time.hour, time.minute) = (hour, minute)
            if skip(":") {
                guard let second = digits(2) else { return nil }
                time.second = second
                if skip(".") || skip(",") {
                    guard let millisecond = fraction() else { return nil }
                    time.millisecond = millisecond
                }
            }
            guard let offset = zone(), at == bytes.count else { return nil }
            return (time, offset)
        }

        /// The zone, in milliseconds ahead of UTC.
        private mutating func zone() -> Int64? {
            if at == bytes.count { return 0 }
            if skip("Z") || skip("z") { return 0 }
            _ = skip(" ")
            if skip("UTC") || skip("GMT") || skip("Z") { return 0 }
            let sign: Int64
            if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
            guard let hours = digits(2), hours <= 23 else { return nil }
            var minutes = 0
            if at < bytes.count {
                _ = skip(":")
                guard let count = digits(2), count <= 59 else { return nil }
                minutes = count
            }
            return sign * Int64(hours * 60 + minutes) * 60_000
        }

        private mutating func fraction() -> Int? {
            var (millisecond, count) = (0, 0)
            while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 {
                if count < 3 { millisecond = millisecond * 10 + Int(bytes[at] - UInt8(ascii: "0")) }
                count += 1
                at += 1
            }
            if count == 0 { return nil }
            for _ in min(count, 3)..<3 { millisecond *= 10 }
            return millisecond
        }

        @inline(__always)
        private mutating func digits(_ count: Int) -> Int? {
            guard at + count <= bytes.count else { return nil }
            var number = 0
            for index in at..<at + count {
                let digit = bytes[index] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                number = number * 10 + Int(digit)
            }
            at += count
            return number
        }

        @inline(__always)
        private mutating func skip(_ word: StaticString) -> Bool {
            let count = word.utf8CodeUnitCount
            guard at + count <= bytes.count else { return false }
            for index in 0..<count where bytes[at + index] != word.utf8Start[index] { return false }
            at += count
            return true
        }
    }
}
