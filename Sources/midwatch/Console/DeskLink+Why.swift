import Calling
import Console
import Curses
import Incidents

extension DeskLink {
    /// Gets the reasons of an incident or an alert, in the lines that the command prints.
    func explain(_ subject: WhySubject) async {
        do {
            let explanation = try await desk.why(subject)
            inbox.post(.why(subject, WhyLines(explanation, now: WallTime.now).lines))
        } catch let refusal as Refusal {
            inbox.post(.whyUnknown(subject, refusal.said))
        } catch {
            inbox.post(.whyMissing(subject, sentence(of: error)))
        }
    }
}
