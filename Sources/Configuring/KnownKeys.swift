/// The keys of one block: those that are acted on, and those that are valid and not acted on yet.
struct KeyTable {
    var acted: [String]
    var later: [String] = []

    var all: [String] { acted + later }
}

/// Every key that a configuration may have: ours, and those of Alertmanager 0.25 to 0.34.
enum KnownKeys {
    static let top = KeyTable(
        acted: [
            "global", "route", "receivers", "incidents", "limits", "retention", "people", "tokens", "console", "paging",
            "integrations", "hooks", "alertmanager_api", "inhibit_rules", "time_intervals", "mute_time_intervals",
        ],
        later: [
            "templates", "tracing", "event_recorder",
            "teams", "schedules", "escalation_policies", "services", "pipelines", "metrics", "heartbeats",
        ])

    static let global = KeyTable(
        acted: ["resolve_timeout", "http_config"],
        later: [
            "jira_api_url", "mattermost_webhook_url", "mattermost_webhook_url_file",
            "opsgenie_api_key", "opsgenie_api_key_file", "opsgenie_api_url", "pagerduty_url", "rocketchat_api_url",
            "rocketchat_token", "rocketchat_token_file", "rocketchat_token_id", "rocketchat_token_id_file",
            "slack_api_url", "slack_api_url_file", "slack_app_token", "slack_app_token_file", "slack_app_url",
            "smtp_auth_identity", "smtp_auth_password", "smtp_auth_password_file", "smtp_auth_secret",
            "smtp_auth_secret_file", "smtp_auth_username", "smtp_force_implicit_tls", "smtp_from", "smtp_hello",
            "smtp_require_tls", "smtp_smarthost", "smtp_tls_config", "telegram_api_url", "telegram_bot_token",
            "telegram_bot_token_file", "victorops_api_key", "victorops_api_key_file", "victorops_api_url",
            "webex_api_url", "wechat_api_corp_id", "wechat_api_secret", "wechat_api_secret_file", "wechat_api_url",
        ])

    /// Of a route; `routes` and the time intervals are warned about where they mean something.
    static let route = KeyTable(acted: [
        "receiver", "group_by", "group_wait", "group_interval", "repeat_interval", "matchers", "match", "match_re",
        "continue", "routes", "mute_time_intervals", "active_time_intervals", "labels",
    ])

    /// The kinds of integration that a receiver of Alertmanager may have.
    static let integrations = [
        "webhook_configs", "email_configs", "slack_configs", "pagerduty_configs", "opsgenie_configs",
        "victorops_configs", "pushover_configs", "sns_configs", "telegram_configs", "webex_configs",
        "discord_configs", "msteams_configs", "msteamsv2_configs", "jira_configs", "rocketchat_configs",
        "mattermost_configs", "incidentio_configs", "wechat_configs",
    ]

    static let receiver = KeyTable(
        acted: ["name", "incidents"] + integrations, later: ["escalation_policy", "labels"])

    static let webhook = KeyTable(
        acted: ["url", "url_file", "send_resolved", "max_alerts", "timeout", "http_config"], later: ["payload"])

    static let http = KeyTable(
        acted: [
            "authorization", "basic_auth", "bearer_token", "bearer_token_file", "tls_config", "follow_redirects",
            "enable_http2", "proxy_url", "no_proxy", "proxy_from_environment", "http_headers",
        ], later: ["oauth2", "proxy_connect_header"])

    static let authorization = KeyTable(
        acted: ["type", "credentials", "credentials_file"], later: ["credentials_ref"])

    static let basicAuthorization = KeyTable(
        acted: ["username", "username_file", "password", "password_file"], later: ["username_ref", "password_ref"])

    static let tls = KeyTable(
        acted: [
            "ca", "ca_file", "cert", "cert_file", "key", "key_file", "server_name", "insecure_skip_verify",
            "min_version", "max_version",
        ], later: ["ca_ref", "cert_ref", "key_ref"])

    static let header = KeyTable(acted: ["values", "secrets", "files"])

    static let inhibitRule = KeyTable(acted: [
        "name", "source_matchers", "target_matchers", "equal", "source_match", "source_match_re", "target_match",
        "target_match_re",
    ])

    static let timeInterval = KeyTable(acted: ["name", "time_intervals"])

    static let timeRange = KeyTable(acted: ["start_time", "end_time"])

    static let timeIntervalSpec = KeyTable(acted: [
        "times", "weekdays", "days_of_month", "months", "years", "location",
    ])

    static let incidents = KeyTable(acted: [
        "reopen_within", "resolve_expired_after", "resolve_recheck", "ack_timeout", "ack_warning", "mitigate_timeout",
        "ring_every", "ring_urgent_every", "undo_within", "snooze_max", "resolved_kept", "requests_kept", "join_every",
        "annotate_every", "severity", "flap_changes", "flap_within",
    ])

    static let severity = KeyTable(acted: ["label", "values", "otherwise"])

    static let limits = KeyTable(acted: [
        "body", "alerts_per_batch", "labels_per_alert", "label_name", "label_value", "annotation", "queue",
    ])

    static let retention = KeyTable(acted: ["log", "incidents", "alerts"])

    static let console = KeyTable(acted: ["keys", "theme", "columns", "sort", "mouse", "storm"])

    static let storm = KeyTable(acted: ["incidents", "within"])

    static let person = KeyTable(acted: ["login", "name"])

    static let integration = KeyTable(acted: ["name", "kind", "key", "file", "sha256", "labels"])

    static let hooks = KeyTable(acted: ["expire_after"])

    static let alertmanagerAPI = KeyTable(acted: ["silences", "hosts"])

    static let token = KeyTable(acted: ["name", "scope", "file", "sha256"])
}
