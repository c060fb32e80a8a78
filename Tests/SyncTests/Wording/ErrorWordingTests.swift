import Git
import Records
import Testing

@testable import Sync

struct ErrorWordingTests {
    private func remedy(_ failure: NetworkFailure, _ url: String) -> String {
        NetworkErrorWording(NetworkError(failure: failure, url: url, words: "")).remedy?.en ?? ""
    }

    @Test func hostKeysNameTheHostAndPort() {
        #expect(remedy(.hostKeyUnknown, "git@git.example.com:team/crm.git").contains("`ssh git@git.example.com`"))
        #expect(
            remedy(.hostKeyUnknown, "ssh://git@git.example.com:2222/team/crm.git")
                .contains("`ssh -p 2222 git@git.example.com`"))
        #expect(
            remedy(.hostKeyChanged, "ssh://git@git.example.com:2222/team/crm.git")
                .contains("`ssh-keygen -R [git.example.com]:2222`"))
    }

    @Test func authenticationDependsOnTheTransport() {
        #expect(remedy(.authenticationFailed, "git@git.example.com:crm.git").contains("ssh -T git@git.example.com"))
        #expect(remedy(.authenticationFailed, "https://git.example.com/crm.git").contains("token"))
    }

    @Test func everyFailureHasASentenceInBothLanguages() {
        let failures: [NetworkFailure] = [
            .offline, .connectionRefused, .timeout, .hostKeyUnknown, .hostKeyChanged, .certificateUntrusted,
            .authenticationFailed, .repositoryNotFound, .declined([DeclinedRef(ref: "refs/heads/main", reason: "no")]),
            .nonFastForward(["refs/heads/main"]), .tlsTooNew, .protocolError, .remoteEmpty, .programMissing("ssh"),
            .cancelled, .other,
        ]
        for failure in failures {
            let words = NetworkErrorWording(NetworkError(failure: failure, url: "https://h.example/x", words: "boom"))
            expectBoth(words.message)
            if let remedy = words.remedy { expectBoth(remedy) }
        }
    }

    @Test func everyGitErrorHasASentence() {
        let errors: [GitError] = [
            .notARepository(path: "/x"), .notTrusted(path: "/x"), .unsupported(.shallowClone, path: "/x"),
            .alreadyExists(path: "/x"), .noWorkTree, .unsafePath("a", .dots), .notFound(what: "x"),
            .refMoved(name: "refs/heads/main", expected: nil), .locked(file: "/x/.git/index.lock"), .noIdentity,
            .fileAndFolder("a"), .nothingToCommit, .fileSystem(operation: "open", path: "/x", code: 13),
            .library(operation: "read", code: -1, kind: 2, message: "boom"),
        ]
        for error in errors { expectBoth(GitErrorWording(error).message) }
        #expect(GitErrorWording(.locked(file: "/x/.git/index.lock")).message.en.contains("/x/.git/index.lock"))
        #expect(GitErrorWording(.notTrusted(path: "/x")).remedy?.en.contains("safe.directory '/x'") == true)
    }

    @Test func everySyncFailureHasASentence() throws {
        let path = try #require(RecordPath("team/li.yaml"))
        let kinds: [SyncFailure.Kind] = [
            .conflict([ConflictingFile(path: path, reason: .deletedHere, title: nil)]),
            .invalidTogether([Problem(.missingParent, path: path, message: Text(en: "wrong", zh: "错"))]),
            .blockedByLocalEdit([path]), .refusedIncoming(path: "x", reason: .symbolicLink), .unrelatedHistories,
            .declined([DeclinedRef(ref: "r", reason: "no")]), .outrun(tries: 6), .notOnBranch,
            .gitOperationUnderway("MERGE_HEAD"), .notAtRoot(workTree: "/x"), .busy(process: 7), .otherWorkTree("/x"),
            .git(.noWorkTree), .file(FileProblem(path: "/x", operation: .read, code: 2)), .other("x"),
        ]
        for kind in kinds { expectBoth(SyncFailure(kind).message) }
    }

    private func expectBoth(_ text: Text, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(!text.en.isEmpty && !text.zh.isEmpty, sourceLocation: sourceLocation)
        // Chinese sentences end their clauses the Chinese way.
        let half = text.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } && text.zh.contains(", ")
        #expect(!half, "\(text.zh)", sourceLocation: sourceLocation)
    }
}
