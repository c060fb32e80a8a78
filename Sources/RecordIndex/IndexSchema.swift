/// The tables of the index. `user_version` holds their version; an index of another version is built anew.
///
/// Every row is derived from files of the work tree (`events`: from commits): nothing here is the only copy of anything.
/// docs/INDEX.md says what each column holds.
package enum IndexSchema {
    /// Raise it when a table changes, or when code changes what is written into one.
    package static let version = 8

    /// Fields that most questions ask for: each is a column of `records`, as text.
    static let fieldColumns = ["status", "grade", "stage", "archived_on"]

    /// Written to the header of the file (`application_id`): "CRMi".
    static let applicationID = 0x4352_4D69

    /// Times are nanoseconds since 1970 as the file system has them; days `2026-11-03`; paths relative to the root of the
    /// repository; `num` joins what belongs to one file.
    package static let tables = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        -- what the walk saw: every folder, with every file in it that may be a record or a schema
        CREATE TABLE folders (num INTEGER PRIMARY KEY, path TEXT NOT NULL,
            stamp INTEGER NOT NULL,  -- one number made of times and inode; 0 for what was too young to be trusted
            files BLOB NOT NULL);  -- numbers, stamps and names: see FolderFiles
        -- one row for each file that reads as a record
        CREATE TABLE records (num INTEGER PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, id TEXT, no TEXT,
            slug TEXT NOT NULL, title TEXT NOT NULL,
            folder TEXT,  -- for a record that others lie beneath (customer.yaml): its folder; else null
            parent TEXT,  -- folder of the record in whose folder it lies; null at the top
            owner TEXT,  -- id of the member whose it is (`owner`, of a follow-up `by`)
            contact_day TEXT,  -- of a follow-up: the day it took place
            open_amount TEXT,  -- of a deal that is neither won nor lost: its amount, exact
            won_amount TEXT,  -- of a deal that is won: its amount, exact
            \(fieldColumns.map { $0 + " TEXT" }.joined(separator: ", ")));  -- the fields of these names
        -- the whole record as JSON, typed by its schema: apart, so that walking through the records is quick
        CREATE TABLE documents (num INTEGER PRIMARY KEY, json TEXT NOT NULL);
        -- numbers that records had before
        CREATE TABLE formerly (num INTEGER NOT NULL, no TEXT NOT NULL);
        -- every place that names another record by id; kinds: those that may stand there, joined by commas
        CREATE TABLE refs (num INTEGER NOT NULL, field TEXT NOT NULL, target TEXT NOT NULL, kinds TEXT NOT NULL);
        -- what is wrong with single files and folders; what is wrong between records is found from suspects when it is asked for
        CREATE TABLE problems (source TEXT NOT NULL,  -- file, or folder with a slash at its end, that was read
            path TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, field TEXT NOT NULL,
            line INTEGER, col INTEGER, width INTEGER NOT NULL, message_en TEXT NOT NULL, message_zh TEXT NOT NULL,
            remedy_en TEXT, remedy_zh TEXT, allowed TEXT NOT NULL, source_line TEXT);
        CREATE TABLE suspects (num INTEGER NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (num, rule)) WITHOUT ROWID;
        -- what is open in a record and waits for somebody: next step, commitment, task, payment …
        CREATE TABLE steps (num INTEGER NOT NULL, parent TEXT, reason TEXT NOT NULL, day TEXT, owner TEXT, action TEXT);
        -- of each record that others lie beneath, from what lies in its folder
        CREATE TABLE derived (folder TEXT PRIMARY KEY, last_follow_up TEXT, next_follow_up TEXT,
            follow_ups INTEGER NOT NULL, open_deals INTEGER NOT NULL, open_amount REAL, won_amount REAL) WITHOUT ROWID;
        -- for finding: see Search/
        CREATE TABLE names (num INTEGER PRIMARY KEY,
            top INTEGER NOT NULL,  -- 1 for a kind that lies in no other record, else 0
            names TEXT NOT NULL);  -- folded, a line each: a letter for what it is, then the name
        CREATE TABLE texts (num INTEGER PRIMARY KEY,
            day INTEGER,  -- the latest day in a field of its own, counted from 1970
            text TEXT NOT NULL);  -- all of it, folded, a line for each value
        -- who changed which field from what to what, from the commits up to meta.history_head
        CREATE TABLE events (num INTEGER PRIMARY KEY, commit_id TEXT NOT NULL, at TEXT NOT NULL, author TEXT NOT NULL,
            member TEXT, record_id TEXT, path TEXT NOT NULL, field TEXT NOT NULL, old TEXT, new TEXT, operation TEXT, reason TEXT);
        -- the last of them for each record
        CREATE TABLE touched (id TEXT PRIMARY KEY, at TEXT NOT NULL, member TEXT) WITHOUT ROWID;
        """

    /// Made when the rows are in: sorting once is cheaper than keeping order all the time.
    package static let indexes = """
        CREATE UNIQUE INDEX folders_path ON folders (path);
        CREATE INDEX records_id ON records (id COLLATE NOCASE) WHERE id IS NOT NULL;
        CREATE INDEX records_no ON records (no COLLATE NOCASE) WHERE no IS NOT NULL;
        CREATE INDEX records_kind ON records (kind, path, archived_on);
        CREATE INDEX records_folder ON records (folder) WHERE folder IS NOT NULL;
        CREATE INDEX records_parent ON records (parent) WHERE parent IS NOT NULL;
        CREATE INDEX formerly_no ON formerly (no COLLATE NOCASE);
        CREATE INDEX formerly_num ON formerly (num);
        CREATE INDEX refs_target ON refs (target, field, num);
        CREATE INDEX refs_num ON refs (num);
        CREATE INDEX problems_source ON problems (source);
        CREATE INDEX steps_num ON steps (num);
        CREATE INDEX steps_day ON steps (reason, day);
        CREATE INDEX steps_parent ON steps (parent);
        CREATE INDEX events_record ON events (record_id);
        """
}
