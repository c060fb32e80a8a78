import Git
import Records

/// Something of ours that was put aside in a merge, and what it is about.
struct NotedFile {
    enum Sort {
        /// Fields with two new values.
        case fields([NotedConflict])
        /// Fields that we changed in a record that both changed while its schema has two versions.
        case unsettled([NotedConflict])
        /// One side deleted what the other changed, refers to or added to; it stays. `local` is what is put aside: the deletion, or
        /// the fact that the team has deleted it.
        case deleted(here: Bool)
        /// Merged, the record would break a rule, so it stays as the team has it (or, when it is new, as it is); our fields are
        /// put aside.
        case rule(Rule, ours: RecordValue?)
        /// Our text of a record that cannot be read, or beside which the team's cannot be read.
        case text(String)
        /// Both changed a file that cannot be merged: ours lies beside it.
        case beside(RecordPath)
    }

    /// As it stays; nil for a file that is no readable record.
    let record: Record?
    /// Where it stays.
    let path: RecordPath
    /// Where each side had it, to find out who wrote it.
    let ours: RepositoryPath
    let theirs: RepositoryPath
    let sort: Sort
}
