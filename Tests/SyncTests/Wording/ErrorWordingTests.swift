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

    @Test func wordsOfAHookAreShownWithoutGitsCounting() {
        let refs = [DeclinedRef(ref: "refs/heads/main", reason: "pre-receive hook declined")]
        let said =
            "Resolving deltas: 50% (1/2)\rResolving deltas: 100% (2/2), done.\nno \u{1B}[31mfollow-up\n\nask Ada\r\n"
        let failure = SyncFailure(.declined(refs, words: said))
        #expect(
            failure.message.en == """
                the server refused the changes (pre-receive hook declined) and says:
                    no [31mfollow-up
                    ask Ada
                """)
        let many = (1...50).map { "line \($0)" }.joined(separator: "\n")
        let shown = SyncFailure(.declined(refs, words: many)).message.zh.split(separator: "\n")
        #expect(shown.count == 11 && shown.last == "    …")
        let silent = SyncFailure(.declined(refs, words: "pre-receive hook declined\n")).message.en
        #expect(silent == "the server refused the changes: pre-receive hook declined")
    }

    /// Before there is a repository nothing can be waiting in it, and no command can show its address.
    @Test func remediesWhileCloningNameNoRepository() {
        for failure: NetworkFailure in [.offline, .connectionRefused, .timeout, .repositoryNotFound] {
            let error = NetworkError(failure: failure, url: "https://h.example/x", words: "")
            let remedy = NetworkErrorWording(error, isCloning: true).remedy
            #expect(remedy?.en.contains("check the address") == true)
            for word in ["crm sync", "git remote", "nothing is lost"] { #expect(remedy?.en.contains(word) == false) }
        }
    }

    @Test func everyFailureHasASentenceInBothLanguages() {
        let failures: [NetworkFailure] = [
            .offline, .connectionRefused, .timeout, .hostKeyUnknown, .hostKeyChanged, .certificateUntrusted,
            .authenticationFailed, .repositoryNotFound, .declined([DeclinedRef(ref: "refs/heads/main", reason: "no")]),
            .nonFastForward(["refs/heads/main"]), .tlsTooNew, .protocolError, .remoteEmpty, .programMissing("ssh"),
            .unusableAddress, .cancelled, .other,
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
            .declined([DeclinedRef(ref: "r", reason: "no")], words: ""), .outrun(tries: 6), .notOnBranch,
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
