import Calling
import Console
import Curses
import Incidents

/// What a console wants done about silences.
extension DeskLink {
    /// Does it in the background; an intent about something else is none of its business.
    func carryOut(silences intent: Intent) {
        switch intent {
        case .fetchSilences(let withOver): Task { await fetchSilences(withOver: withOver) }
        case .previewSilence(let draft, let request): Task { await preview(draft, request) }
        case .setSilence(let draft, let request):
            Task { await send(request) { try await desk.setSilence(draft, request: request) } }
        case .expireSilence(let id, let request):
            Task { await send(request) { try await desk.expireSilence(id, request: request) } }
        case .unsetSilence(let id, let read, let request):
            Task { await send(request) { try await desk.expireSilence(id, request: request, readAsOf: read) } }
        default: break
        }
    }

    private func fetchSilences(withOver: Bool) async {
        do {
            inbox.post(.silences(try await desk.silences(withOver ? nil : [.active, .pending])))
        } catch {
            inbox.post(.silencesMissing(sentence(of: error)))
        }
    }

    private func preview(_ draft: SilenceDraft, _ request: RequestID) async {
        do {
            inbox.post(.silencePreview(request, try await desk.preview(draft)))
        } catch {
            inbox.post(.silencePreviewMissing(request, sentence(of: error)))
        }
    }
}
