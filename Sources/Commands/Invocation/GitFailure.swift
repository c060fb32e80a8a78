import Git
import Records

/// A failure of git, worded; nil for any other error.
func gitFailure(_ error: any Error) -> CommandFailure? {
    guard let error = error as? GitError else { return nil }
    return CommandFailure(.failed, Text(error.description))
}

/// Runs `body` with git's failures turned into sentences.
func withGitFailures<R>(_ body: () throws -> R) throws -> R {
    do {
        return try body()
    } catch {
        throw gitFailure(error) ?? error
    }
}
