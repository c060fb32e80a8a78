/// The tree cache of git's index, as bytes, without what it knows of the folders that changed.
///
/// An entry is the name of a folder, NUL, the number of its entries (negative: not known), a space, the number of folders in it, a
/// line feed, and the id of its tree if that is known; the folders in it follow.
struct TreeCachePatch {
    private let raw: UnsafeRawBufferPointer
    private var position = 0
    private var copied = 0
    private(set) var bytes: [UInt8] = []

    /// - Parameter changed: paths of files, from the root.
    /// - Returns: nil when the bytes are no tree cache; git does without one.
    init?(_ content: UnsafeRawBufferPointer, changed: [[UInt8]]) {
        raw = content
        bytes.reserveCapacity(content.count)
        guard patch(changed.map { $0[...] }, depth: 0), position == raw.count else { return nil }
        copy(upTo: position)
    }

    private mutating func copy(upTo end: Int) {
        bytes.append(contentsOf: raw[copied..<end])
        copied = end
    }

    /// One folder with all in it; `changed` begins with names in this folder.
    private mutating func patch(_ changed: [ArraySlice<UInt8>], depth: Int) -> Bool {
        if changed.isEmpty { return skip() }
        // A path has at most 4,096 bytes, so no honest cache is deeper.
        guard depth < 2048, name() != nil else { return false }
        let start = position
        guard let folders = folderCount() else { return false }
        copy(upTo: start)
        bytes += Array("-1 \(folders)\n".utf8)
        copied = position
        for _ in 0..<folders {
            let before = position
            guard let name = name() else { return false }
            let inside = changed.filter { path in
                path.count > name.count && path[path.startIndex + name.count] == UInt8(ascii: "/")
                    && raw[name].elementsEqual(path.prefix(name.count))
            }.map { $0.dropFirst(name.count + 1) }
            position = before
            guard patch(inside, depth: depth + 1) else { return false }
        }
        return true
    }

    /// Goes behind one folder with all in it.
    private mutating func skip() -> Bool {
        var pending = 1
        while pending > 0 {
            guard name() != nil, let folders = folderCount() else { return false }
            pending += folders - 1
        }
        return true
    }

    private mutating func name() -> Range<Int>? {
        let start = position
        while position < raw.count, raw[position] != 0 { position += 1 }
        guard position < raw.count else { return nil }
        defer { position += 1 }
        return start..<position
    }

    /// Goes behind both numbers and the id, if there is one.
    private mutating func folderCount() -> Int? {
        guard let entries = number(endedBy: UInt8(ascii: " ")), let folders = number(endedBy: UInt8(ascii: "\n")),
            folders >= 0, folders <= raw.count
        else { return nil }
        if entries >= 0 { position += 20 }
        return position <= raw.count ? folders : nil
    }

    private mutating func number(endedBy end: UInt8) -> Int? {
        let isNegative = position < raw.count && raw[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        var value = 0
        while position < raw.count, raw[position] != end {
            let digit = Int(raw[position]) - 48
            guard (0...9).contains(digit), value < 1 << 40 else { return nil }
            value = value * 10 + digit
            position += 1
        }
        guard position < raw.count else { return nil }
        position += 1
        return isNegative ? -value : value
    }
}
