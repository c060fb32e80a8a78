/// Where the records of a kind lie: `customers/**/customer.yaml`, `team/*.yaml`.
///
/// `**` stands for any number of folders (none too), `*` for any part of one name. Folder names after the last `**`
/// divide the path of a record that lies inside another one (`customers/**/deals/*.yaml`) into the folder of its
/// parent and its place in it.
package struct LocationPattern: Sendable, Hashable {
    package let text: String
    private let names: [String]
    /// The names as bytes: every file of a folder is held against every pattern.
    private let patterns: [NamePattern]
    /// The file has always the same name: `customer.yaml`.
    let endsInOneName: Bool
    /// The names after the last `**`: `["deals", "*.yaml"]`; all names when there is no `**`.
    package let tail: [String]

    package init(_ text: String) {
        self.text = text
        let names = text.split(separator: "/").map(String.init)
        self.names = names
        patterns = names.map { NamePattern($0) }
        endsInOneName = names.last.map { !$0.utf8.contains(UInt8(ascii: "*")) } ?? false
        tail = names.lastIndex(of: "**").map { Array(names[($0 + 1)...]) } ?? names
    }

    /// The first folder, where a walk has to look: `customers`.
    package var topName: String { names.first ?? "" }

    /// The names before the first wildcard: `["customers"]`.
    package var fixedPrefix: [String] {
        Array(names.prefix { !$0.contains("*") && $0 != names.last })
    }

    /// The folder in which all records of the kind lie, if it is one: `team` for `team/*.yaml`.
    package var onlyFolder: String? {
        let folders = names.dropLast()
        return folders.isEmpty || folders.contains { $0.contains("*") } ? nil : folders.joined(separator: "/")
    }

    /// True when a file at `path` is a record of the kind.
    package func matches(_ path: RecordPath) -> Bool {
        PathNames.of(path) { matches($0) }
    }

    /// The folder that holds the parent of a record at `path`, which must match: `customers/east/acme` for
    /// `customers/east/acme/deals/pump.yaml`.
    package func parentFolder(of path: RecordPath) -> String {
        var end = path.text.utf8.count
        for _ in tail {
            guard let slash = path.lastSlash(before: end) else { return "" }
            end = slash
        }
        return String(path.text.utf8.prefix(end)) ?? ""
    }

    /// Goes back to the last `**` only, which is enough: what an earlier one could take, the last one can take as well. So a
    /// pattern of many stars, which a pulled schema may hold, costs no more than pattern length times path length.
    func matches(_ path: PathNames) -> Bool {
        // Most patterns are told apart by the name of the file.
        guard let last = patterns.last, let lastName = path.ranges.last else {
            return patterns.isEmpty && path.ranges.isEmpty
        }
        if !last.isStars {
            if !last.matches(path.bytes, lastName) { return false }
            // And most others by the name of the folder that it lies in.
            if patterns.count > 1, path.ranges.count > 1 {
                let folder = patterns[patterns.count - 2]
                if !folder.isStars, !folder.matches(path.bytes, path.ranges[path.ranges.count - 2]) { return false }
            }
        }
        var (next, name) = (0, 0)
        var lastStars: (next: Int, name: Int)?
        while name < path.ranges.count {
            if next < patterns.count, patterns[next].isStars {
                lastStars = (next + 1, name)
                next += 1
            } else if next < patterns.count, patterns[next].matches(path.bytes, path.ranges[name]) {
                next += 1
                name += 1
            } else if let stars = lastStars {
                lastStars = (stars.next, stars.name + 1)
                (next, name) = (stars.next, stars.name + 1)
            } else {
                return false
            }
        }
        return patterns[next...].allSatisfy(\.isStars)
    }
}

/// One name of a pattern: a name, or what stands before and behind a star.
private struct NamePattern: Sendable, Hashable {
    /// `**`: any number of names.
    let isStars: Bool
    private let head: [UInt8]
    private let tail: [UInt8]
    private let hasStar: Bool

    init(_ text: String) {
        let bytes = Array(text.utf8)
        isStars = bytes == Array("**".utf8)
        // One star is all that a location needs; what stands behind it must be the end of the name.
        let star = bytes.firstIndex(of: UInt8(ascii: "*"))
        hasStar = star != nil
        head = Array(bytes[..<(star ?? bytes.count)])
        tail = star.map { Array(bytes[($0 + 1)...]) } ?? []
    }

    func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Bool {
        let least = head.count + tail.count
        guard hasStar ? name.count >= least : name.count == least else { return false }
        for index in head.indices where bytes[name.lowerBound + index] != head[index] { return false }
        let end = name.upperBound - tail.count
        for index in tail.indices where bytes[end + index] != tail[index] { return false }
        return true
    }
}

/// The names of a path as ranges of its bytes.
struct PathNames {
    let bytes: UnsafeBufferPointer<UInt8>
    let ranges: [Range<Int>]

    static func of<Answer>(_ path: RecordPath, _ body: (PathNames) -> Answer) -> Answer {
        var text = path.text
        return text.withUTF8 { bytes in
            var ranges: [Range<Int>] = []
            ranges.reserveCapacity(8)
            var start = 0
            for index in bytes.indices where bytes[index] == UInt8(ascii: "/") {
                ranges.append(start..<index)
                start = index + 1
            }
            ranges.append(start..<bytes.count)
            return body(PathNames(bytes: bytes, ranges: ranges))
        }
    }
}
