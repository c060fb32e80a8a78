import GRDB

extension RecordIndex {
    /// A row that is in one of two indexes only.
    package struct Difference: Sendable {
        /// What is wrong with the row of the index: it is not in one built anew, or it is missing.
        package enum Fault: String, Sendable { case surplus, missing }

        package let table: String
        package let fault: Fault
        /// The values of the row, joined by a bar.
        package let row: String
    }

    /// Compares the refreshed index with one built from nothing in memory; at most 100 differences, none when all is well.
    package func verify() throws -> [Difference] {
        try refresh()
        let fresh = RecordIndex(root: root, storage: nil, toolVersion: toolVersion)
        try fresh.refresh()
        return try differences(from: fresh)
    }

    /// What this index holds and the other does not, and the other way round.
    package func differences(from other: RecordIndex) throws -> [Difference] {
        try read { ours in
            try other.read { theirs in
                var found: [Difference] = []
                for (table, sql) in Self.canonicalRows where found.count < 100 {
                    try Self.compare(
                        table, Row.fetchCursor(ours, sql: sql), Row.fetchCursor(theirs, sql: sql), &found)
                }
                return found
            }
        }
    }

    /// The rows of every table without numbers and times, which differ from one building to the next, in a fixed order.
    private static let canonicalRows: [(table: String, sql: String)] = [
        ("folders", "SELECT path, files FROM folders ORDER BY 1"),
        (
            "records",
            """
            SELECT path, kind, id, no, slug, title, folder, parent, owner, contact_day, open_amount, won_amount,
                \(IndexSchema.fieldColumns.joined(separator: ", "))
            FROM records ORDER BY 1
            """
        ),
        ("documents", "SELECT path, json FROM documents LEFT JOIN records USING (num) ORDER BY 1"),
        ("formerly", "SELECT path, formerly.no FROM formerly LEFT JOIN records USING (num) ORDER BY 1, 2"),
        ("refs", "SELECT path, field, target, kinds FROM refs LEFT JOIN records USING (num) ORDER BY 1, 2, 3, 4"),
        ("problems", "SELECT * FROM problems ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14"),
        ("suspects", "SELECT path, rule FROM suspects LEFT JOIN records USING (num) ORDER BY 1, 2"),
        (
            "steps",
            """
            SELECT path, steps.parent, reason, day, steps.owner, action FROM steps LEFT JOIN records USING (num)
            ORDER BY 1, 3, 4, 5, 6
            """
        ),
        ("derived", "SELECT * FROM derived ORDER BY 1"),
        ("names", "SELECT path, top, names FROM names LEFT JOIN records USING (num) ORDER BY 1"),
        ("texts", "SELECT path, day, text FROM texts LEFT JOIN records USING (num) ORDER BY 1"),
    ]

    private static func compare(
        _ table: String, _ ours: RowCursor, _ theirs: RowCursor, _ found: inout [Difference]
    ) throws {
        var mine = try ours.next().map { Self.text($0) }
        var other = try theirs.next().map { Self.text($0) }
        // Both are sorted the same way; a row that is on one side only shows in the sets of what is left of each.
        var surplus: [String: Int] = [:]
        while mine != nil || other != nil {
            if mine != other {
                if let mine { surplus[mine, default: 0] += 1 }
                if let other { surplus[other, default: 0] -= 1 }
            }
            mine = try ours.next().map { Self.text($0) }
            other = try theirs.next().map { Self.text($0) }
        }
        for (row, count) in surplus.sorted(by: { $0.key < $1.key }) where count != 0 && found.count < 100 {
            found.append(Difference(table: table, fault: count > 0 ? .surplus : .missing, row: row))
        }
    }

    /// The names of files as the index stores them, and whether they gave rows.
    private static func names(_ files: [UInt8]) -> String {
        var names: [String] = []
        do {
            try files.withUnsafeBytes { files in
                try FolderFiles.forEach(files) { file in
                    names.append(String(decoding: file.name, as: UTF8.self) + (file.num > 0 ? "" : " (no record)"))
                }
            }
        } catch {
            names.append("∅")
        }
        return names.sorted().joined(separator: ", ")
    }

    private static func text(_ row: Row) -> String {
        row.databaseValues.map { value in
            switch value.storage {
            case .null: "∅"
            case .int64(let number): String(number)
            case .double(let number): String(number)
            case .string(let text): text
            case .blob(let files): Self.names(Array(files))
            }
        }.joined(separator: " | ")
    }
}
