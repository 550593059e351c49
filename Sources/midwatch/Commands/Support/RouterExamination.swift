import Calling
import Configuring
import Incidents
import Wire

/// What `doctor` thinks of the configuration and of the router.
struct RouterExamination {
    /// How far the clocks may be apart before times on screens mislead.
    static let skewMax = Duration.seconds(5)

    static func configuration(_ found: ConfigurationSearch.Found, _ check: ConfigurationCheck) -> [Finding] {
        guard let path = found.path else {
            return [.ok("configuration", "none is found here: a router started here would ring whoever is logged in")]
        }
        if let first = check.faults.first {
            let more = check.faults.count > 1 ? ", and \(check.faults.count - 1) more" : ""
            return [
                .fail(
                    "configuration", "\(first)\(more)", remedy: "see all: midwatch check-config \(path)")
            ]
        }
        guard check.warnings.isEmpty else {
            return [
                .warn(
                    "configuration", "\(path) is valid, with \(check.warnings.count) warnings",
                    remedy: "read them: midwatch check-config \(path)")
            ]
        }
        return [.ok("configuration", "\(path) is valid")]
    }

    /// Asks the router; every answer and every failure becomes a line.
    static func router(_ chosen: ChosenRouter, now: @Sendable () -> Timestamp) async -> [Finding] {
        let address = "\(chosen.choice.address.shown.original): \(chosen.choice.reason.said.original)"
        var findings: [Finding] = []
        if let remark = chosen.remarks.first {
            findings.append(.warn("address", address, remedy: remark.original))
        } else {
            findings.append(.ok("address", address))
        }
        let desk = HTTPDesk(address: chosen.choice.address, token: chosen.token)
        do {
            let snapshot = try await desk.snapshot()
            findings += Self.snapshot(snapshot, now: now())
            let status = try await desk.status()
            findings += [configuration(of: status), store(status)]
        } catch {
            let failure = CommandFailure(error) ?? CommandFailure(.refused, SafeText("\(error)"))
            findings.append(
                .fail(
                    "router", failure.sentence.original,
                    remedy: failure.nextStep?.original ?? "look into the log of the router"))
        }
        return findings
    }

    static func snapshot(_ snapshot: Snapshot, now: Timestamp) -> [Finding] {
        let (router, you) = (snapshot.router, snapshot.you)
        var findings = [
            Finding.ok(
                "router",
                "\(router.name.original) \(router.version.original) on \(router.host.original), up for "
                    + "\(Span.short(now - router.startedAt))" + (router.isDemo ? ", a DEMO" : ""))
        ]
        if let degraded = snapshot.degraded {
            findings.append(
                .fail("health", degraded.original, remedy: "it takes no alerts now; make room, or look into its log"))
        }
        if let sentence = snapshot.paging.sentence {
            findings.append(
                .warn("paging", sentence.original, remedy: "when that is over: paging: on, or serve --paging on"))
        }
        if let all = snapshot.allMuted {
            findings.append(
                .warn(
                    "muting", all.allSentence(asOf: now).original,
                    remedy: "end it when that is over: midwatch silence expire \(all.silenceStart)"))
        }
        if you.mayAct {
            findings.append(.ok("you", "\(you.name.original), and you may act"))
        } else {
            findings.append(
                .warn("you", "\(you.name.original), and you may only read", remedy: you.why?.original ?? "ask for it"))
        }
        let skew = now - snapshot.at
        let apart = skew < .zero ? .zero - skew : skew
        if apart > skewMax {
            findings.append(
                .warn(
                    "clock", "the router's clock and yours are \(Span.short(apart)) apart",
                    remedy: "set both by NTP: timedatectl set-ntp true"))
        } else {
            findings.append(.ok("clock", "\(now.rfc3339), as the router's"))
        }
        return findings
    }

    /// Which file the router runs with: that may be another one than what is found here.
    static func configuration(of status: RouterStatus) -> Finding {
        guard let path = status.configurationPath else {
            return .ok("it runs with", "no configuration: the person at the keyboard is on call for everything")
        }
        guard let fault = status.reloadFault else { return .ok("it runs with", path.original) }
        let first = fault.original.split(whereSeparator: \.isNewline).first ?? ""
        return .warn(
            "it runs with", "\(path.original) as it was before: what stands there now was not taken: \(first)",
            remedy: "it would not start with it: midwatch check-config \(path.original)")
    }

    static func store(_ status: RouterStatus) -> Finding {
        let said =
            "\(status.storePath.original), \(BackupCommand.said(Int(status.storeSize))), schema \(status.storeSchema)"
        guard let degraded = status.degraded else { return .ok("store", said + ", writable") }
        return .fail("store", "\(said): \(degraded.original)", remedy: "make it writable; the router tries by itself")
    }
}

extension Mute {
    /// As much of its silence's id as expires it.
    fileprivate var silenceStart: String {
        guard case .silence(let id) = cause else { return "ID" }
        return String(id.description.prefix(8))
    }
}
