import Calling
import Incidents
import Wire

/// Tells the router which incident the person looks at: one call at a time, of several places the last, and again with
/// each beat of the feed, since the router forgets it after 45 s. It does so also while the person is in an editor.
actor Whereabouts {
    private let desk: HTTPDesk
    private let console: String
    private var latest: PresenceRequest?
    private var isToTell = false
    private var isTelling = false
    /// Whether the router said that this person is not shown, or that it shows nobody.
    private var isUnwelcome = false

    /// - Parameter console: what the desk's feed is ``HTTPDesk/seated(at:)``.
    init(desk: HTTPDesk, console: String) { (self.desk, self.console) = (desk, console) }

    /// The person looks somewhere else; nil for at no incident.
    func look(at incident: IncidentNumber?, isWriting: Bool) async {
        latest = PresenceRequest(console: console, incident: incident, isWriting: isWriting)
        await tell()
    }

    /// The router lives, or is back.
    func renew() async {
        guard latest?.incident != nil else { return }
        await tell()
    }

    private func tell() async {
        guard !isUnwelcome else { return }
        isToTell = true
        guard !isTelling else { return }
        isTelling = true
        defer { isTelling = false }
        while isToTell, let request = latest {
            isToTell = false
            do {
                try await desk.look(request)
            } catch CallFault.unauthorized, CallFault.refusedByRouter(status: 404, _) {
                isUnwelcome = true
                return
            } catch {
                // It is a courtesy: what did not get through is told again with the next beat.
            }
        }
    }
}
