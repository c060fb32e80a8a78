import Records

/// What `crm remind` has said already, in `.git/crm/reminded`: a line for each, its key and the day on which it was said. Only
/// a memory of this machine: without it everything is said once more.
struct SaidReminders {
    private let path: String?
    private var days: [(key: String, day: CalendarDate)] = []
    private var keys: Set<String> = []

    /// After so many days an item that is still open is said again.
    private static let memory = 400
    private static let heading = "# crm remind: what was said, and when"

    /// - Parameter storage: the folder `crm` in git's folder; nil remembers nothing.
    init(storage: String?) {
        path = storage.map { $0 + "/reminded" }
        guard let path, let bytes = try? readFile(path, limit: 1 << 24) else { return }
        for line in bytes.split(separator: 0x0A) {
            let parts = line.split(separator: 0x09, maxSplits: 1)
            guard parts.count == 2, let day = CalendarDate(String(decoding: parts[0], as: UTF8.self)) else { continue }
            let key = String(decoding: parts[1], as: UTF8.self)
            if keys.insert(key).inserted { days.append((key, day)) }
        }
    }

    func holds(_ key: String) -> Bool { keys.contains(key) }

    mutating func add(_ said: [String], on today: CalendarDate) {
        days.removeAll { today - $0.day > Self.memory }
        keys = Set(days.map(\.key))
        for key in said where keys.insert(key).inserted { days.append((key, today)) }
    }

    /// Writes the file anew, whole or not at all.
    func save() throws {
        guard let path else { return }
        let lines = [Self.heading] + days.map { "\($0.day)\t\($0.key)" }
        do throws(FileProblem) {
            try writeFileAtomically(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
        } catch {
            throw CommandFailure(error.message)
        }
    }
}
