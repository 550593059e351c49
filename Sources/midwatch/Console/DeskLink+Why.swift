import Calling
import Console
import Curses
import Incidents

extension DeskLink {
    /// Gets the reasons of an incident or an alert, in the lines that the command prints.
    func explain(_ question: WhyQuestion) async {
        let (subject, now) = (question.subject, WallTime.now)
        do {
            let moment = try question.time.map { try MomentText.past($0, now: now) }
            let explanation = try await desk.why(subject, at: moment)
            if let moment, let absence = WhyCommand.absence(of: subject, explanation, at: moment, now: now) {
                inbox.post(.whyUnknown(question, absence.words))
                return
            }
            inbox.post(.why(question, WhyLines(explanation, now: WallTime.now).lines))
        } catch let refusal as Refusal {
            inbox.post(.whyUnknown(question, refusal.said))
        } catch let fault as CommandFailure where fault.exit == .usage {
            inbox.post(.whyUntimely(question, fault.words))
        } catch {
            inbox.post(.whyMissing(question, sentence(of: error)))
        }
    }
}
