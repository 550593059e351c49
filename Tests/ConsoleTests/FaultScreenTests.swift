import Console
import Incidents
import TerminalUI
import Testing

@Suite("What must not be overlooked, as it is drawn")
struct FaultScreenTests {
    @Test("The link is lost at 40x12")
    func stale40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.wait(.seconds(45))

        record("FaultScreenTests.stale40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The link is lost at 80x24")
    func stale80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.wait(.seconds(45))

        record("FaultScreenTests.stale80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The link is lost at 160x48")
    func stale160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.wait(.seconds(45))

        record("FaultScreenTests.stale160", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The store cannot be written at 40x12")
    func degraded40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.send(.degraded("the store cannot be written: disk full"))

        record("FaultScreenTests.degraded40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The store cannot be written at 80x24")
    func degraded80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.send(.degraded("the store cannot be written: disk full"))

        record("FaultScreenTests.degraded80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The store cannot be written, with an incident opened")
    func degradedOpened() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.send(.degraded("the store cannot be written: disk full"))

        record("FaultScreenTests.degradedOpened", sitting.screen)
        #expect(Bool(true))
    }

    @Test("A person who may only read")
    func readOnly() {
        let why: SafeText = "add `- name: eve` under people in midwatch.yaml"
        let you = ConsoleSnapshot.Person(name: "eve", mayAct: false, why: why)
        let sitting = Sitting([Sample.checkout, Sample.ledger], you: you)

        record("FaultScreenTests.readOnly", sitting.screen)
        #expect(Bool(true))
    }
}
