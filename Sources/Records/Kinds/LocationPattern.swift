/// Where the records of a kind lie: `customers/**/customer.yaml`, `team/*.yaml`.
///
/// `**` stands for any number of folders (none too), `*` for any part of one name. Folder names after the last `**`
/// divide the path of a record that lies inside another one (`customers/**/deals/*.yaml`) into the folder of its
/// parent and its place in it.
package struct LocationPattern: Sendable, Hashable {
    package let text: String
    private let names: [String]

    package init(_ text: String) {
        self.text = text
        names = text.split(separator: "/").map(String.init)
    }

    /// The first folder, where a walk has to look: `customers`.
    package var topName: String { names.first ?? "" }

    /// The names after the last `**`: `["deals", "*.yaml"]`; all names when there is no `**`.
    package var tail: [String] {
        guard let last = names.lastIndex(of: "**") else { return names }
        return Array(names[(last + 1)...])
    }

    /// The names before the first wildcard: `["customers"]`.
    package var fixedPrefix: [String] {
        Array(names.prefix { !$0.contains("*") && $0 != names.last })
    }

    /// True when a file at `path` is a record of the kind.
    package func matches(_ path: RecordPath) -> Bool {
        Self.match(names[...], path.names[...])
    }

    /// The folder that holds the parent of a record at `path`, which must match: `customers/east/acme` for
    /// `customers/east/acme/deals/pump.yaml`.
    package func parentFolder(of path: RecordPath) -> String {
        path.names.dropLast(tail.count).joined(separator: "/")
    }

    private static func match(_ pattern: ArraySlice<String>, _ names: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return names.isEmpty }
        if first == "**" {
            let rest = pattern.dropFirst()
            guard rest.count <= names.count else { return false }
            return (0...(names.count - rest.count)).contains { match(rest, names.dropFirst($0)) }
        }
        guard let name = names.first, Self.matchName(Array(first.utf8)[...], Array(name.utf8)[...]) else {
            return false
        }
        return match(pattern.dropFirst(), names.dropFirst())
    }

    private static func matchName(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        guard let star = pattern.firstIndex(of: UInt8(ascii: "*")) else { return pattern.elementsEqual(name) }
        let head = pattern[..<star]
        let tail = pattern[(star + 1)...]
        guard name.starts(with: head) else { return false }
        // One star is all that a location needs; what stands behind it must be the end of the name.
        return name.count >= head.count + tail.count && name.suffix(tail.count).elementsEqual(tail)
    }
}
