import Foundation
import TestServers
import Testing

/// Somebody with a home folder, settings and a clone of their own.
final class Colleague {
    private let scratch = Scratch()
    var home: String { scratch.path + "/home" }
    /// The folder of the clone.
    var folder: String { scratch.path + "/crm" }
    /// The folder in which the clone is made.
    var place: String { scratch.path }
    /// Variables besides those that every test has.
    var extra: [String: String] = [:]

    /// A customer of the fixture that both change.
    static let customer = "customers/北方/北辰能源/customer.yaml"

    init(_ name: String, _ email: String, gitSettings: String = "") throws {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try write(
            "home/.gitconfig",
            "[user]\n\tname = \(name)\n\temail = \(email)\n[core]\n\tquotePath = false\n" + gitSettings)
    }

    static func wang(gitSettings: String = "") throws -> Colleague {
        try Colleague("王磊", "wanglei@example.com", gitSettings: gitSettings)
    }

    static func li(gitSettings: String = "") throws -> Colleague {
        try Colleague("李娜", "lina@example.com", gitSettings: gitSettings)
    }

    /// A file in this person's place, which only they may read.
    func write(_ file: String, _ text: String) throws {
        let path = place + "/" + file
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// `crm` as this person runs it in the clone, or beside it before there is one.
    func crm(_ arguments: String...) throws -> ShellResult { try crm(arguments) }

    func crm(_ arguments: [String]) throws -> ShellResult {
        try Shell.run(
            [TestPlaces.programs + "/crm"] + arguments, in: hasClone ? folder : place, environment: environment,
            limit: 60)
    }

    /// `crm` in the clone, on a terminal.
    func onTerminal(_ arguments: String...) -> ProgramOnTerminal? {
        ProgramOnTerminal([TestPlaces.programs + "/crm"] + arguments, in: folder, environment)
    }

    func git(_ arguments: String...) throws -> ShellResult {
        try Shell.run(["git"] + arguments, in: folder, environment: environment, limit: 60)
    }

    /// The bytes of a file of the clone; empty when it is not there.
    func read(_ file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: folder + "/" + file) ?? Data(), as: UTF8.self)
    }

    /// An edit with a text editor.
    func edit(_ file: String, _ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let text = read(file)
        #expect(text.contains(old), sourceLocation: sourceLocation)
        try text.replacingOccurrences(of: old, with: new)
            .write(toFile: folder + "/" + file, atomically: true, encoding: .utf8)
    }

    var hasClone: Bool { FileManager.default.fileExists(atPath: folder) }

    private var environment: [String: String] {
        [
            "PATH": TestPlaces.programs + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": home,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": place, "LANG": "C.UTF-8", "TZ": "Asia/Shanghai",
            "NO_COLOR": "1", "TMPDIR": place, "CRM_LANG": "en", "CRM_NOW": "2026-11-24T09:30:00+08:00",
        ].merging(extra) { $1 }
    }
}

extension Colleague {
    /// Runs `crm` and expects it to succeed.
    @discardableResult
    func expect(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let result = try crm(arguments)
        #expect(
            result.status == 0, "crm \(arguments): \(result.output)\(result.errors)", sourceLocation: sourceLocation)
        return result.output
    }

    /// Everything is shared, nothing is left over, and the repository is sound.
    func expectInStep(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let status = try expect("status", sourceLocation: sourceLocation)
        #expect(status.contains("in step with origin"), "\(status)", sourceLocation: sourceLocation)
        #expect(try git("status", "--porcelain").output == "", sourceLocation: sourceLocation)
        let check = try git("fsck", "--strict", "--no-dangling")
        #expect(check.status == 0, "\(check.output)\(check.errors)", sourceLocation: sourceLocation)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: place).sorted() == ["crm", "home"],
            sourceLocation: sourceLocation)
    }
}
