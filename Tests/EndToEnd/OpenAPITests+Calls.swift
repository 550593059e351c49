/// What is asked of the running router, and how it must answer.
extension EndToEnd.OpenAPITests {
    private static let incident = "/api/v1/incidents/{number}"
    private static let why = "/api/v1/why"
    private static let acts = "/api/v1/incidents/{number}/acts"

    private static func act(_ body: String, _ status: Int = 200, number: String = "1", overTCP: Bool = false)
        -> Call
    {
        Call("POST", acts, "/api/v1/incidents/\(number)/acts", status, body: body, overTCP: overTCP)
    }

    private static func look(_ body: String, _ status: Int = 204, overTCP: Bool = false) -> Call {
        Call("PUT", "/api/v1/presence", nil, status, body: body, overTCP: overTCP)
    }

    private static let silence = "/api/v2/silence/{id}"
    static let unknownSilence = "11111111-1111-4111-8111-111111111111"

    private static func silencing(
        _ more: String = "", value: String = "a", from start: String = "2026-01", end: String = "2999"
    ) -> String {
        """
        {"matchers":[{"name":"service","value":"\(value)","isRegex":false}],"startsAt":"\(start)-01T00:00:00Z",\
        "endsAt":"\(end)-01-01T00:00:00Z","createdBy":"kim","comment":"c"\(more)}
        """
    }

    /// `{id}` stands for the silence that was set last.
    static let silenceCalls: [Call] = [
        Call("POST", "/api/v2/silences", body: silencing(), overTCP: true),
        Call("POST", "/api/v2/silences", nil, 400, body: silencing(end: "2020")),
        Call("POST", "/api/v2/silences", nil, 400, body: silencing(value: "")),
        Call("POST", "/api/v2/silences", nil, 400, body: "{"),
        Call("POST", "/api/v2/silences", nil, 404, body: silencing(",\"id\":\"\(unknownSilence)\"")),
        Call("POST", "/api/v2/silences", nil, 413, body: String(repeating: " ", count: 100_000)),
        Call("POST", "/api/v2/silences", nil, 415, body: silencing(), type: "text/plain"),
        Call("POST", "/api/v2/silences", nil, 422, body: "{}"),
        Call("GET", "/api/v2/silences"), Call("GET", "/api/v2/silences", "/api/v2/silences?filter=bad", 400),
        Call("GET", silence), Call("GET", silence, "/api/v2/silence/\(unknownSilence)", 404),
        Call("GET", silence, "/api/v2/silence/one", 422),
        Call("GET", "/api/v1/silences"),
        Call("GET", "/api/v1/silences", "/api/v1/silences?expired=false&filter=a=b"),
        Call("GET", "/api/v1/silences", "/api/v1/silences?filter=bad", 400),
        Call("POST", "/api/v1/silences/preview", body: silencing(), overTCP: true),
        Call("POST", "/api/v1/silences/preview", nil, 400, body: "{}"),
        Call(
            "POST", "/api/v1/silences",
            body: silencing(",\"request\":\"s\",\"reviewAt\":\"2998-12-01T00:00:00Z\"", from: "2998-06")),
        Call("POST", "/api/v1/silences", nil, 400, body: "{}"),
        Call("POST", "/api/v1/silences", nil, 401, body: silencing(), overTCP: true),
        Call("POST", "/api/v1/silences", nil, 404, body: silencing(",\"id\":\"one\"")),
        Call("POST", "/api/v1/silences", nil, 409, body: silencing(value: "")),
        Call("GET", "/api/v2/alerts"), Call("GET", "/api/v2/alerts/groups"),
        Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/{id}?request=e"),
        Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/{id}?request=", 400),
        Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/\(unknownSilence)", 404),
        Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/\(unknownSilence)", 401, overTCP: true),
        Call("DELETE", silence), Call("DELETE", silence, "/api/v2/silence/one", 422),
        Call("DELETE", silence, "/api/v2/silence/\(unknownSilence)", 500),
    ]

    private static func event(_ action: String, _ more: String = "", key: String = EndToEnd.HookTests.routingKey)
        -> String
    {
        "{\"routing_key\":\"\(key)\",\"event_action\":\"\(action)\"\(more)}"
    }

    private static let payload = ",\"payload\":{\"summary\":\"s\",\"source\":\"x\",\"severity\":\"error\"}"

    static let hookCalls: [Call] =
        ["/hooks/alertmanager", "/hooks/grafana"].flatMap { path in
            [
                Call(
                    "POST", path,
                    body: "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Hooked\"}}]}"),
                Call("POST", path, nil, 400, body: "{\"alerts\":[{\"labels\":{}}]}"),
                Call("POST", path, nil, 400, body: "{}"),
            ]
        } + [
            Call("PUT", "/hooks/grafana", body: "{\"alerts\":[]}"),
            Call("POST", "/v2/enqueue", nil, 202, body: event("trigger", payload), overTCP: true),
            Call("POST", "/v2/enqueue", nil, 202, body: event("resolve", ",\"dedup_key\":\"nothing\"")),
            Call("POST", "/v2/enqueue", nil, 400, body: event("trigger", payload, key: "short")),
            Call("POST", "/v2/enqueue", nil, 400, body: event("acknowledge", ",\"dedup_key\":\"nothing\"")),
            Call("POST", "/v2/enqueue", nil, 413, body: String(repeating: " ", count: 100_000)),
        ]

    /// In order: what is done first is seen by what comes later.
    static let calls: [Call] = [
        Call("POST", "/api/v2/alerts", body: "[{\"labels\":{\"alertname\":\"Later\",\"service\":\"b\"}}]"),
        Call("POST", "/api/v2/alerts", nil, 400, body: "[{\"labels\":{}}]"),
        Call("POST", "/api/v2/alerts", nil, 400, body: "{"),
        Call("POST", "/api/v2/alerts", nil, 415, body: "[]", type: "text/plain"),
        Call("POST", "/api/v2/alerts", nil, 422, body: "[{}]"),
        Call("GET", "/api/v2/alerts"),
        Call("GET", "/api/v2/alerts", "/api/v2/alerts?filter=bad", 400),
        Call("GET", "/api/v2/alerts/groups"),
        Call("GET", "/api/v2/alerts/groups", "/api/v2/alerts/groups?receiver=(", 400),
        Call("GET", "/api/v2/status"), Call("GET", "/api/v2/receivers"),
        Call("GET", "/-/healthy"), Call("GET", "/-/ready"), Call("POST", "/-/reload"), Call("GET", "/metrics"),
        Call("GET", "/api/v1/incidents"), Call("GET", "/api/v1/incidents", "/api/v1/incidents?state=all&limit=1"),
        Call("GET", "/api/v1/incidents", "/api/v1/incidents?state=odd", 400),
        Call("GET", "/api/v1/incidents", "/api/v1/incidents?limit=0", 400),
        Call("GET", incident, "/api/v1/incidents/1"), Call("GET", incident, "/api/v1/incidents/77", 404),
        Call("GET", incident, "/api/v1/incidents/one", 404),
        Call("GET", incident, "/api/v1/incidents/99999999999999999999", 404),
        Call("GET", incident + "/timeline", "/api/v1/incidents/1/timeline?from=0&limit=5"),
        Call("GET", incident + "/timeline", "/api/v1/incidents/1/timeline?from=-1", 400),
        Call("GET", incident + "/timeline", "/api/v1/incidents/77/timeline", 404),
        Call("GET", incident + "/alerts", "/api/v1/incidents/1/alerts"),
        Call("GET", incident + "/alerts", "/api/v1/incidents/77/alerts", 404),
        Call("GET", why, why + "?incident=1"), Call("GET", why, why + "?incident=1&at=2026-01-01T00:00:00Z"),
        Call("GET", why, why + "?incident=77", 404), Call("GET", why, why + "?fingerprint=0123456789abcdef", 404),
        Call("GET", why, nil, 400), Call("GET", why, why + "?incident=one", 400),
        Call("GET", why, why + "?incident=1&at=soon", 400),
        act("{\"verb\":\"ack\",\"request\":\"a\"}"), act("{\"verb\":\"ack\",\"request\":\"a\"}"),
        act("{\"verb\":\"note\",\"text\":\"looking\"}"), act("{\"verb\":\"dance\"}", 400), act("nonsense", 400),
        act("{\"verb\":\"reopen\"}", 409), act("{\"verb\":\"ack\"}", 404, number: "77"),
        act("{\"verb\":\"ack\"}", 401, overTCP: true),
        act("{\"verb\":\"note\",\"text\":\"\(String(repeating: "x", count: 200_000))\"}", 413),
        act("{\"verb\":\"snooze\",\"until\":\"2999-01-01T00:00:00Z\"}", 409),
        act("{\"verb\":\"severity\",\"severity\":\"SEV2\"}"), act("{\"verb\":\"mitigate\"}"),
        act("{\"verb\":\"merge\",\"into\":1}", number: "2"), act("{\"verb\":\"unmerge\"}", number: "2"),
        act("{\"verb\":\"resolve\"}", number: "2"), act("{\"verb\":\"undo\"}", number: "2"),
        Call("GET", incident, "/api/v1/incidents/2"),
        Call("GET", "/api/v1/incidents", "/api/v1/incidents?state=all"),
        Call("GET", "/api/v1/openapi.json"), Call("GET", "/api/v1/snapshot"), Call("GET", "/api/v1/status"),
        look("{\"console\":\"c\",\"incident\":1,\"writing\":true}"), look("{\"console\":\"c\",\"incident\":null}"),
        look("{\"console\":\"c\",\"incident\":77}", 404), look("{\"incident\":1}", 400),
        look("{\"console\":\"c\",\"incident\":1}", 401, overTCP: true),
        look("{\"console\":\"\(String(repeating: "x", count: 2000))\",\"incident\":1}", 413),
        Call("GET", "/api/v1/snapshot"),
        Call("POST", "/api/v1/backup"),
        Call("POST", "/api/v1/backup", nil, 401, overTCP: true),
        Call("GET", "/api/v1/feed", "/api/v1/feed?after=soon", 400),
        Call("GET", "/api/v1/feed", "/api/v1/feed?after=999999", 410),
    ]
}
