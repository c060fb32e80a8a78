/// What a new record gets before anybody fills it in: an id that is safe to make offline, and a place.
package struct NewRecord: Sendable {
    package let kind: Kind
    package let id: String?
    package let path: RecordPath

    /// Crockford's base 32: no I, L, O, U.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// - Parameters:
    ///   - parent: the record in whose folder the new one lies; must be there when the kind asks for one.
    ///   - folder: folders between the kind's own and the record (`华东` for customers/华东/…), for a kind without a parent.
    ///   - values: the fields as text, for the file name.
    ///   - taken: whether a path is in use.
    package init?(
        _ kind: Kind, parent: Record?, folder: String = "", values: [String: String], today: CalendarDate,
        random: () -> UInt8,
        taken: (RecordPath) -> Bool
    ) {
        self.kind = kind
        switch kind.identity {
        case .generated(let prefix): id = Self.id(prefix: prefix, today: today, random: random)
        case .fileName: id = values["id"]
        case .none: id = nil
        }
        let name = Self.fileName(kind.filename, values: values, today: today, random: random)
        guard let place = Self.place(kind, parent, folder, name, taken) else { return nil }
        path = place
    }

    /// `KH2026-7F3K2Q`: 30 random bits besides prefix and year, so that people offline do not meet.
    package static func id(prefix: String, today: CalendarDate, random: () -> UInt8) -> String {
        let characters = (0..<6).map { _ in alphabet[Int(random() & 31)] }
        return "\(prefix)\(today.components.year)-" + String(decoding: characters, as: UTF8.self)
    }

    /// Fills a pattern such as `{at:date}-{method}-{rand}`.
    package static func fileName(
        _ pattern: String, values: [String: String], today: CalendarDate, random: () -> UInt8
    ) -> String {
        var name = ""
        var rest = pattern[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            name += rest[..<open]
            let mark = rest[rest.index(after: open)..<close].split(separator: ":").map(String.init)
            switch (mark.first ?? "", mark.count > 1 ? mark[1] : nil) {
            case ("rand", _):
                let characters = (0..<4).map { _ in alphabet[Int(random() & 31)] }
                name += String(decoding: characters, as: UTF8.self).lowercased()
            case ("handle", _): name += slug(values["id"] ?? "")
            case ("slug", let field?): name += slug(values[field] ?? "")
            case (let field, "date"): name += String((values[field] ?? today.description).prefix(10))
            case (let field, _): name += slug(values[field] ?? "")
            }
            rest = rest[rest.index(after: close)...]
        }
        name += rest
        let parts = name.split(separator: "-", omittingEmptySubsequences: true)
        return parts.isEmpty ? "new" : parts.joined(separator: "-")
    }

    /// The path by the kind's location; a number behind the name when it is taken.
    private static func place(
        _ kind: Kind, _ parent: Record?, _ folder: String, _ name: String, _ taken: (RecordPath) -> Bool
    ) -> RecordPath? {
        let prefix = kind.location.fixedPrefix + (folder.isEmpty ? [] : [folder])
        // A kind that may lie anywhere (`**/tasks/*.yaml`) needs no parent; one beneath the parent's own folder does.
        if parent == nil, kind.parent != nil, !kind.location.fixedPrefix.isEmpty { return nil }
        for attempt in 1...999 {
            let unique = attempt == 1 ? name : "\(name)-\(attempt)"
            let tail = kind.location.tail
            let path: String
            if kind.parent != nil, let parent {
                path = ([parent.path.folder] + tail.dropLast()).joined(separator: "/") + "/\(unique).yaml"
            } else if let file = tail.last, !file.contains("*") {
                path = (prefix + [unique, file]).joined(separator: "/")
            } else if kind.location.fixedPrefix.isEmpty {
                path = (prefix + tail.dropLast() + [unique + ".yaml"]).joined(separator: "/")
            } else {
                path = (prefix + [unique + ".yaml"]).joined(separator: "/")
            }
            guard let candidate = RecordPath(path), kind.location.matches(candidate) else { return nil }
            if !taken(candidate) { return candidate }
        }
        return nil
    }
}

/// A short name for files: lower-case letters of any script and digits, everything else a hyphen; at most 60 characters.
package func slug(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars.prefix(60) {
        if scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal {
            result.unicodeScalars.append(scalar)
        } else if !result.isEmpty, !result.hasSuffix("-") {
            result += "-"
        }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result
}
