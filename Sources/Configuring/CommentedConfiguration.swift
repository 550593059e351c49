internal import Incidents

/// The first configuration of a router, as `midwatch init` writes it: from three answers at most, with a comment at
/// each thing that somebody may want to change. It loads without a fault and without a warning.
package struct CommentedConfiguration: Hashable, Sendable {
    /// Who is told: the name of the team, which becomes that of the receiver.
    package var team: String
    /// The Unix account of the person who answers; empty to let every account act under its own name.
    package var login: String
    /// What that person is called; empty for the login.
    package var name: String
    /// Where the router will listen for Prometheus, as `host:port`.
    package var listen: String

    package init(team: String = "", login: String = "", name: String = "", listen: String = "127.0.0.1:3003") {
        (self.team, self.login, self.name, self.listen) = (team, login, name, listen)
    }

    /// The text of the file.
    package var text: String { [head, routing, people, incidents, outlook].joined(separator: "\n") }

    private var receiver: String { YAMLQuoting.quoted(team.isEmpty ? "default" : team) }

    private var head: String {
        """
        # Midwatch. Check this file with: midwatch check-config
        # It may hold everything that an alertmanager.yml holds, with the same meaning.
        #
        # Prometheus sends its alerts here by these lines of its prometheus.yml:
        #   alerting:
        #     alertmanagers:
        #     - static_configs:
        #       - targets: ['\(SafeText(listen))']

        """
    }

    private var routing: String {
        """
        route:
          receiver: \(receiver)
          # Alerts with the same values of these labels are one incident.
          group_by: [alertname, cluster, service, job]
          # How long a new group waits for its fellows before it is told, and how often it is told again.
          group_wait: 0s
          group_interval: 1m
          repeat_interval: 4h

        receivers:
        - name: \(receiver)
          # Alerts that are led here open incidents, which ring the console until somebody takes them.
          incidents: open

        """
    }

    private var people: String {
        guard !login.isEmpty else {
            return """
                # Who may act. Without this list every account of this machine may, under its own name.
                #people:
                #- login: kim
                #  name: Kim

                """
        }
        return """
            # Who may act. An account that is not listed may only read.
            people:
            - login: \(YAMLQuoting.quoted(login))
              name: \(YAMLQuoting.quoted(name.isEmpty ? login : name))

            """
    }

    private var incidents: String {
        """
        incidents:
          severity:
            # Which label says how bad it is, and what its values mean. Anything else is "otherwise".
            label: severity
            values:
              critical: SEV1
              page: SEV1
              error: SEV2
              high: SEV2
              warning: SEV3
              none: SEV4
              unknown: SEV4
              info: SEV5
            otherwise: SEV4
          # An acknowledge that nobody renews ends after this time, and the incident rings again.
          ack_timeout: {SEV1: 30m, SEV2: 30m, SEV3: 2h, SEV4: none, SEV5: none}
          # How often an incident rings that nobody has taken; urgent are SEV1 and SEV2.
          ring_every: 5m
          ring_urgent_every: 1m
          # A group that fires again this soon after its resolve is the same incident.
          reopen_within: 30m

        """
    }

    private var outlook: String {
        """
        # How long what is over is kept.
        retention:
          log: 7d
          incidents: 400d
          alerts: 30d

        # Who may reach the router over TCP beyond what loopback allows. The token itself stays in its file.
        #tokens:
        #- name: ci
        #  scope: ingest  # or read, or act
        #  file: ci.token

        # Keys of your own in the console, where ? shows them all; the columns of its list, and their order; from when
        # on incidents that open faster than anyone can read stand in few rows (storm: off for never).
        #console:
        #  keys:
        #    F2: acknowledge
        #  columns: [severity, state, age, rings, id, service, what, who]
        #  sort: urgency
        #  storm: {incidents: 20, within: 2m}

        """
    }
}
