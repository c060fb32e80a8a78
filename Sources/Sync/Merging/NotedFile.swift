import Records

/// A record in which something of ours was put aside.
struct NotedFile {
    enum Sort {
        /// Fields with two new values.
        case fields([NotedConflict])
        /// One side deleted what the other changed; the record stays. `local` is what is put aside: the deletion, or the fact
        /// that the team has deleted it.
        case deleted(here: Bool)
        /// Merged by fields the record would break a rule, so it stays as the team has it; our fields are put aside.
        case rule(Rule, ours: RecordValue)
    }

    /// As it stays.
    let record: Record
    let sort: Sort
}
