/// Texts that somebody sends who wants to do harm, by category. They are made in code, the same on every run.
package enum HostileCorpus {
    /// What a text tries.
    package enum Category: String, CaseIterable, Sendable {
        case controls, eightBit, escapes, lines, bidi, zeroWidth, selectors, tags, meaningless, blanks, marks
        case pictures, wide, spoofs, markup, injections, long
    }

    /// One text, and what it tries.
    package struct Item: Sendable, CustomStringConvertible {
        package let category: Category
        package let text: String

        package var description: String { "\(category): \(text.debugDescription)" }
    }

    /// All of them.
    package static let all: [Item] = Category.allCases.flatMap { category in
        texts(category).map { Item(category: category, text: $0) }
    }

    /// Those of one category.
    package static func texts(_ category: Category) -> [String] {
        switch category {
        case .controls: controls
        case .eightBit: eightBit
        case .escapes: escapes
        case .lines: lines
        case .bidi: bidi
        case .zeroWidth: zeroWidth
        case .selectors: selectors
        case .tags: tags
        case .meaningless: meaningless
        case .blanks: blanks
        case .marks: marks
        case .pictures: pictures
        case .wide: wide
        case .spoofs: spoofs
        case .markup: markup
        case .injections: injections
        case .long: long
        }
    }

    /// Whether a scalar must never reach a terminal inside a line: what the requirements list, written down once more
    /// and apart from the code that is tested.
    package static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: return true
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F: return true
        case 0x2028...0x202E, 0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB:
            return true
        case 0xE000...0xF8FF, 0xFDD0...0xFDEF, 0xE0000...0x10FFFF: return true
        default: break
        }
        if scalar.value & 0xFFFE == 0xFFFE { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    /// Whether a scalar is drawn onto the one before it.
    package static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }

    /// What is wrong with a line that shall be shown; nil when nothing is.
    package static func fault(inLine text: String) -> String? {
        var marks = 0
        var hasBase = false
        for scalar in text.unicodeScalars {
            if isForbidden(scalar) { return "U+\(String(scalar.value, radix: 16, uppercase: true))" }
            if isMark(scalar) {
                marks += 1
                if !hasBase { return "a mark without a base" }
                if marks > 2 { return "\(marks) marks on one base" }
            } else {
                (marks, hasBase) = (0, true)
            }
        }
        return nil
    }

    /// Text between two others, so that what it does to its neighbours is seen.
    static func between(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { "check\(Character($0))out" } ?? ""
    }

    static func scalars(_ ranges: ClosedRange<UInt32>...) -> [String] {
        ranges.flatMap { $0.map(between) }
    }
}
