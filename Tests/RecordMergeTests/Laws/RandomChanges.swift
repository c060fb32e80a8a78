/// Makes records and changes them, as people and editors do.
struct RandomChanges {
    var random: LawGenerator
    private var serial = 0

    init(seed: UInt64) { random = LawGenerator(seed: seed) }

    typealias Value = RandomRecord.Value
    typealias Entry = RandomRecord.Entry
    typealias Item = RandomRecord.Item

    private static let topKeys = [
        "id", "name", "phone", "amount", "currency", "tags", "remarks", "first_seen", "last_seen", "at", "best",
        "calls",
        "state", "contacts", "events", "next", "x", "y", "备注", "\"quoted key\"",
    ]

    /// A record of some fields.
    mutating func record() -> RandomRecord {
        var keys = Self.topKeys
        keys.shuffle(using: &random)
        let entries = keys.prefix(2 + random.below(9)).map { key in entry(key, depth: 0) }
        var record = RandomRecord(entries: entries)
        if random.chance(15) { record.header = [comment()] }
        if random.chance(15) { record.footer = [comment()] }
        if random.chance(10) { record.isCRLF = true }
        if random.chance(3) { record.hasMark = true }
        if random.chance(5), record.endsPlainly { record.endsInBreak = false }
        if random.chance(10) { record.indent = 4 }
        return record
    }

    // MARK: Making

    private mutating func comment() -> String {
        serial += 1
        return "# c\(serial)" + (random.chance(20) ? " 备注: [x" : "")
    }

    private mutating func entry(_ key: String, depth: Int) -> Entry {
        var entry = Entry(key: key, value: value(key, depth: depth))
        if random.chance(10) { entry.lead = random.chance(30) ? ["", comment()] : [comment()] }
        if random.chance(8) { entry.trail = comment() }
        if case .lines = entry.value { entry.trail = nil }
        return entry
    }

    private mutating func value(_ key: String, depth: Int) -> Value {
        if random.chance(4) { return .scalar(random.pick(["null", "~", "", "true", "text"])) }
        switch key {
        case "tags":
            return .list(
                (0..<random.below(4)).map { _ in Item(value: .scalar(tag())) }.unique, isFlow: random.chance(50))
        case "remarks":
            return .lines((0..<(1 + random.below(5))).map { _ in word() })
        case "contacts":
            let count = random.below(4)
            return .list(
                (0..<count).map { _ in contact(random.pick(["Li", "Wang", "Chen", "Zhao", "Sun"])) }.uniqueNames,
                isFlow: random.chance(15))
        case "events":
            let count = random.below(4)
            return .list((0..<count).map { _ in event() }.uniqueNames, isFlow: random.chance(10))
        case "next":
            var keys = ["action", "due", "owner", "extra"]
            keys.shuffle(using: &random)
            let entries = keys.prefix(1 + random.below(4)).map { entry($0, depth: depth + 1) }
            return .map(entries, isFlow: random.chance(25))
        case "amount", "best": return .scalar(random.pick(["1000", "1000.0", "1e3", "1200", "0.5", "-3"]))
        case "calls": return .scalar(String(random.below(20)))
        case "state": return .scalar(random.pick(["new", "open", "solved", "closed", "paused"]))
        case "first_seen", "last_seen", "at": return .scalar(time())
        case "x" where depth < 2, "y" where depth < 2:
            switch random.below(5) {
            case 0:
                return .map([entry("a", depth: depth + 1), entry("b", depth: depth + 1)], isFlow: random.chance(30))
            case 1:
                return .list([Item(value: .scalar(word())), Item(value: .scalar(word()))], isFlow: random.chance(50))
            default: return .scalar(scalar())
            }
        default: return .scalar(scalar())
        }
    }

    private mutating func contact(_ name: String) -> Item {
        var entries = [Entry(key: "name", value: .scalar(name))]
        if random.chance(60) { entries.append(entry("phone", depth: 2)) }
        if random.chance(40) { entries.append(entry("title", depth: 2)) }
        return Item(value: .map(entries, isFlow: random.chance(20)), lead: random.chance(10) ? [comment()] : [])
    }

    private mutating func event() -> Item {
        serial += 1
        return Item(
            value: .map(
                [
                    Entry(key: "id", value: .scalar("e\(random.below(40))")), Entry(key: "at", value: .scalar(time())),
                    Entry(key: "what", value: .scalar(word())),
                ], isFlow: random.chance(50)))
    }

    private mutating func time() -> String {
        random.pick([
            "2026-11-03", "2026-11-0\(1 + random.below(9))", "2026-11-03T10:00:00+08:00", "2026-11-03T02:00:00Z",
            "2026-11-0\(1 + random.below(9))T08:30:00Z",
        ])
    }

    private mutating func tag() -> String { random.pick(["a", "b", "c", "d", "重点", "'e, f'", "\"g\"", "0755", "no"]) }

    private mutating func word() -> String {
        random.pick(["call", "visit", "mail", "tea", "展会", "late"]) + String(random.below(30))
    }

    private mutating func scalar() -> String {
        random.pick(
            [
                "NO", "007", "0755 1234", "1000", "1000.00", "true", "'quoted'", "\"with: colon\"", "Acme", "华为",
                "null", "1e3",
                "'it''s'", "\"tab\\t\"", "a#b",
            ] + [word(), word(), word(), word()])
    }

    // MARK: Changing

    /// A changed copy: some edits of values, some of mere writing.
    mutating func changed(_ record: RandomRecord) -> RandomRecord {
        var record = record
        for _ in 0..<(1 + random.below(4)) { change(&record) }
        if !record.endsPlainly { record.endsInBreak = true }
        return record
    }

    private mutating func change(_ record: inout RandomRecord) {
        switch random.below(24) {
        case 0: record.isCRLF.toggle()
        case 1: record.indent = record.indent == 2 ? 4 : 2
        case 2: record.header = random.chance(50) ? [] : record.header + [comment()]
        case 3: record.footer = random.chance(30) ? [] : record.footer + [comment()]
        case 4 where record.endsPlainly: record.endsInBreak.toggle()
        case 5 where record.entries.count > 1:
            record.entries.swapAt(random.below(record.entries.count), random.below(record.entries.count))
        case 6, 7, 8:
            let free = Self.topKeys.filter { key in !record.entries.contains { $0.key == key } }
            guard let key = free.randomElement(using: &random) else { return }
            record.entries.insert(entry(key, depth: 0), at: random.below(record.entries.count + 1))
        case 9 where record.entries.count > 1, 10 where record.entries.count > 1:
            record.entries.remove(at: random.below(record.entries.count))
        default: change(&record.entries, depth: 0)
        }
    }

    private mutating func change(_ entries: inout [Entry], depth: Int) {
        guard !entries.isEmpty else { return }
        let place = random.below(entries.count)
        var entry = entries[place]
        defer { entries[place] = entry }
        switch random.below(10) {
        case 0: entry.lead = random.chance(50) ? [] : entry.lead + [comment()]
        case 1:
            if case .lines = entry.value { return }
            entry.trail = random.chance(40) ? nil : comment()
        case 2:
            entry.value = value(entry.key, depth: depth)
            if case .lines = entry.value { entry.trail = nil }
        default: change(&entry, depth: depth)
        }
    }

    private mutating func change(_ entry: inout Entry, depth: Int) {
        switch entry.value {
        case .scalar:
            entry.value = value(entry.key, depth: depth)
            if case .lines = entry.value { entry.trail = nil }
        case .lines(var lines):
            switch random.below(3) {
            case 0: lines.append(word())
            case 1 where lines.count > 1: lines.remove(at: random.below(lines.count))
            default: lines[random.below(lines.count)] = word()
            }
            entry.value = .lines(lines)
        case .map(var entries, let isFlow):
            if random.chance(20) {
                let free = ["action", "due", "owner", "extra", "a", "b", "c"].filter { key in
                    !entries.contains { $0.key == key }
                }
                if let key = free.randomElement(using: &random) {
                    entries.insert(self.entry(key, depth: depth + 1), at: random.below(entries.count + 1))
                }
            } else if random.chance(20), !entries.isEmpty {
                entries.remove(at: random.below(entries.count))
            } else {
                change(&entries, depth: depth + 1)
            }
            entry.value = .map(entries, isFlow: random.chance(5) ? !isFlow : isFlow)
        case .list(var items, let isFlow):
            change(&items, key: entry.key, depth: depth)
            entry.value = .list(items, isFlow: random.chance(5) ? !isFlow : isFlow)
        }
    }

    private mutating func change(_ items: inout [Item], key: String, depth: Int) {
        switch random.below(6) {
        case 0 where !items.isEmpty: items.remove(at: random.below(items.count))
        case 1, 2:
            let item: Item
            switch key {
            case "contacts": item = contact(random.pick(["Li", "Wang", "Chen", "Zhao", "Sun"]))
            case "events": item = event()
            case "tags": item = Item(value: .scalar(tag()), trail: random.chance(20) ? comment() : nil)
            default: item = Item(value: .scalar(word()), lead: random.chance(10) ? [comment()] : [])
            }
            items.insert(item, at: random.below(items.count + 1))
            if random.chance(95) { items = key == "tags" ? items.unique : items.uniqueNames }
        case 3 where !items.isEmpty:
            let place = random.below(items.count)
            if random.chance(50) {
                items[place].lead.append(comment())
            } else if case .scalar = items[place].value {
                items[place].trail = comment()
            }
        default:
            guard !items.isEmpty else { return }
            let place = random.below(items.count)
            if case .map(var entries, let isFlow) = items[place].value {
                change(&entries, depth: depth + 2)
                items[place].value = .map(entries, isFlow: isFlow)
            } else {
                items[place].value = .scalar(word())
            }
        }
    }
}

extension [RandomRecord.Item] {
    fileprivate var unique: Self {
        var seen: [RandomRecord.Value] = []
        return filter { item in
            if seen.contains(item.value) { return false }
            seen.append(item.value)
            return true
        }
    }

    /// Without the maps whose first value was there already.
    fileprivate var uniqueNames: Self {
        var seen: [RandomRecord.Value] = []
        return filter { item in
            guard case .map(let entries, _) = item.value, let name = entries.first?.value else { return true }
            if seen.contains(name) { return false }
            seen.append(name)
            return true
        }
    }
}

extension RandomRecord {
    /// The last line break is no part of a value.
    fileprivate var endsPlainly: Bool {
        if case .lines? = entries.last?.value { false } else { true }
    }
}
