// swift-tools-version: 6.1
import PackageDescription

/// Measures the evaluator as another module of the same package uses it: `swift run -c release SchemaBenchmark`.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "SchemaBenchmark",
    platforms: [.macOS(.v14)],
    targets: [
        .target(name: "JSONSchema", swiftSettings: settings),
        .executableTarget(name: "SchemaBenchmark", dependencies: ["JSONSchema"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
