import Foundation
import TestServers
import Testing

/// What somebody reads when a remote cannot be used, in place of a result. In a sentence `PORT` stands for the server's port.
struct Refusal {
    let url: String
    let message: String
    let remedy: String

    /// A clone that fails: a sentence, a remedy, status 1, and nothing left behind.
    func expectOfClone(
        by person: Colleague, remedy cloneRemedy: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let clone = try person.crm("clone", url, "crm")
        #expect(clone.status == 1, sourceLocation: sourceLocation)
        #expect(
            clone.errors == "error: \(message)\n  → \(cloneRemedy ?? remedy)\n", sourceLocation: sourceLocation)
        #expect(clone.output == "", sourceLocation: sourceLocation)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: person.place) == ["home"],
            sourceLocation: sourceLocation)
    }

    /// A sync that cannot get through keeps the edit in a commit, says so with status 1, and sends it once the remote can be
    /// used again.
    ///
    /// - Parameter address: with which the remote can be used.
    func expectOfSync(
        by person: Colleague, thenOver address: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        if !person.hasClone { try person.expect("clone", address, "crm", sourceLocation: sourceLocation) }
        let edit = "city: 城\(UInt32.random(in: 0...9999))"
        let line = try #require(person.read(Colleague.customer).split(separator: "\n").first { $0.hasPrefix("city:") })
        try person.edit(Colleague.customer, String(line), edit, sourceLocation: sourceLocation)
        try #require(try person.git("remote", "set-url", "origin", url).status == 0)
        let sync = try person.crm("sync")
        #expect(sync.status == 1, "\(sync.output)\(sync.errors)", sourceLocation: sourceLocation)
        let lines = sync.output.split(separator: "\n").map(String.init)
        #expect(
            Array(lines.dropFirst()) == [
                "! \(message)", "  → \(remedy)", "  1 commit waiting to be sent since 2026-11-24",
            ], sourceLocation: sourceLocation)
        #expect(lines.first?.hasPrefix("● committed: ") == true, sourceLocation: sourceLocation)
        #expect(sync.errors == "", sourceLocation: sourceLocation)
        #expect(person.read(Colleague.customer).contains(edit), sourceLocation: sourceLocation)

        try #require(try person.git("remote", "set-url", "origin", address).status == 0)
        let later = try person.expect("sync", sourceLocation: sourceLocation)
        #expect(later == "↑ sent 1 commit\n✓ in step with origin/main\n", sourceLocation: sourceLocation)
        #expect(try person.git("show", "origin/main:" + Colleague.customer).output.contains(edit))
        try person.expectInStep(sourceLocation: sourceLocation)
    }
}
