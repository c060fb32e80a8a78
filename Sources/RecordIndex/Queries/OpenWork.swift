import GRDB
import Records

extension RecordIndex {
    /// The records in which something is open that may wait for a member. The rules look at these few and decide.
    func openWork(owner: String?, until: CalendarDate?) throws -> [RecordPath] {
        try paths(
            """
            SELECT DISTINCT path FROM steps JOIN records USING (num)
            WHERE (?1 IS NULL OR coalesce(steps.owner, records.owner, ?1) = ?1)
                AND (?2 IS NULL OR day IS NULL OR day <= ?2)
            ORDER BY path
            """, [owner, until?.description])
    }

    /// Where the follow-up of each customer of a member (nil: of all) stands.
    func followUpStates(owner: String?) throws -> [FollowUpState] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT path, last_follow_up, EXISTS (
                        SELECT 1 FROM steps WHERE parent = records.folder AND reason = 'next-step')
                    FROM records LEFT JOIN derived USING (folder)
                    WHERE kind = 'customer' AND (?1 IS NULL OR records.owner = ?1) ORDER BY path
                    """, arguments: [owner]
            ).map { row in
                FollowUpState(
                    customer: RecordPath(walked: row[0]), lastContact: (row[1] as String?).flatMap { CalendarDate($0) },
                    hasOpenNextStep: row[2])
            }
        }
    }
}
