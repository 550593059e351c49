/// One place on the screen: a base character with at most two combining marks, its style, and its columns. 16 bytes.
///
/// It holds scalars, not a `Character`: a frame of 12,000 cells is drawn for every key, and graphemes cost five times
/// as much.
package struct Cell: Hashable, Sendable {
    /// The base character. A blank for the second half of a wide one.
    package private(set) var scalar: Unicode.Scalar

    /// The combining marks, zero for none.
    private var firstMark: UInt32 = 0
    private var secondMark: UInt32 = 0

    /// How it is drawn.
    package var style: Style

    /// Columns of the base character: 1 or 2, or 0 when this is the second half of a wide one.
    package private(set) var width: UInt8

    /// A cell of one base character; `width` is 1 or 2, or 0 for the second half of a wide one.
    package init(_ scalar: Unicode.Scalar, style: Style = .plain, width: UInt8 = 1) {
        (self.scalar, self.style, self.width) = (scalar, style, width)
    }

    /// An empty place.
    package static let blank = Cell(" ")

    /// Whether this is the second half of the wide character to its left.
    package var isContinuation: Bool { width == 0 }

    /// The combining marks, in order; at most two.
    package var marks: [Unicode.Scalar] {
        [firstMark, secondMark].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    /// Whether there is a mark on the base character.
    package var hasMarks: Bool { firstMark != 0 }

    /// Puts a combining mark on top; a third one is left out, because it would climb into the row above.
    mutating func add(mark: Unicode.Scalar) {
        if firstMark == 0 {
            firstMark = mark.value
        } else if secondMark == 0 {
            secondMark = mark.value
        }
    }
}
