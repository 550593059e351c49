import Foundation
import Support

/// A contender that is taken through a scenario, and its answers in a form in which both must be equal.
struct StatusWitness {
    let contender: Contender
    let scenario: StatusScenario
    private(set) var ids: [String: String] = [:]
    /// What each POST and DELETE was answered: its status, and whether a silence kept its id.
    private(set) var receipts: [String] = []

    init(_ contender: Contender, _ scenario: StatusScenario) {
        (self.contender, self.scenario) = (contender, scenario)
    }

    /// Posts everything.
    mutating func play(from start: Date) async throws {
        for batch in scenario.batches {
            let body = JSON.array(batch.map { $0.json(from: start) }).text
            receipts.append("alerts: \(try await contender.http.post("/api/v2/alerts", json: body).status)")
        }
        for deed in scenario.silences {
            receipts.append(try await play(deed, from: start))
            // So that no two silences end in the same millisecond, by which they are ordered.
            await Waiting.aMoment(milliseconds: 5)
        }
    }

    private mutating func play(_ deed: SilenceDeed, from start: Date) async throws -> String {
        switch deed {
        case .create(let tag, let matchers, let startsIn, let endsIn):
            let answer = try await post(nil, tag, matchers, rfc3339(start + startsIn), rfc3339(start + endsIn))
            ids[tag] = try? answer.json()["silenceID"].string
            return "create \(tag): \(answer.status)"
        case .update(let tag, let matchers, let newTag, let startsEarlier, let endsIn):
            guard let id = ids[tag] else { return "update \(tag): unknown" }
            let known = try await contender.http.get("/api/v2/silence/\(id)").json()
            let begin = startsEarlier ? rfc3339(start - 120) : known["startsAt"].string ?? ""
            let answer = try await post(id, newTag, matchers, begin, rfc3339(start + endsIn))
            let newID = try? answer.json()["silenceID"].string
            ids[tag] = newID
            return "update \(tag): \(answer.status), \(newID == id ? "the same id" : "another id")"
        case .expire(let tag):
            guard let id = ids[tag] else { return "expire \(tag): unknown" }
            return "expire \(tag): \(try await contender.http.send("DELETE", "/api/v2/silence/\(id)").status)"
        }
    }

    private func post(
        _ id: String?, _ comment: String, _ matchers: [GeneratedMatcher], _ startsAt: String, _ endsAt: String
    ) async throws -> Answer {
        var members: [String: JSON] = [
            "matchers": .array(matchers.map(\.json)), "startsAt": .string(startsAt), "endsAt": .string(endsAt),
            "createdBy": .string("Mara"), "comment": .string(comment),
        ]
        if let id { members["id"] = .string(id) }
        return try await contender.http.post("/api/v2/silences", json: JSON.object(members).text)
    }

    /// Every answer, so that equal ones have equal texts, by the question.
    func answers() async throws -> [(question: String, answer: String)] {
        let silences = try await contender.http.get("/api/v2/silences").json().items
        let alerts = try await contender.http.get("/api/v2/alerts").json().items
        var view = StatusView(scenario: scenario)
        for silence in silences { view.tags[silence["id"].string ?? ""] = silence["comment"].string }
        for alert in alerts { view.sources[alert["fingerprint"].string ?? ""] = alert["labels"].pairs }
        var answers = [("what was posted", receipts.joined(separator: "; "))]
        for question in scenario.questions {
            let answer = try await contender.http.get(question)
            let json = try? answer.json()
            guard answer.status == 200, let items = json?.items else {
                answers.append((question, "\(answer.status)"))
                continue
            }
            let lines =
                switch question {
                case _ where question.hasPrefix("/api/v2/alerts/groups"): view.groups(items)
                case _ where question.hasPrefix("/api/v2/alerts"): items.map { view.alert($0).text }
                case _ where question.hasPrefix("/api/v2/silences"): items.map { view.silence($0).text }
                default: items.map(\.text).sorted()
                }
            answers.append((question, lines.joined(separator: "\n")))
        }
        return answers
    }
}

/// Turns answers into what must be equal: ids become comments, and what each chooses itself goes away.
struct StatusView {
    let scenario: StatusScenario
    var tags: [String: String] = [:]
    /// The labels of every alert that fires.
    var sources: [String: [String: String]] = [:]

    init(scenario: StatusScenario) { self.scenario = scenario }

    func alert(_ alert: JSON) -> JSON {
        var members = alert.members
        let labels = alert["labels"].pairs
        members["updatedAt"] = nil
        if scenario.looseLabels.contains(labels) {
            members["startsAt"] = nil
            members["endsAt"] = nil
        }
        let status = alert["status"]
        let silencedBy = status["silencedBy"].items.map { tags[$0.string ?? ""] ?? "an unknown silence" }.sorted()
        members["status"] = .object([
            "state": status["state"], "silencedBy": .array(silencedBy.map { .string($0) }),
            "inhibitedBy": .string(inhibition(of: labels, status["inhibitedBy"].items.compactMap(\.string))),
        ])
        return .object(members)
    }

    /// Alertmanager names one arbitrary source; whoever is named must be one that may.
    private func inhibition(of target: [String: String], _ named: [String]) -> String {
        guard !named.isEmpty else { return "nobody" }
        for fingerprint in named {
            guard let source = sources[fingerprint] else { return "\(fingerprint), which does not fire" }
            guard scenario.configuration.rules.contains(where: { $0.mutes(target, by: source) }) else {
                return "\(fingerprint), which no rule allows"
            }
        }
        return "somebody who may"
    }

    func silence(_ silence: JSON) -> JSON {
        var members = silence.members
        let isPending = silence["status"]["state"].string == "pending"
        for name in ["id", "updatedAt"] { members[name] = nil }
        // What only ours have, beside all that those of Alertmanager have.
        for name in ["endsWithAlerts", "replaces", "reviewAt"] { members[name] = nil }
        // Moments at which something was done to it differ by the way from one to the other.
        if !isPending { members["startsAt"] = nil }
        if silence["status"]["state"].string == "expired" { members["endsAt"] = nil }
        return .object(members)
    }

    /// Groups in their order; those that the order does not tell apart, by what they hold.
    func groups(_ groups: [JSON]) -> [String] {
        let lines = groups.map { group in
            (group["labels"].text + group["receiver"].text, group["alerts"].items.map { alert($0).text }.sorted())
        }
        var ordered: [(String, [[String]])] = []
        for (key, alerts) in lines {
            if ordered.last?.0 == key {
                ordered[ordered.count - 1].1.append(alerts)
            } else {
                ordered.append((key, [alerts]))
            }
        }
        return ordered.flatMap { key, twins in
            twins.map { $0.joined(separator: "\n  ") }.sorted().map { "\(key)\n  \($0)" }
        }
    }
}
