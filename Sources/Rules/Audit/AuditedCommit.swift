package import Records

/// One commit of the past as an audit looks at it.
package struct AuditedCommit {
    /// Full name.
    package let id: String
    /// When its author wrote it, in the zone of the team.
    package let at: Instant
    /// The member with the author's address; nil for somebody else.
    package let member: Record?
    package let reason: String?
    /// It puts back, byte by byte, what an earlier commit changed.
    package let isUndo: Bool
    /// Of the commit before: what ruled then.
    package let settings: Settings
    package let changes: [RecordChange]

    package init(
        id: String, at: Instant, member: Record?, reason: String?, isUndo: Bool, settings: Settings,
        changes: [RecordChange]
    ) {
        self.id = id
        self.at = at
        self.member = member
        self.reason = reason
        self.isUndo = isUndo
        self.settings = settings
        self.changes = changes
    }
}
