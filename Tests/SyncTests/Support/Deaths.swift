import Foundation
import Records
import Testing

@testable import Sync

private struct Death: Error {}

extension Person {
    /// Syncs, dying after step number `count`; nil when the sync ended before.
    func die(after count: Int) throws -> SyncStep? {
        var steps = 0
        var last: SyncStep?
        do {
            try sync { request in
                request.afterStep = { step in
                    steps += 1
                    last = step
                    if steps == count { throw Death() }
                }
            }
            return nil
        } catch {
            guard steps == count else { throw error }
            return last
        }
    }

    func renameCustomer(_ folder: String, to new: String) throws {
        try FileManager.default.moveItem(atPath: root + "/customers/" + folder, toPath: root + "/customers/" + new)
    }

    /// The files of the last commit beneath `customers`.
    func committedFiles() throws -> [String] {
        try git("ls-tree", "-r", "--name-only", "HEAD", "customers").split(separator: "\n").map(String.init)
    }
}

/// Li's change arrives; Wang's sync dies after each of its steps in turn, then he goes on by hand, and syncs.
///
/// - Parameter before: what both have from the beginning.
func afterEveryDeath(
    before: (Person) throws -> Void = { _ in }, _ li: (Person) throws -> Void,
    mine: (Person) throws -> Void = { _ in }, byHand: (Person) throws -> Void,
    sourceLocation: SourceLocation = #_sourceLocation, _ check: (Person, SyncStep) throws -> Void
) throws {
    let start = try Team()
    let first = try start.person("li")
    try before(first)
    try first.sync()
    let second = try start.person("wang")
    try li(first)
    try first.sync()
    try mine(second)
    for count in 1... {
        let (_, wang) = try start.copy(of: second)
        guard let step = try wang.die(after: count) else { return }
        // By then all is done, and what a hand does is an ordinary change.
        if [.indexWritten, .branchMoved, .pendingDeleted, .aboutToPush, .pushed].contains(step) { return }
        try byHand(wang)
        for _ in 0..<2 {
            let report = try wang.sync()
            #expect(report.waiting == 0, "\(step)", sourceLocation: sourceLocation)
            let held = report.heldBack.flatMap(\.problems).map { "\($0.path): \($0.message.en)" }
            #expect(held == [], "\(step)", sourceLocation: sourceLocation)
        }
        try wang.expectSound(sourceLocation: sourceLocation)
        let errors = try RepositoryCheck(try CRMFolder(root: wang.root)).problems.filter { $0.severity == .error }
        #expect(errors.map(\.message.en) == [], "\(step)", sourceLocation: sourceLocation)
        try check(wang, step)
    }
}
