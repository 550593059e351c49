/// What a key means, wherever it is pressed.
enum Command: Hashable, Sendable {
    case down, up, top, bottom, pageDown, pageUp, halfDown, halfUp
    case open, back, quit, nextTab, previousTab, jump
    case mark, mineOnly
    case deed(Deed)
    case list(ListCommand)
    case incident(IncidentCommand)
    case menu, commandLine, help, refetch, repaint, cancel
}
