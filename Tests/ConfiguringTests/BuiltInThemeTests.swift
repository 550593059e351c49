import Foundation
import Testing
import TerminalUI

@testable import Configuring

/// The themes of the repository, read as the program reads them.
enum BuiltIn {
    static let names = ["default", "high-contrast", "colour-blind", "mono", "night-red"]

    static func theme(_ name: String) throws -> Theme {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("themes")
        let text = try String(contentsOf: folder.appendingPathComponent("\(name).yaml"), encoding: .utf8)
        let file = try ThemeFile.parse(
            text, name: name, file: "\(name).yaml", bases: ["default": .standard, "mono": .mono])
        #expect(file.warnings.isEmpty)
        return file.theme
    }
}

@Suite("The built-in themes")
struct BuiltInThemeTests {
    @Test("are the files that lie there")
    func complete() throws {
        let folder = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("themes").path)

        #expect(Set(files) == Set(BuiltIn.names.map { "\($0).yaml" }))
    }

    @Test("that the program also knows without a file are equal to their files")
    func equal() throws {
        #expect(try BuiltIn.theme("default") == .standard)
        #expect(try BuiltIn.theme("mono") == .mono)
    }

    @Test(
        "can be read: 4.5:1 for each role, on dark and on light terminals, at every tier with so many colours",
        arguments: BuiltIn.names, [ColourTier.sixteen, .palette256, .truecolor])
    func contrast(name: String, tier: ColourTier) throws {
        let theme = try BuiltIn.theme(name).reduced(to: tier)
        for palette in Palette.usual where tier > .sixteen || palette == .xterm {
            for role in Role.allCases {
                let contrast = theme[role].contrast(in: palette)
                #expect(contrast >= 4.5, "\(name), \(role) on \(palette.name): \(contrast), \(theme[role])")
            }
        }
    }

    @Test("of which the one for high contrast has 7:1", arguments: Palette.usual)
    func high(palette: Palette) throws {
        let theme = try BuiltIn.theme("high-contrast")
        for role in Role.allCases {
            #expect(theme[role].contrast(in: palette) >= 7, "\(role): \(theme[role].contrast(in: palette))")
        }
    }

    /// Roles that stand in the same column of a screen.
    static let groups: [[Role]] = [
        [.sev1, .sev2, .sev3, .sev4, .sev5], [.failure, .acknowledged, .mitigated, .resolved, .muted],
        [.ok, .warning, .failure, .stale],
    ]

    /// How far apart two colours of one group lie at least, in OKLab: five times what is just seen.
    static let distanceMin = 0.1

    @Test(
        "keep states and severities apart for every eye, or show no difference at all",
        arguments: BuiltIn.names, ColourSight.allCases)
    func apart(name: String, sight: ColourSight) throws {
        let theme = try BuiltIn.theme(name)
        for palette in Palette.usual {
            for group in Self.groups {
                for (index, a) in group.enumerated() {
                    for b in group[(index + 1)...] where theme[a] != theme[b] {
                        guard theme[a].attributes == theme[b].attributes else { continue }
                        let (one, other) = (theme[a].shown(in: palette), theme[b].shown(in: palette))
                        let distance = max(
                            one.letter.distance(to: other.letter, seenBy: sight),
                            one.ground.distance(to: other.ground, seenBy: sight))
                        #expect(distance >= Self.distanceMin, "\(name), \(a) and \(b) on \(palette.name): \(distance)")
                    }
                }
            }
        }
    }

    @Test("show at once what wants somebody", arguments: BuiltIn.names)
    func wanted(name: String) throws {
        let theme = try BuiltIn.theme(name)
        let pairs: [(Role, [Role])] = [
            (.sev1, [.sev2, .sev3, .sev4, .sev5, .text, .strong]), (.sev2, [.sev3, .sev4, .sev5, .text]),
            (.failure, [.acknowledged, .mitigated, .resolved, .muted, .ok, .warning, .stale]),
            (.warning, [.ok, .text]), (.stale, [.ok, .text]), (.selected, [.text]),
        ]
        for (role, others) in pairs {
            for other in others { #expect(theme[role] != theme[other], "\(name): \(role) looks like \(other)") }
        }
    }

    @Test("for dark eyes send no blue and no white light", arguments: [ColourTier.sixteen, .palette256, .truecolor])
    func nightRed(tier: ColourTier) throws {
        let theme = try BuiltIn.theme("night-red").reduced(to: tier)
        for role in Role.allCases {
            let (letter, ground) = theme[role].shown(in: .xterm)
            for colour in [letter, ground] {
                #expect(colour.blue == 0, "\(role): \(colour.hex)")
                #expect(Int(colour.green) * 2 <= Int(colour.red), "\(role): \(colour.hex)")
            }
            #expect(theme[role].background != .own && theme[role].foreground != .own, "\(role)")
        }
    }

    @Test("without colour name none")
    func mono() throws {
        let theme = try BuiltIn.theme("mono")

        #expect(Role.allCases.allSatisfy { !theme[$0].isColoured })
    }
}
