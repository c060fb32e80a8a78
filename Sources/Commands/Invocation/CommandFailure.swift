import Records

/// The exit codes of every command (`crm help exit-codes`).
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case failed = 1
    /// Problems or conflicts were found; what could be done has been done.
    case problemsFound = 2
    /// `EX_USAGE` of sysexits.h
    case wrongUsage = 64
    /// `EX_DATAERR`, of `crm plumbing` only
    case invalidYAML = 65
    /// `EX_NOINPUT` in sysexits.h; here, of `crm plumbing` only: valid YAML that a record may not use
    case unusableYAML = 66
    /// `EX_SOFTWARE`
    case internalFault = 70
}

/// A command cannot go on: what failed, and what to do about it.
struct CommandFailure: Error {
    let status: ExitStatus
    let message: Text
    let remedy: Text?

    init(_ status: ExitStatus, _ message: Text, remedy: Text? = nil) {
        self.status = status
        self.message = message
        self.remedy = remedy
    }

    init(_ message: Text, remedy: Text? = nil) {
        self.init(.failed, message, remedy: remedy)
    }
}

/// Ends a command with a status after it has said all there is to say.
struct QuietExit: Error {
    let status: ExitStatus
}
