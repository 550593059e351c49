import DequeModule
import Incidents
import Logging
import Synchronization

/// A receiver that answers nobody: what is to be told to it waits, and one at a time is tried.
extension NotificationCourier {
    /// Tries one at a time of those that wait for a receiver, until it answers.
    func probe(_ integration: Integration, after errand: Errand) async {
        log.warning(
            "a receiver answers nobody: its notifications wait, and one at a time is tried",
            metadata: metadata(errand.flush, tries: errand.tries))
        var (waits, reason) = (RetryWaits(of: errand.flush, longest: Self.probeWaitMax), errand.reason)
        while await rest(integration, waits.next(), reason), let next = breaker.withLock({ $0.next(for: integration) })
        {
            var errand = next
            guard await turnstile.enter(integration) else { return abandon(errand) }
            let tried = await tryOnce(&errand)
            turnstile.leave(integration)
            reason = errand.reason ?? reason
            if case .again = tried {
                // Unless another one was answered meanwhile.
                if !breaker.withLock({ $0.keeps(errand, for: integration) }) { begin(errand) }
            } else {
                goOn(after: errand)
            }
        }
    }

    /// Lets time go by for those that wait. What is no longer worth it fails in time. False when the router stops: what
    /// waits is decided again after the start.
    private func rest(_ integration: Integration, _ wait: Duration, _ reason: SafeText?) async -> Bool {
        var left = wait
        while left > .zero {
            let step = min(left, Self.reportTime)
            do { try await pause(step) } catch {
                for errand in breaker.withLock({ $0.answered(integration) }) { abandon(errand) }
                return false
            }
            left -= step
            let late = breaker.withLock {
                $0.takeOut(for: integration) { self.left(of: $0) <= Self.reportTime }
            }
            for errand in late {
                expire(errand, reason)
                goOn(after: errand)
            }
        }
        return true
    }

    /// A receiver has answered: what waits for that is let in.
    func goOn(_ integration: Integration) {
        let waiting = breaker.withLock { $0.answered(integration) }
        guard let first = waiting.first else { return }
        var metadata = metadata(first.flush, tries: first.tries)
        metadata["waiting"] = "\(waiting.count)"
        log.notice("a receiver answers again", metadata: metadata)
        for errand in waiting { begin(errand) }
    }

    /// What stands in the lane behind an errand that came to its end.
    private func goOn(after errand: Errand) {
        if let flush = next(after: errand.flush.key) { begin(self.errand(of: flush)) }
    }
}
