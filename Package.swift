// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: Swift 6 mode, the strict upcoming features, and no warnings.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "midwatch",
    products: [.executable(name: "midwatch", targets: ["midwatch"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // What decides: no input, no output, no clock.
        .target(name: "Incidents", swiftSettings: strict),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2"), .linkedLibrary("stdc++")]),
        .target(name: "Routing", dependencies: ["Incidents", "CRE2"], swiftSettings: strict),
        .target(
            name: "Watchkeeping",
            dependencies: [
                "Incidents", "Routing", .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: strict),
        .target(name: "TerminalUI", dependencies: ["Incidents"], swiftSettings: strict),
        .target(name: "Console", dependencies: ["Incidents", "TerminalUI"], swiftSettings: strict),

        // Ports, and what stands behind them.
        .target(name: "Storing", dependencies: ["Incidents"], swiftSettings: strict),
        .target(
            name: "StoringSQLite",
            dependencies: ["Incidents", "Storing", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(
            name: "Configuring",
            dependencies: ["Incidents", "Routing", "TerminalUI", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(
            name: "Wire", dependencies: ["Incidents"], resources: [.embedInCode("openapi.json")],
            swiftSettings: strict),
        .target(
            name: "Serving",
            dependencies: [
                "Incidents", "Routing", "Watchkeeping", "Storing", "Wire",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Calling",
            dependencies: [
                "Incidents", "Wire",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Notifying",
            dependencies: [
                "Incidents", "Wire",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
        .target(name: "CPlatform"),
        .target(
            name: "Curses", dependencies: ["TerminalUI", "Incidents", "CNcurses", "CPlatform"],
            swiftSettings: strict),

        // The only place that sees everything.
        .executableTarget(
            name: "midwatch",
            dependencies: [
                "Calling", "Configuring", "Console", "CPlatform", "Curses", "Incidents", "Notifying", "Routing",
                "Serving", "Storing", "StoringSQLite",
                "TerminalUI", "Watchkeeping", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Scenarios/checkout.yaml"), .embedInCode("Scenarios/switch.yaml"),
                .embedInCode("Themes/default.yaml"), .embedInCode("Themes/high-contrast.yaml"),
                .embedInCode("Themes/colour-blind.yaml"), .embedInCode("Themes/mono.yaml"),
                .embedInCode("Themes/night-red.yaml"),
            ],
            swiftSettings: strict),

        // Tests.
        .target(
            name: "Support", dependencies: ["Incidents", "Storing"], path: "Tests/Support",
            swiftSettings: strict),
        .testTarget(
            name: "RoutingTests", dependencies: ["Incidents", "Routing", "Support"], swiftSettings: strict),
        .testTarget(
            name: "ConfiguringTests", dependencies: ["Configuring", "Incidents", "Routing", "TerminalUI"],
            exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "WireTests", dependencies: ["Incidents", "Support", "Wire"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "WatchkeepingTests", dependencies: ["Incidents", "Routing", "Watchkeeping"],
            swiftSettings: strict),
        .testTarget(name: "IncidentsTests", dependencies: ["Incidents", "Support"], swiftSettings: strict),
        .testTarget(
            name: "TerminalUITests", dependencies: ["Incidents", "Support", "TerminalUI"], swiftSettings: strict),
        .testTarget(
            name: "CursesTests", dependencies: ["CPlatform", "Curses", "Incidents", "TerminalUI"],
            swiftSettings: strict),
        .testTarget(
            name: "Simulation",
            dependencies: ["Incidents", "Routing", "Serving", "Storing", "Support", "Watchkeeping"],
            swiftSettings: strict),
        .testTarget(
            name: "ServingTests",
            dependencies: [
                "Incidents", "Routing", "Serving", "Storing", "Support", "Watchkeeping",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(name: "StoringTests", dependencies: ["Incidents", "Storing", "Support"], swiftSettings: strict),
        .testTarget(
            name: "StoringSQLiteTests",
            dependencies: [
                "Incidents", "Storing", "StoringSQLite", "Support", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CallingTests",
            dependencies: [
                "Calling", "Incidents", "Support", "Wire", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "NotifyingTests",
            dependencies: [
                "Incidents", "Notifying", "Support", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(name: "ConsoleTests", dependencies: ["Console", "Incidents", "TerminalUI"], swiftSettings: strict),
        .testTarget(
            name: "Journeys",
            dependencies: [
                "Console", "Incidents", "Routing", "Serving", "Storing", "TerminalUI", "Watchkeeping",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "midwatchTests",
            dependencies: [
                "midwatch", "Calling", "Configuring", "Incidents", "TerminalUI", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEnd", dependencies: ["midwatch", "Support"], path: "Tests/EndToEnd", exclude: ["Fixtures"],
            swiftSettings: strict),
        .executableTarget(
            name: "Numbers", dependencies: ["Calling", "Incidents", "Routing", "Support", "Watchkeeping"],
            path: "Tests/Benchmarks/Numbers", swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ]
)
