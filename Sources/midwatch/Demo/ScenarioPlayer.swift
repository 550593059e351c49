import Incidents

/// Plays a scenario: each step at its time, and what fires sent again each minute of the story.
struct ScenarioPlayer: Sendable {
    let scenario: Scenario
    /// How much faster than a clock the story passes.
    let speed: Double
    let sender: ScenarioSender
    /// Does what a person does to an incident.
    let act: @Sendable (_ person: String, Act) async throws -> Void
    /// The open incidents as they are now.
    let incidents: @Sendable () async throws -> [IncidentSummary]
    let say: @Sendable (SafeText) async -> Void
    let now: @Sendable () -> Timestamp
    /// Waits until so long after the start of the story, in real time.
    let wait: @Sendable (Duration) async throws -> Void

    /// How often a firing alert is sent again, in story time.
    static let resendEvery = Duration.minutes(1)

    /// Plays to the end. Throws what a call to the router throws, but a refusal is only said: the person at the
    /// console may have been faster.
    func play() async throws {
        var firing: [String: Timestamp] = [:]
        var resendAt = ScenarioPlayer.resendEvery
        for step in scenario.steps {
            while resendAt < step.at {
                try await wait(resendAt / speed)
                try await resend(firing)
                resendAt += ScenarioPlayer.resendEvery
            }
            try await wait(step.at / speed)
            try await play(step.what, &firing)
        }
    }

    /// What is said by a resend, by name in the order of the file.
    private func resend(_ firing: [String: Timestamp]) async throws {
        let alerts = scenario.alerts.flatMap { group in
            firing[group.name].map { since in group.alerts.map { ScenarioSender.Firing(alert: $0, startsAt: since) } }
                ?? []
        }
        try await sender.fire(alerts, at: now(), every: ScenarioPlayer.resendEvery / speed)
    }

    private func play(_ what: ScenarioStep.What, _ firing: inout [String: Timestamp]) async throws {
        let now = now()
        switch what {
        case .say(let text): await say(text)
        case .fire(let names):
            for name in names { firing[name] = now }
            try await sender.fire(alerts(names, firing), at: now, every: ScenarioPlayer.resendEvery / speed)
        case .end(let names):
            try await sender.end(alerts(names, firing), at: now)
            for name in names { firing[name] = nil }
        case .act(let person, let deed, let name):
            do { try await perform(deed, on: name, by: person) } catch let refusal as Refusal {
                await say(SafeText("\(person) was refused: \(refusal.said.original)"))
            }
        }
    }

    private func alerts(_ names: [String], _ firing: [String: Timestamp]) -> [ScenarioSender.Firing] {
        names.flatMap { name in
            firing[name].map { since in scenario.alerts(name).map { ScenarioSender.Firing(alert: $0, startsAt: since) }
            } ?? []
        }
    }

    private func perform(_ deed: ScenarioStep.Deed, on name: String, by person: String) async throws {
        let open = try await incidents()
        guard let number = incident(of: name, in: open) else {
            await say(SafeText("\(person) finds nothing open of \(name)"))
            return
        }
        let verb: Act.Verb
        switch deed {
        case .acknowledge: verb = .acknowledge
        case .take: verb = .take
        case .mitigate: verb = .mitigate
        case .resolve: verb = .resolve
        case .note(let text): verb = .note(text)
        case .merge(let into):
            guard let target = incident(of: into, in: open) else {
                await say(SafeText("\(person) finds nothing open of \(into)"))
                return
            }
            verb = .merge(into: target)
        }
        try await act(person, Act(verb, number))
    }

    /// The incident that the first alert of a name belongs to.
    private func incident(of name: String, in open: [IncidentSummary]) -> IncidentNumber? {
        scenario.alerts(name).first.flatMap { alert in open.first { alert.belongs(to: $0) }?.number }
    }
}
