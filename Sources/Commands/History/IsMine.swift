import Git
import Records
import Sync

/// Tells what the person at the keyboard did: by the e-mail addresses, or by the member that the commit names.
struct IsMine {
    private let emails: Set<String>
    private let handle: String?

    /// - Throws: a `CommandFailure` when git does not know who this is.
    init(_ me: Me, _ repository: Repository) throws {
        let own = try author(repository).email
        let others = (me.member?.value("emails")?.items ?? []).compactMap(\.string)
        emails = Set(([own] + others).map { $0.lowercased() })
        handle = me.handle
    }

    func callAsFunction(_ operation: Operation) -> Bool {
        // A member may have another address on another machine.
        if let member = operation.note.member { return member == handle }
        return emails.contains(operation.commit.author.email.lowercased())
    }
}
