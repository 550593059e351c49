import Incidents
import TerminalUI

/// A small screen in which every role has its place, and below it each role by its name.
struct ThemePreview {
    let theme: Theme
    private var frame: Frame
    private var y = 0

    /// Columns of the screen; narrower terminals cut it.
    static let width = 80
    private static let height = 14 + (Role.allCases.count + 2) / 3

    /// - Parameter width: columns of the terminal.
    init(_ theme: Theme, width: Int, glyphs: GlyphTier = .unicode) {
        self.theme = theme
        frame = Frame(width: min(width, Self.width), height: Self.height, glyphs: glyphs)
        drawHead()
        drawList()
        drawFoot()
        drawRoles()
    }

    /// The lines for a terminal; plain words where there is no tier.
    func lines(_ tier: ColourTier?) -> String { frame.lines(theme: tier == nil ? nil : theme, tier: tier ?? .mono) }

    private typealias Part = (x: Int, text: SafeText, style: Style)

    private mutating func line(_ parts: Part...) {
        for part in parts { frame.put(part.text, at: Point(x: part.x, y: y), style: part.style) }
        y += 1
    }

    private mutating func drawHead() {
        line(
            (1, "MIDWATCH prod > Triage", Style(.title)), (33, "kim", Style(.strong)), (42, "03:12Z", Style(.dim)),
            (50, "LIVE", Style(.ok)), (56, "STALE 4m", Style(.stale)), (66, "DEMO", Style(.demo)))
        line(
            (1, "2 NEED ACK", Style(.failure)), (14, "1 acked   1 snoozed   filter: open", Style(.text)),
            (50, "hiding 3", Style(.warning)))
    }

    private mutating func drawList() {
        line(
            (3, "SEV", Style(.header)), (7, "STATE", Style(.header)), (16, "AGE", Style(.header)),
            (22, "ID", Style(.header)), (28, "SERVICE", Style(.header)), (42, "WHAT", Style(.header)),
            (70, "WHO", Style(.header)))
        row("1", .sev1, "TRIG", .failure, " 6m", "4127", "checkout", "5xx 12%, normal 0.2%", "nobody", isSelected: true)
        row("2", .sev2, "TRIG", .failure, " 9m", "4129", "search", "p99 4.1s, promised 0.8s", "nobody", isMarked: true)
        row("3", .sev3, "ACK", .acknowledged, "41m", "4121", "ledger", "replica lag 95s", "sam")
        row("4", .sev4, "MITG", .mitigated, " 1h", "4118", "mailer", "queue 18k, rising", "kim")
        row("5", .sev5, "MUTED", .muted, " 3h", "4102", "cdn", "certificate ends in 6 days", "-")
        row("3", .sev3, "RSLV", .resolved, " 5h", "4099", "batch", "job late 40m", "lee")
        frame.rule(at: Point(x: 0, y: y), width: frame.width)
        y += 1
    }

    private mutating func row(
        _ severity: SafeText, _ severityRole: Role, _ state: SafeText, _ stateRole: Role, _ age: SafeText,
        _ number: SafeText, _ service: SafeText, _ what: SafeText, _ who: SafeText, isSelected: Bool = false,
        isMarked: Bool = false
    ) {
        let isOpen = stateRole == .failure
        line(
            (0, isSelected ? ">" : " ", Style(.text)), (1, isMarked ? "*" : " ", Style(.marker)),
            (2, isOpen ? "!" : " ", Style(.failure)), (3, severity, Style(severityRole)), (7, state, Style(stateRole)),
            (16, age, Style(.text)), (22, number, Style(.strong)), (28, service, Style(.text)),
            (42, what, Style(.text)),
            (70, who, Style(isOpen ? .warning : .text)))
        guard isSelected else { return }
        frame.restyle(Rect(x: 0, y: y - 1, width: frame.width, height: 1)) { $0.reversed }
    }

    private mutating func drawFoot() {
        line(
            (1, "NEXT", Style(.header)), (7, "a", Style(.key)),
            (10, "acknowledge 4127: it stops ringing", Style(.text)),
            (50, "undo: u", Style(.dim)))
        line((1, ":snooze 4127 --for 30m", Style(.prompt)))
        line((1, "the row that the next key acts on", Style(.selected)))
        frame.rule(at: Point(x: 0, y: y), width: frame.width)
        y += 1
    }

    /// Each role in its own look, with its lowest contrast on the usual terminals.
    private mutating func drawRoles() {
        let roles = Role.allCases
        let rows = (roles.count + 2) / 3
        for (index, role) in roles.enumerated() {
            let place = Point(x: 1 + index / rows * 26, y: y + index % rows)
            frame.put(SafeText(role.name), at: place, style: Style(role))
            let contrast = Palette.usual.map { theme[role].contrast(in: $0) }.min() ?? 1
            frame.put(
                SafeText(ThemeTable.ratio(contrast)), endingAt: Point(x: place.x + 21, y: place.y), style: Style(.text))
        }
        y += rows
    }
}
