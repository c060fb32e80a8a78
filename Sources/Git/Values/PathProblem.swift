/// Why a path must not be written: it would leave the work tree, reach into `.git`, or not exist on some system.
package enum PathProblem: Sendable, Hashable {
    /// No name at all, a leading, trailing or doubled `/`.
    case empty
    /// A name `.` or `..`.
    case dots
    /// Begins with `/`, with a drive letter, or holds a `\` (which Windows takes for `/`).
    case absolute
    /// A name that some file system takes for `.git`: any case, `git~1`, trailing dots or spaces, an alternate stream
    /// `.git::$INDEX_ALLOCATION`, characters that HFS+ ignores.
    case gitFolder
    /// A byte NUL or another control character.
    case controlCharacter
    /// Longer than 255 bytes in a name or 4,096 in the path.
    case tooLong
    /// Holds the replacement character: in the tree stand bytes that are no UTF-8.
    case notUTF8
}

extension RepositoryPath {
    /// What speaks against writing this path, or `nil`. Stricter than git on Linux: a team mixes systems, so a name that is
    /// dangerous on one of them is refused on all.
    package var problem: PathProblem? {
        let bytes = string.utf8
        if bytes.isEmpty { return .empty }
        if bytes.count > 4096 { return .tooLong }
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .controlCharacter }
        if bytes.first == UInt8(ascii: "/") || bytes.contains(UInt8(ascii: "\\")) { return .absolute }
        let start = Array(bytes.prefix(2))
        if start.count == 2, start[1] == UInt8(ascii: ":"), (start[0] | 0x20) >= 0x61, (start[0] | 0x20) <= 0x7A {
            return .absolute
        }
        if string.unicodeScalars.contains("\u{FFFD}") { return .notUTF8 }
        for name in bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if name.isEmpty { return .empty }
            if name.count > 255 { return .tooLong }
            if name.allSatisfy({ $0 == UInt8(ascii: ".") }), name.count <= 2 { return .dots }
            if Self.isGitFolder(Substring(name)) { return .gitFolder }
        }
        return nil
    }

    /// Whether a name means `.git` on HFS+ (ignorable characters, any case) or NTFS (8.3 name, streams, trailing dots and
    /// spaces); the cases are those of CVE-2014-9390 and CVE-2019-1352.
    private static func isGitFolder(_ name: Substring) -> Bool {
        var plain: [UInt8] = []
        for scalar in name.unicodeScalars where !isIgnoredByHFS(scalar) {
            if scalar == ":" { break }
            guard scalar.isASCII else { return false }
            let byte = UInt8(scalar.value)
            plain.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        while let last = plain.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { plain.removeLast() }
        return plain.elementsEqual(".git".utf8) || plain.elementsEqual("git~1".utf8)
    }

    private static func isIgnoredByHFS(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: true
        default: false
        }
    }
}
