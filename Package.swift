// swift-tools-version: 6.1
import PackageDescription

#if canImport(Glibc)
    import Glibc
#endif

/// Every target of ours is held to the same strictness. `CRM_STRICT=1` (set by `scripts/test`) turns warnings into errors;
/// a plain build stays usable with a newer compiler that warns about more.
let strictness: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (Context.environment["CRM_STRICT"] == nil ? [] : [.unsafeFlags(["-warnings-as-errors"])])

/// There libgit2 is loaded when it is first needed (`CLibGit2Lazy`), and must not be linked.
#if os(Linux) && arch(x86_64)
    let loadsLibGit2Lazily = true
#else
    let loadsLibGit2Lazily = false
#endif

/// A release build has the C++ library inside that Swift's runtime needs, where the compiler's own archives of it are installed (they are
/// on Debian and Ubuntu): `scripts/static` stands before the shared one.
#if canImport(Glibc)
    let compilers = ["x86_64-linux-gnu", "aarch64-linux-gnu"].flatMap { target in
        (9...40).map { "/usr/lib/gcc/\(target)/\($0)/" }
    }
    let compiler = compilers.last { access($0 + "crtbegin.o", R_OK) == 0 } ?? ""
    let hasArchives = ["libstdc++.a", "libgcc_eh.a"].allSatisfy { access(compiler + $0, R_OK) == 0 }
#else
    let hasArchives = false
#endif
let linking: [LinkerSetting] =
    hasArchives
    ? [
        .unsafeFlags(
            ["-L", Context.packageDirectory + "/scripts/static"], .when(platforms: [.linux], configuration: .release))
    ]
    : []

/// One library target of the layer drawing in ARCHITECTURE.md; `imports` is checked by Tests/ProjectTests as well.
func layer(_ name: String, imports: [Target.Dependency], plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: strictness, plugins: plugins)
}

func tests(_ name: String, of dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strictness)
}

let package = Package(
    name: "PlainCRM",
    platforms: [.macOS(.v14)],
    products: [
        .executable(name: "crm", targets: ["crm"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "3.0.0"),
    ],
    targets: [
        // C libraries
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(
            name: "CLibGit2", pkgConfig: loadsLibGit2Lazily ? nil : "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
        .target(name: "CLibGit2Lazy"),

        // Formats
        layer("LosslessYAML", imports: ["CLibYAML"]),
        layer("JSONSchema", imports: []),

        // Domain
        layer("Records", imports: ["LosslessYAML", "JSONSchema"], plugins: ["EmbedFilesPlugin"]),

        // Engines
        layer("Git", imports: ["CLibGit2", "CLibGit2Lazy", .product(name: "Crypto", package: "swift-crypto")]),
        layer("RecordMerge", imports: ["LosslessYAML", "Records"]),
        layer(
            "RecordIndex",
            imports: [
                "LosslessYAML", "JSONSchema", "Records", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),

        // Use cases
        layer("Rules", imports: ["Records", "RecordIndex"]),
        layer(
            "Sync",
            imports: ["LosslessYAML", "JSONSchema", "Git", "Records", "RecordMerge", "RecordIndex", "Rules"]),

        // Front end
        layer(
            "Commands",
            imports: [
                "LosslessYAML", "JSONSchema", "Records", "Git", "RecordMerge", "RecordIndex", "Rules", "Sync",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "crm", dependencies: ["Commands"], swiftSettings: strictness, linkerSettings: linking),

        // The shipped schemas become part of the executable at build time
        .executableTarget(name: "EmbedFiles", swiftSettings: strictness),
        .plugin(name: "EmbedFilesPlugin", capability: .buildTool(), dependencies: ["EmbedFiles"]),

        // Tests, and the servers that two of them start on the loopback interface
        .target(name: "TestServers", path: "Tests/TestServers", swiftSettings: strictness),
        tests("LosslessYAMLTests", of: ["LosslessYAML", "CLibYAML"]),
        tests("JSONSchemaTests", of: ["JSONSchema"]),
        tests("RecordsTests", of: ["Records", "LosslessYAML", "JSONSchema"]),
        tests("GitTests", of: ["Git", "CLibGit2Lazy", "TestServers"]),
        tests(
            "RecordMergeTests", of: ["RecordMerge", "Records", "LosslessYAML"],
            exclude: ["Cases", "rules.schema.json", "sum.schema.json"]),
        tests(
            "RecordIndexTests",
            of: ["RecordIndex", "Records", "LosslessYAML", "JSONSchema", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("RulesTests", of: ["Rules", "Records", "LosslessYAML"]),
        tests("SyncTests", of: ["Sync", "Rules", "Git", "Records", "LosslessYAML"]),
        tests(
            "CommandsTests", of: ["Commands", "Records", "Git", "crm", "TestServers"], exclude: ["Scripts", "Fixtures"]),
        tests("ProjectTests", of: ["Commands", "Records", "crm"]),
    ],
    swiftLanguageModes: [.v6]
)
