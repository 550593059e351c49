internal import Incidents
internal import NIOSSL
internal import Synchronization

/// The certificates of a channel's connections: read anew for each call, and made into a configuration only when they
/// are other ones, so that connections are used again.
final class TLSChoice: Sendable {
    private struct Material: Hashable {
        var authorities: [UInt8]?
        var certificate: [UInt8]?
        var key: [UInt8]?
    }

    private let settings: HTTPSettings.TLS
    private let last = Mutex<(material: Material, configuration: TLSConfiguration)?>(nil)

    init(_ settings: HTTPSettings.TLS) { self.settings = settings }

    /// What holds without settings: the authorities of the machine, and TLS 1.2 at least, as Go has it.
    static var plain: TLSConfiguration {
        var plain = TLSConfiguration.makeClientConfiguration()
        plain.minimumTLSVersion = .tlsv12
        return plain
    }

    /// The configuration for the next call; nil when nothing is set.
    func configuration(_ secrets: SecretReader) throws -> TLSConfiguration? {
        var unset = HTTPSettings.TLS()
        unset.serverName = settings.serverName
        guard settings != unset else { return nil }
        let material = Material(
            authorities: try settings.authorities.map(secrets.bytes),
            certificate: try settings.certificate.map(secrets.bytes), key: try settings.key.map(secrets.bytes))
        if let last = last.withLock({ $0 }), last.material == material { return last.configuration }
        let configuration = try configuration(of: material)
        last.withLock { $0 = (material, configuration) }
        return configuration
    }

    private func configuration(of material: Material) throws -> TLSConfiguration {
        var configuration = TLSChoice.plain
        if let authorities = material.authorities {
            configuration.trustRoots = .certificates(
                try reading("ca") { try NIOSSLCertificate.fromPEMBytes(authorities) })
        }
        if let certificate = material.certificate, let key = material.key {
            let chain: [NIOSSLCertificate] = try reading("cert") { try NIOSSLCertificate.fromPEMBytes(certificate) }
            configuration.certificateChain = chain.map { .certificate($0) }
            configuration.privateKey = .privateKey(
                try reading("key") { try NIOSSLPrivateKey(bytes: key, format: .pem) })
        }
        if settings.skipsVerification { configuration.certificateVerification = .none }
        if let version = TLSChoice.version(settings.versionMin) { configuration.minimumTLSVersion = version }
        configuration.maximumTLSVersion = TLSChoice.version(settings.versionMax)
        return configuration
    }

    private func reading<Value>(_ key: String, _ read: () throws -> Value) throws -> Value {
        do { return try read() } catch {
            throw CallFault(words: "tls_config.\(key) is not in the form PEM, or not what it should be")
        }
    }

    private static func version(_ name: String?) -> TLSVersion? {
        switch name {
        case "TLS10": .tlsv1
        case "TLS11": .tlsv11
        case "TLS12": .tlsv12
        case "TLS13": .tlsv13
        default: nil
        }
    }
}
