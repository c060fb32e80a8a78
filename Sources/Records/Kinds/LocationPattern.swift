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
        Self.match(names, path.names)
    }

    /// The folder that holds the parent of a record at `path`, which must match: `customers/east/acme` for
    /// `customers/east/acme/deals/pump.yaml`.
    package func parentFolder(of path: RecordPath) -> String {
        path.names.dropLast(tail.count).joined(separator: "/")
    }

    /// Goes back to the last `**` only, which is enough: what an earlier one could take, the last one can take as well. So a
    /// pattern of many stars, which a pulled schema may hold, costs no more than pattern length times path length.
    private static func match(_ pattern: [String], _ names: [Substring]) -> Bool {
        var (next, name) = (0, 0)
        var lastStars: (next: Int, name: Int)?
        while name < names.count {
            if next < pattern.count, pattern[next] == "**" {
                lastStars = (next + 1, name)
                next += 1
            } else if next < pattern.count, matchName(Array(pattern[next].utf8)[...], Array(names[name].utf8)[...]) {
                next += 1
                name += 1
            } else if let stars = lastStars {
                lastStars = (stars.next, stars.name + 1)
                (next, name) = (stars.next, stars.name + 1)
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == "**" }
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
