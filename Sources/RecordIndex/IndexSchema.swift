/// The tables of the index. `user_version` holds their version; an index of another version is built anew.
///
/// Every row is derived from files of the work tree (`events`: from commits): nothing here is the only copy of anything.
package enum IndexSchema {
    package static let version = 1

    /// Times are nanoseconds since 1970 as the file system has them; days `2026-11-03`; paths relative to the root of the
    /// repository; `num` joins what belongs to one file.
    package static let tables = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        -- what the walk saw
        CREATE TABLE folders (path TEXT PRIMARY KEY, mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, inode INTEGER NOT NULL)
            WITHOUT ROWID;
        CREATE TABLE files (num INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, mtime INTEGER NOT NULL,
            ctime INTEGER NOT NULL, inode INTEGER NOT NULL);
        -- one row for each file that reads as a record; json is typed by its schema
        CREATE TABLE records (num INTEGER PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, id TEXT, no TEXT,
            slug TEXT NOT NULL, title TEXT NOT NULL,
            folder TEXT,  -- for a record that is a folder (customer.yaml): this folder; else null
            parent TEXT,  -- folder of the record in whose folder it lies; null at the top
            json TEXT NOT NULL);
        -- every place that names another record by id
        CREATE TABLE refs (num INTEGER NOT NULL, field TEXT NOT NULL, target TEXT NOT NULL);
        -- problems of single files; those between records are found when they are asked for
        CREATE TABLE problems (num INTEGER NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, field TEXT NOT NULL,
            line INTEGER, col INTEGER, width INTEGER NOT NULL, message_en TEXT NOT NULL, message_zh TEXT NOT NULL,
            remedy_en TEXT, remedy_zh TEXT, allowed TEXT NOT NULL, source_line TEXT);
        -- what is open in a record and waits for somebody: next step, commitment, task, payment …
        CREATE TABLE steps (num INTEGER NOT NULL, parent TEXT, reason TEXT NOT NULL, day TEXT, owner TEXT, action TEXT);
        -- of each customer, from what lies in its folder
        CREATE TABLE derived (folder TEXT PRIMARY KEY, last_follow_up TEXT, next_follow_up TEXT,
            follow_ups INTEGER NOT NULL, open_deals INTEGER NOT NULL, open_amount REAL, won_amount REAL) WITHOUT ROWID;
        -- for finding: see Search/
        CREATE TABLE names (num INTEGER NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL);
        CREATE TABLE texts (num INTEGER PRIMARY KEY, text TEXT NOT NULL);
        """
}
