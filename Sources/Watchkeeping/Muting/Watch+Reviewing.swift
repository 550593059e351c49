import Incidents

/// Reminders to look at a silence again: a forgotten one hides what it was not meant for.
extension Watch {
    /// Opens an incident of SEV5 without alerts, once: it is acknowledged and resolved as any other, and ends by itself
    /// when there is nothing to review any more.
    mutating func remind(_ silence: Silence, at now: Timestamp) {
        lastNumber += 1
        let number = IncidentNumber(lastNumber)
        var incident = Incident(
            number: number, title: Watch.reviewTitle(of: silence), service: .empty, severity: .sev5, openedAt: now)
        incident.countdown = .due(now)
        incident.reminds = silence.id
        put(incident)
        touched.insert(number)
        let term = SilenceDraft(changing: silence).wholeTerm(asOf: now)
        say(
            .opened, SafeText("silence \(silence.id), \(term): \(silence.matchers.written)"), of: number, at: now)
        ring(number, because: "a silence is to be reviewed", at: now)
        var silence = silence
        silence.reminder = number
        emit(.silence(silence))
    }

    /// Another silence takes the place of one that is due for review: the same reminder is about it now. One that a
    /// person resolved stays so; one that ended with its silence opens anew, and so does one that is about a third
    /// silence by now, which took this place before.
    mutating func inheritReminder(_ silence: inout Silence, from before: Silence, at now: Timestamp) {
        guard let number = before.reminder, silence.reviewAt == before.reviewAt else { return }
        guard let reminder = incidents[number] else {
            // Resolved long ago; of a silence that stands a person did that.
            if before.state(at: now) != .expired { silence.reminder = number }
            return
        }
        guard reminder.reminds == before.id, reminder.phase.resolution?.by != .reviewOver else { return }
        silence.reminder = number
        let id = silence.id
        change(number) { $0.reminds = id }
        say(.note, SafeText("silence \(id) has taken the place of \(before.id)"), of: number, at: now)
    }

    /// Ends the reminders of which nothing is left to review: their silence is over, or is to be reviewed later or not
    /// at all. Those that were opened again are among them.
    mutating func settleReminders(at now: Timestamp) {
        // A look at all that were touched: none of them is a reminder, as a rule.
        for number in touched where incidents.isReminder(number) { muter.reminders.insert(number) }
        guard !muter.reminders.isEmpty else { return }
        let numbers = muter.reminders.sorted()
        muter.reminders.removeAll()
        for number in numbers {
            // One that others were merged into goes on as theirs, until they are taken apart.
            guard let incident = incidents[number], incident.isOpen, incident.groups.isEmpty,
                let id = incident.reminds, let why = whyNotReviewed(silences[id], by: number, at: now)
            else { continue }
            resolve(number, by: .reviewOver, actor: .router, at: now)
            say(.resolved, "resolved: " + why, of: number, at: now)
        }
    }

    /// Why a silence is not to be reviewed now; nil when it is.
    private func whyNotReviewed(_ silence: Silence?, by number: IncidentNumber, at now: Timestamp) -> SafeText? {
        guard let silence else { return "its silence is over" }
        guard silence.state(at: now) != .expired else {
            guard let ending = silence.ending else { return "its silence ended at its time" }
            if ending.by == Actor.router.name { return "its silence ended: nothing that it muted fires any more" }
            return ending.by + " ended its silence"
        }
        guard silence.reminder != number else { return nil }
        let who = silence.history.last?.by ?? silence.createdBy
        guard let review = silence.reviewAt else { return who + " changed its silence: no review is asked for" }
        return who + SafeText(" changed its silence: the review is at \(review.minuteAndDay)")
    }

    private static func reviewTitle(of silence: Silence) -> SafeText {
        let owner = silence.createdBy.isEmpty ? SafeText("somebody") : silence.createdBy
        let subject =
            silence.comment.original.allSatisfy(\.isWhitespace)
            ? silence.matchers.written : silence.comment.original
        let title = "Review the silence of \(owner.original): \(subject)"
        guard title.count > titleLengthMax else { return SafeText(title) }
        return SafeText(title.prefix(titleLengthMax) + SafeText.ellipsis)
    }
}

extension Silence {
    /// When its reminder opens; nil once it has.
    var dueReview: Timestamp? { reminder == nil ? reviewAt : nil }
}
