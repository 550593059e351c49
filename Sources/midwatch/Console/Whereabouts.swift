import Calling
import Incidents
import Wire

/// Tells the router which incident the person looks at: one call at a time, and of several places the last.
actor Whereabouts {
    private let desk: HTTPDesk
    private let console: String
    private var next: PresenceRequest?
    private var isTelling = false
    /// Whether the router said that this person is not shown, or that it shows nobody.
    private var isUnwelcome = false

    init(desk: HTTPDesk, console: String) { (self.desk, self.console) = (desk, console) }

    func look(at incident: IncidentNumber?, isWriting: Bool) async {
        guard !isUnwelcome else { return }
        next = PresenceRequest(console: console, incident: incident, isWriting: isWriting)
        guard !isTelling else { return }
        isTelling = true
        defer { isTelling = false }
        while let request = next {
            next = nil
            do {
                try await desk.look(request)
            } catch CallFault.unauthorized, CallFault.refusedByRouter(status: 404, _) {
                isUnwelcome = true
                next = nil
            } catch {
                // It is a courtesy: what did not get through is told again with the next renewal.
            }
        }
    }
}
