/// One line of a `.gitignore` file.
struct IgnorePattern {
    /// The path, with a final `/`, of the folder whose `.gitignore` it stands in; empty at the root.
    let base: [UInt8]
    let isNegated: Bool
    let isForFoldersOnly: Bool
    /// Matched against the whole path below `base`; otherwise against the last name.
    let isAnchored: Bool
    let match: WildMatch

    /// - Parameter line: without its line break; `nil` for a blank line or a comment.
    init?(line: ArraySlice<UInt8>, base: [UInt8], foldsCase: Bool) {
        var line = line
        if line.last == 0x0D { line.removeLast() }
        // Trailing blanks do not count unless a backslash keeps them.
        while line.last == UInt8(ascii: " "), line.dropLast().last != UInt8(ascii: "\\") { line.removeLast() }
        guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { line.removeFirst() }
        isForFoldersOnly = line.last == UInt8(ascii: "/")
        if isForFoldersOnly { line.removeLast() }
        isAnchored = line.contains(UInt8(ascii: "/"))
        if line.first == UInt8(ascii: "/") { line.removeFirst() }
        if line.isEmpty { return nil }
        self.base = base
        match = WildMatch(line, foldsCase: foldsCase)
    }

    func matches(_ path: [UInt8], isFolder: Bool) -> Bool {
        if isForFoldersOnly, !isFolder { return false }
        if isAnchored { return match.matches(path.dropFirst(base.count)) }
        let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path[...]
        return match.matches(name)
    }
}

/// The ignore patterns that hold in one folder: those of its own `.gitignore`, before those of the folders above, before
/// `.git/info/exclude` and `core.excludesFile`.
struct IgnoreRules {
    private var patterns: [IgnorePattern] = []

    private var ignoresAll = false

    /// From here on everything is ignored: the rules inside an ignored folder.
    mutating func ignoreAll() { ignoresAll = true }

    /// Adds the patterns of a file that counts more than those before.
    ///
    /// - Parameter base: the path of its folder, with a final `/`, or empty.
    mutating func add(_ file: [UInt8], base: [UInt8], foldsCase: Bool) {
        var file = file[...]
        if file.starts(with: [0xEF, 0xBB, 0xBF]) { file = file.dropFirst(3) }
        for line in file.split(separator: 0x0A) {
            if let pattern = IgnorePattern(line: line, base: base, foldsCase: foldsCase) { patterns.append(pattern) }
        }
    }

    /// Whether a path is ignored by itself; the caller does not descend into an ignored folder, so what lies in it is too.
    func ignores(_ path: [UInt8], isFolder: Bool) -> Bool {
        if ignoresAll { return true }
        return patterns.last { $0.matches(path, isFolder: isFolder) }.map { !$0.isNegated } ?? false
    }
}
