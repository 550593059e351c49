import Incidents
import Logging
import Synchronization

/// A receiver that answers nobody: what is to be told to it waits, and one at a time is tried.
extension NotificationCourier {
    /// How long one try lasts at least, while others wait.
    private static let probeMin = Duration.seconds(1)

    /// Tries one at a time of those that wait for a receiver, until it answers.
    func probe(_ integration: Integration, in turn: Breaker.Turn, after errand: Errand) async {
        log.warning(
            "a receiver answers nobody: its notifications wait, and one at a time is tried",
            metadata: metadata(errand.flush, tries: errand.tries))
        var (waits, reason) = (RetryWaits(of: errand.flush, longest: Self.probeWaitMax), errand.reason)
        while await rest(integration, in: turn, waits.next(), reason) {
            // What has its end during the next try has it now: it would be said too late.
            expire(integration, in: turn, within: Self.probeMin + Self.reportTime, reason)
            guard let next = breaker.withLock({ $0.next(for: integration, in: turn) }) else { return }
            var errand = next
            guard turnstile.pass(integration) else {
                abandon(errand)
                return abandonAll(integration)
            }
            let now = clock.elapsed()
            let soonest = breaker.withLock { $0.least(for: integration) { self.left(of: $0, at: now) } }
            let tried = await tryOnce(&errand, within: soonest.map { $0 - Self.reportTime })
            turnstile.leave(integration)
            reason = errand.reason ?? reason
            if case .again = tried {
                // Unless another one was answered meanwhile.
                if !keeps(errand) { begin(errand) }
            } else {
                goOn(after: errand)
            }
        }
    }

    /// Lets time go by for those that wait. False when the circuit is closed, or the router stops: what waits is decided
    /// again after the start.
    private func rest(
        _ integration: Integration, in turn: Breaker.Turn, _ wait: Duration, _ reason: SafeText?
    ) async -> Bool {
        var left = wait
        while left > .zero {
            guard breaker.withLock({ $0.isOpen(turn, for: integration) }) else { return false }
            expire(integration, in: turn, within: Self.reportTime, reason)
            let step = min(left, Self.reportTime)
            do { try await pause(step) } catch {
                abandonAll(integration)
                return false
            }
            left -= step
        }
        return true
    }

    /// What is no longer worth waiting for has failed.
    private func expire(
        _ integration: Integration, in turn: Breaker.Turn, within span: Duration, _ reason: SafeText?
    ) {
        let now = clock.elapsed()
        let late = breaker.withLock {
            $0.takeOut(for: integration, in: turn) { self.left(of: $0, at: now) <= span }
        }
        for errand in late {
            expire(errand, reason)
            goOn(after: errand)
        }
    }

    private func abandonAll(_ integration: Integration) {
        for errand in breaker.withLock({ $0.answered(integration) }) { abandon(errand) }
    }

    /// Whether an errand waits until its receiver answers.
    func keeps(_ errand: Errand) -> Bool {
        breaker.withLock { $0.keeps(errand, isFresh: errand.tries == 0, for: integration(of: errand.flush)) }
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
