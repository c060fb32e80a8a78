import Foundation

/// Where the tests find what they need.
enum TestPlaces {
    /// Tests/CommandsTests
    static let commandsTests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .path

    /// The folder of Package.swift.
    static let package = URL(fileURLWithPath: commandsTests).deletingLastPathComponent().deletingLastPathComponent()
        .path

    /// The folder of the built programs, in which `crm` lies beside the test bundle.
    static let programs: String = {
        for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
            return bundle.bundleURL.deletingLastPathComponent().path
        }
        return Bundle.main.bundleURL.path
    }()
}
