import Foundation
import Git
import Testing

@testable import Sync

struct RepositoryLockTests {
    @Test func waitsThenNamesTheHolder() throws {
        let team = try Team()
        let li = try team.person("li")
        let repository = try Repository.open(at: li.root)
        var waited = 0.0
        try withExtendedLifetime(try RepositoryLock(repository, sleep: { _ in })) {
            do {
                _ = try RepositoryLock(repository, sleep: { waited += $0 })
                Issue.record("two locks at once")
            } catch let failure as SyncFailure {
                guard case .busy(let process) = failure.kind else { throw failure }
                #expect(process != nil)
            }
        }
        #expect(waited >= 19 && waited <= 21)
        // A program that another test starts at this moment may hold what it inherits until it runs.
        var naps = 0
        _ = try RepositoryLock(repository) { _ in
            naps += 1
            usleep(20_000)
        }
        #expect(naps < 150, "the lock was not given up")
    }

    @Test func anotherCrmIsAwaited() throws {
        let team = try Team()
        let li = try team.person("li")
        let repository = try Repository.open(at: li.root)
        var first: RepositoryLock? = try RepositoryLock(repository, sleep: { _ in })
        var naps = 0
        _ = try RepositoryLock(repository) { _ in
            naps += 1
            if naps == 3 { first = nil }
            if naps > 3 { usleep(20_000) }
        }
        #expect(naps >= 3)
        #expect(first == nil)
    }

    /// What `git add` holds while it works is empty; what the power left behind is empty as well, but nobody's.
    @Test func anEmptyLockOfTheIndexIsLeftToWhoHoldsIt() throws {
        let team = try Team()
        let li = try team.person("li")
        let repository = try Repository.open(at: li.root)
        let index = li.root + "/.git/index.lock"
        try FileManager.default.createDirectory(atPath: li.root + "/.git/crm", withIntermediateDirectories: true)
        func afterADeath() throws {
            try "99999999\n".write(toFile: li.root + "/.git/crm/lock", atomically: false, encoding: .utf8)
            try locked(repository, sleep: { _ in }) {}
        }
        let held = open(index, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        try afterADeath()
        #expect(FileManager.default.fileExists(atPath: index))
        close(held)
        try afterADeath()
        #if os(Linux)
            #expect(!FileManager.default.fileExists(atPath: index))
        #endif
    }
}
