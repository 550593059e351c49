import Incidents
import Watchkeeping

/// Reminders to review a silence, held against the silences.
extension Invariants {
    /// An open reminder has a silence that stands, whose review was due and is the one that it reminds of; and of such a
    /// silence there is a reminder, which reminds of no other. One that others were merged into is theirs.
    static func remindersAreDue(_ watch: Watch, at now: Timestamp) throws {
        // What is due is not done yet, after a restart or a reload.
        if let next = watch.nextDeadline, next <= now { return }
        for incident in watch.incidents.values where incident.isOpen && incident.groups.isEmpty {
            guard let id = incident.reminds else {
                throw Broken("\(incident.number) is open without a group, and reminds of nothing")
            }
            guard let silence = watch.silences[id], silence.state(at: now) != .expired else {
                throw Broken("\(incident.number) reminds of \(id), which is over")
            }
            guard silence.reminder == incident.number, silence.reviewAt != nil else {
                throw Broken("\(incident.number) reminds of \(id), which is not to be reviewed now")
            }
        }
        for silence in watch.silences.values where silence.state(at: now) != .expired {
            // What a person resolved long ago is not in memory any more.
            guard let number = silence.reminder, let reminder = watch.incidents[number] else { continue }
            guard reminder.reminds == silence.id else {
                throw Broken("\(number) is to remind of \(silence.id), and does of another silence or of none")
            }
        }
        for silence in watch.silences.values where silence.state(at: now) == .active {
            guard let review = silence.reviewAt, review <= now, silence.reminder == nil else { continue }
            throw Broken("the review of \(silence.id) was due at \(review.rfc3339), and nobody is reminded")
        }
    }
}
