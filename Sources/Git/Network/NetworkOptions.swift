/// What a step over the network may use. Nothing is read from the environment: the caller hands it in.
package struct NetworkOptions {
    /// Seconds without a single byte after which the step fails with `timeout`.
    package var idleTimeout: Double = 30
    /// Seconds the whole step may take.
    package var totalTimeout: Double?
    /// The programs to call, and the environment they get.
    package var programs = Programs()
    /// Whether a person sits in front of it: then ssh and credential helpers may ask, and are given five minutes before the
    /// first byte.
    package var isInteractive = false
    /// Whether `http.proxy` and the proxy variables of the process's environment, which libgit2 reads itself, are heeded.
    package var usesProxy = true
    /// A file and a folder of trusted certificate authorities (PEM), in place of the system's. Process-wide in libgit2: what
    /// was set last stays.
    package var certificateFile: String?
    package var certificateFolder: String?
    /// The text of a `.netrc` file.
    package var netrc: String?
    /// Asked last for a user name and a password; `nil` gives up.
    package var prompt: ((CredentialRequest) -> Credential?)?
    /// Called often with how far it is.
    package var progress: ((TransferProgress) -> Void)?
    /// Called with what the server says along the way (hook output, `remote: …`), raw.
    package var message: ((String) -> Void)?
    /// Asked several times a second; `true` ends the step with `cancelled`.
    package var isCancelled: (() -> Bool)?

    package init() {}
}

/// The programs of the user's system that a step over the network may start.
package struct Programs: Sendable {
    /// Full path of `git`, if there is one: used for local remotes (so that their hooks run) and credential helpers.
    package var git: String?
    /// Full path of `ssh`, if there is one.
    package var ssh: String?
    /// A command line in place of `ssh`, run by the shell as git runs `GIT_SSH_COMMAND` and `core.sshCommand`.
    package var sshCommand: String?
    /// The environment of the children, `NAME=value`.
    package var environment: [String] = []

    package init() {}
}

/// What is asked when a server wants a user name and a password.
package struct CredentialRequest: Hashable, Sendable {
    /// The address without password.
    package let url: String
    /// The user name in the address.
    package let user: String?
    /// 0 for the first time; counts the answers that were refused.
    package let attempt: Int

    package init(url: String, user: String?, attempt: Int) {
        self.url = url
        self.user = user
        self.attempt = attempt
    }
}

/// A name with its password or token.
package struct Credential: Hashable, Sendable {
    package let user: String
    package let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

/// How far a transfer is. All are counts of objects but `bytes`.
package struct TransferProgress: Hashable, Sendable {
    /// Which way the objects go.
    package enum Direction: Hashable, Sendable {
        case receiving
        case sending
    }

    package let direction: Direction
    package let objects: Int
    package let totalObjects: Int
    package let bytes: Int

    package init(direction: Direction, objects: Int, totalObjects: Int, bytes: Int) {
        self.direction = direction
        self.objects = objects
        self.totalObjects = totalObjects
        self.bytes = bytes
    }
}

/// A ref that a fetch moved here.
package struct RefUpdate: Hashable, Sendable {
    /// The local name, e.g. `refs/remotes/origin/main`.
    package let name: String
    package let old: ObjectID?
    package let new: ObjectID?

    package init(name: String, old: ObjectID?, new: ObjectID?) {
        self.name = name
        self.old = old
        self.new = new
    }
}

/// What a fetch brought.
package struct FetchResult: Hashable, Sendable {
    package let updates: [RefUpdate]
    /// The remote has no commit at all.
    package let isRemoteEmpty: Bool
    /// What the remote's `HEAD` points to, e.g. `refs/heads/main`.
    package let defaultBranch: String?
    package let receivedObjects: Int
    package let receivedBytes: Int

    package init(
        updates: [RefUpdate], isRemoteEmpty: Bool, defaultBranch: String?, receivedObjects: Int, receivedBytes: Int
    ) {
        self.updates = updates
        self.isRemoteEmpty = isRemoteEmpty
        self.defaultBranch = defaultBranch
        self.receivedObjects = receivedObjects
        self.receivedBytes = receivedBytes
    }
}
