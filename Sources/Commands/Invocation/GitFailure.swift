import Git
import Records
import Sync

/// A failure of git, worded; nil for any other error.
func gitFailure(_ error: any Error, isCloning: Bool = false) -> CommandFailure? {
    guard let error = error as? GitError else { return nil }
    let wording = GitErrorWording(error, isCloning: isCloning)
    return CommandFailure(wording.message, remedy: wording.remedy)
}

/// Runs `body` with git's failures turned into sentences.
func withGitFailures<R>(isCloning: Bool = false, _ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch {
        throw gitFailure(error, isCloning: isCloning) ?? error
    }
}
