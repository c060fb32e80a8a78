import Foundation

/// The files of this repository, as far as they belong to it: nothing built, nothing fetched.
enum Project {
    /// The folder of Package.swift, without a slash at its end.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    /// Paths from the root, sorted.
    static let files: [String] = {
        var found: [String] = []
        collect("", into: &found)
        return found.sorted()
    }()

    static func files(beneath folder: String, endingIn ending: String) -> [String] {
        files.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(ending) }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    static func lines(_ path: String) throws -> [String] {
        try text(path).components(separatedBy: "\n")
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root + "/" + path)
    }

    /// The folder of the built programs, in which `crm` lies beside the test bundle.
    static let programs: String = {
        for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
            return bundle.bundleURL.deletingLastPathComponent().path
        }
        return Bundle.main.bundleURL.path
    }()

    private static let skipped: Set<String> = [".git", ".build", ".swiftpm", "Package.resolved", ".DS_Store"]

    private static func collect(_ folder: String, into found: inout [String]) {
        let full = folder.isEmpty ? root : root + "/" + folder
        for name in (try? FileManager.default.contentsOfDirectory(atPath: full)) ?? [] where !skipped.contains(name) {
            let path = folder.isEmpty ? name : folder + "/" + name
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue { collect(path, into: &found) } else { found.append(path) }
        }
    }
}
