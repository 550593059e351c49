import Incidents
import Storing
import Support
import Testing

@Suite("Changes as bytes")
struct ChangeCodecTests {
    @Test("Every case comes back, whatever text it carries", arguments: ChangeSamples.everyCase)
    func roundTrip(change: Change) throws {
        #expect(try ChangeCodec.decode(ChangeCodec.encode([change])) == [change])
    }

    @Test("A batch comes back in its order")
    func batch() throws {
        #expect(try ChangeCodec.decode(ChangeCodec.encode(ChangeSamples.everyCase)) == ChangeSamples.everyCase)
        #expect(try ChangeCodec.decode(ChangeCodec.encode([Change]())) == [])
    }

    @Test("Records come back on their own")
    func records() throws {
        for change in ChangeSamples.everyCase {
            switch change {
            case .incident(let incident): #expect(try ChangeCodec.incident(ChangeCodec.encode(incident)) == incident)
            case .timeline(let entry): #expect(try ChangeCodec.entry(ChangeCodec.encode(entry)) == entry)
            case .page(let page): #expect(try ChangeCodec.page(ChangeCodec.encode(page)) == page)
            case .served(_, let outcome, _): #expect(try ChangeCodec.outcome(ChangeCodec.encode(outcome)) == outcome)
            case .alertMuted(_, let mute?, _): #expect(try ChangeCodec.mute(ChangeCodec.encode(mute)) == mute)
            case .silence(let silence): #expect(try ChangeCodec.silence(ChangeCodec.encode(silence)) == silence)
            case .notified(let told): #expect(try ChangeCodec.notification(ChangeCodec.encode(told)) == told)
            default: break
            }
        }
    }

    @Test(
        "What is cut off anywhere is refused",
        arguments: ChangeSamples.everyCase.filter { ChangeCodec.encode([$0]).count < 2000 })
    func truncated(change: Change) {
        let bytes = ChangeCodec.encode([change])
        for length in 0..<bytes.count {
            #expect(throws: CodecFault.self) { try ChangeCodec.decode(Array(bytes.prefix(length))) }
        }
    }

    /// An acknowledged incident, as version 1 wrote it: such bytes lie in stores.
    private static let versionOne = """
        010409446f776e206f6e20610473686f70010473686f700100c0e0eeead5660101051b5b324a07c0e0eeead5660000c0e0eeead56600\
        000000000000000000010700000000000000000000000000c0e0eeead56600000000
        """

    @Test("What version 1 wrote is read, without what it did not know")
    func versionOne() throws {
        let digits = Self.versionOne.compactMap { $0.hexDigitValue.map(UInt8.init) }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        let held = Acknowledgement(holder: .person(SafeText(ChangeSamples.hostile[2])), at: .start)
        #expect(try ChangeCodec.incident(bytes) == Incident.sample(2, phase: .acknowledged(held)))
    }

    @Test("What is longer than it says is refused")
    func trailing() {
        let bytes = ChangeCodec.encode([.alertJoined(Fingerprint(1), IncidentNumber(1))])
        #expect(throws: CodecFault.trailing(1, at: bytes.count)) { try ChangeCodec.decode(bytes + [0]) }
    }

    @Test("Changed bytes are refused or read as something, and never trap", arguments: UInt64(1)...40)
    func mutated(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (refused, read) = (0, 0)
        for change in ChangeSamples.everyCase {
            var bytes = ChangeCodec.encode([change])
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<min(bytes.count, 400), using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                case 2: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                }
                if bytes.isEmpty { bytes = [1] }
            }
            if (try? ChangeCodec.decode(bytes)) == nil { refused += 1 } else { read += 1 }
        }
        #expect(refused + read == ChangeSamples.everyCase.count)
        #expect(refused > 0)
    }

    @Test("Bytes of chance are refused", arguments: UInt64(1)...200)
    func noise(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let noise = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(throws: CodecFault.self) { try ChangeCodec.decode([ChangeCodec.version, 200] + noise) }
    }

    @Test("An unknown version is named")
    func version() {
        #expect(throws: CodecFault.unknownVersion(9)) { try ChangeCodec.decode([9, 0]) }
        #expect("\(CodecFault.unknownVersion(9))".contains("version 9"))
        #expect(StoreError.unreadable("batch 3", .unknownVersion(9)).code == .newer)
    }

    @Test("An unknown change is named with its place")
    func tag() {
        #expect(throws: CodecFault.unknownTag(99, of: "change", at: 2)) { try ChangeCodec.decode([1, 1, 99]) }
        #expect("\(CodecFault.unknownTag(99, of: "change", at: 2))" == "byte 2 names change 99, which is not known")
        #expect(StoreError.unreadable("batch 3", .unknownTag(99, of: "change", at: 2)).code == .corrupt)
    }

    @Test("The bytes of versions 1 to 6 are these, for good")
    func golden() throws {
        let changes: [Change] = [
            .alertJoined(Fingerprint(0x0102_0304_0506_0708), IncidentNumber(17)),
            .timeline(.sample(17, 2, "hm")),
        ]
        let body: [UInt8] = [
            2, 2, 8, 7, 6, 5, 4, 3, 2, 1, 34,
            8, 34, 4, 192, 224, 238, 234, 213, 102, 0, 1, 2, 104, 109,
        ]
        #expect(ChangeCodec.encode(changes) == [6] + body)
        for version in UInt8(1)...5 { #expect(try ChangeCodec.decode([version] + body) == changes) }
    }

    @Test("An incident of version 4 is read: what its alerts have in common was not kept then")
    func incidentOfVersion4() throws {
        var incident = Incident(
            number: IncidentNumber(7), title: "hm", service: "shop", severity: .sev3, openedAt: .start)
        let bytes = ChangeCodec.encode(incident)
        #expect(try ChangeCodec.incident([4] + bytes.dropFirst().dropLast(2)) == incident)
        incident.sharedLabels = PackedPairs([("rack", "r12")])
        #expect(try ChangeCodec.incident(ChangeCodec.encode(incident)) == incident)
    }

    @Test("A silence of version 3 is read: who ended it was not kept then")
    func silenceOfVersion3() throws {
        let silence = Silence(
            id: SilenceID(high: 1, low: 2), matchers: [SilenceMatcher(name: "alertname", value: "Down")],
            startsAt: .start, endsAt: .start + .hours(1), updatedAt: .start, createdBy: "sam", comment: "")
        let bytes = ChangeCodec.encode(silence)
        #expect(try ChangeCodec.silence([3] + bytes.dropFirst().dropLast(3)) == silence)
        #expect(try ChangeCodec.silence(bytes) == silence)
    }

    @Test("A configuration that says nothing of telling is read, as it was written before")
    func formerConfiguration() throws {
        let loaded = Change.configured(LoadedConfiguration(at: .start, text: "route:"))
        let bytes = ChangeCodec.encode([loaded])
        #expect(bytes.prefix(3) == [ChangeCodec.version, 1, 16])
        #expect(try ChangeCodec.decode([4, 1, 15] + bytes.dropFirst(3).dropLast(2)) == [loaded])
    }

    @Test("Silences and incidents of version 5 are read: history and reminders were not kept then")
    func versionFive() throws {
        let ending = Silence.Ending(by: "kim", planned: .start + .hours(2))
        let silence = Silence(
            id: SilenceID(high: 1, low: 2), matchers: [SilenceMatcher(name: "alertname", value: "Down")],
            startsAt: .start, endsAt: .start + .hours(1), updatedAt: .start, createdBy: "sam", comment: "",
            ending: ending)
        let bytes = ChangeCodec.encode(silence)
        #expect(try ChangeCodec.silence([5] + bytes.dropFirst().dropLast(3)) == silence)
        let incident = Incident.sample(2, phase: .triggered)
        #expect(try ChangeCodec.incident([5] + ChangeCodec.encode(incident).dropFirst().dropLast()) == incident)
    }
}
