/// Turns foreign text into safe text, one scalar after the other.
struct SafeTextCleaner {
    private var bytes: [UInt8] = []
    /// Marks on the last character, and whether there is one that can bear them.
    private var marks = 0
    private var hasBase = false
    /// Whether a marker is the last that was written: what is hidden next to it needs no other.
    private var endsInMarker = false
    private var hid = false
    private var isCut = false
    private var previous: Unicode.Scalar = "\0"
    /// A joiner or selector of an emoji: what follows it tells whether it hides anything.
    private var pending: Unicode.Scalar?
    /// Whether the last character is a picture, which a joiner or one selector may follow.
    private var endsInPicture = false

    /// Answers nil when a text, in valid UTF-8, is safe as it is.
    static func cleaned(_ text: UnsafeBufferPointer<UInt8>) -> (text: String, hidSomething: Bool)? {
        if text.count <= SafeText.lengthMax, isEasy(text) { return nil }
        var cleaner = SafeTextCleaner()
        cleaner.bytes.reserveCapacity(min(text.count, SafeText.lengthMax) + 8)
        var index = 0
        while index < text.count, !cleaner.isCut { cleaner.add(scalar(text, &index)) }
        cleaner.settle(before: "\0")
        if !cleaner.hid, cleaner.bytes.elementsEqual(text) { return nil }
        return (String(decoding: cleaner.bytes, as: UTF8.self), cleaner.hid)
    }

    // MARK: - The short way

    /// Whether all of it is drawn as it is, as far as can be told without looking anything up.
    private static func isEasy(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        let raw = UnsafeRawBufferPointer(text)
        while index < text.count {
            if index + 8 <= text.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                // A high bit comes up for a byte below 0x20, for 0x7F and for one that is no ASCII.
                let odd = (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101) | word
                if odd & 0x8080_8080_8080_8080 == 0 {
                    index += 8
                    continue
                }
            }
            let byte = text[index]
            if byte < 0x80 {
                guard byte >= 0x20, byte < 0x7F else { return false }
                index += 1
            } else {
                guard ScalarKind.isEasy(scalar(text, &index).value) else { return false }
            }
        }
        return true
    }

    /// The scalar at an index of valid UTF-8; moves the index behind it.
    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Unicode.Scalar {
        let lead = UInt32(text[index])
        let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard count > 1, index + count <= text.count else {
            index += 1
            return Unicode.Scalar(lead) ?? SafeText.marker
        }
        var value = lead & (0xFF >> UInt32(count + 1))
        for offset in 1..<count { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        index += count
        return Unicode.Scalar(value) ?? SafeText.marker
    }

    // MARK: - The long way

    private mutating func add(_ scalar: Unicode.Scalar) {
        defer { previous = scalar }
        settle(before: scalar)
        switch ScalarKind(scalar) {
        case .plain:
            append(scalar)
            (marks, hasBase, endsInMarker) = (0, true, false)
            endsInPicture = SafeTextCleaner.isPicture(scalar)
        case .mark:
            if !hasBase {
                hide()
            } else if marks == SafeText.marksMax {
                // A marker for each heap of marks would make the text unreadable, which the heap was sent for.
                hid = true
            } else {
                marks += 1
                append(scalar)
            }
        case .blank:
            if scalar == "\n", previous == "\r" { return }
            append(" ")
            (marks, hasBase, endsInMarker, endsInPicture) = (0, true, false, false)
        case .hidden:
            if belongsToPicture(scalar) { pending = scalar } else { hide() }
        }
    }

    /// Writes the marker, once for a run.
    private mutating func hide() {
        hid = true
        (marks, hasBase, endsInPicture) = (0, false, false)
        guard !endsInMarker else { return }
        append(SafeText.marker)
        endsInMarker = true
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        guard !isCut else { return }
        let start = bytes.count
        if scalar.isASCII {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            bytes.append(contentsOf: scalar.utf8)
        }
        guard bytes.count > SafeText.lengthMax else { return }
        isCut = true
        bytes.removeSubrange(start...)
        while bytes.count > SafeText.lengthMax - SafeText.ellipsis.utf8.count, let last = bytes.popLast() {
            var isContinuation = last & 0xC0 == 0x80
            while isContinuation, let byte = bytes.popLast() { isContinuation = byte & 0xC0 == 0x80 }
        }
        bytes.append(contentsOf: SafeText.ellipsis.utf8)
    }
}

// MARK: - Pictures

extension SafeTextCleaner {
    /// Whether a character of a picture's spelling stands where it may: a selector behind a picture or a digit, a
    /// joiner behind a picture. What it means is lost on a terminal anyway, and nothing is hidden by leaving it out.
    private func belongsToPicture(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{FE0E}": endsInPicture && previous != "\u{FE0F}" && previous != "\u{FE0E}"
        case "\u{FE0F}":
            (endsInPicture && previous != "\u{FE0F}" && previous != "\u{FE0E}")
                || ("0"..."9").contains(previous) || previous == "#" || previous == "*"
        case "\u{200D}": endsInPicture && previous != "\u{200D}"
        default: false
        }
    }

    /// Decides about what waits, now that it is known what follows.
    private mutating func settle(before next: Unicode.Scalar) {
        guard let waiting = pending else { return }
        pending = nil
        let isHarmless =
            waiting == "\u{200D}" ? SafeTextCleaner.isPicture(next) : endsInPicture || next == "\u{20E3}"
        if !isHarmless { hide() }
    }

    private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA9, 0xAE, 0x203C...0x3299, 0x1F000...0x1FAFF: scalar.properties.isEmoji
        default: false
        }
    }
}
