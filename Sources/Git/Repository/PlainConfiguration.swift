#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Git's configuration as it is in almost every repository, read without starting libgit2, which costs more than a short command
/// takes altogether (it reads all certificates of the system when it starts).
///
/// What is out of the ordinary (includes, a linked work tree, a line that is not understood) makes it nil; then libgit2 is asked.
package struct PlainConfiguration: Sendable {
    private var values: [String: String] = [:]

    /// - Parameters:
    ///   - root: the work tree; nil for what is set for the person and the machine alone.
    ///   - home: the person's home folder.
    ///   - settings: `$XDG_CONFIG_HOME`; nil for `.config` in the home folder.
    package init?(root: String?, home: String?, settings: String?, system: String = "/etc/gitconfig") {
        var files = [system]
        if let folder = settings ?? home.map({ $0 + "/.config" }) { files.append(folder + "/git/config") }
        if let home { files.append(home + "/.gitconfig") }
        for file in files {
            guard let bytes = Self.contents(file) else { continue }
            guard take(bytes) else { return nil }
        }
        guard let root else { return }
        guard let bytes = Self.contents(root + "/.git/config"), Self.contents(root + "/.git/HEAD") != nil, take(bytes)
        else { return nil }
    }

    /// The value of a setting; nil when it is not set.
    ///
    /// - Parameter name: in small letters, without a subsection: `user.email`.
    package func value(_ name: String) -> String? { values[name] }

    private static func contents(_ path: String) -> [UInt8]? {
        let file = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        return file.number < 0 ? nil : file.readAll(expecting: 4096)
    }

    /// - Returns: false when something is out of the ordinary.
    private mutating func take(_ bytes: [UInt8]) -> Bool {
        var section: String?
        for line in bytes.split(separator: 0x0A) {
            var line = line[...]
            if line.last == 0x0D { line = line.dropLast() }
            line = line.drop { $0 == 0x20 || $0 == 0x09 }
            guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { continue }
            if first == UInt8(ascii: "[") {
                guard let end = line.firstIndex(of: UInt8(ascii: "]")), end == line.endIndex - 1 else { return false }
                let name = String(decoding: line[(line.startIndex + 1)..<end], as: UTF8.self)
                let lower = name.lowercased()
                if lower.hasPrefix("include") || lower.hasPrefix("extensions") { return false }
                // Settings of a subsection (`remote "origin"`) are nobody's question here.
                section = name.utf8.contains(UInt8(ascii: "\"")) || name.utf8.contains(UInt8(ascii: ".")) ? nil : lower
                continue
            }
            // A quoted or continued value: only matters in a section that may be asked for.
            let isPlain = !line.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
            guard let section else {
                if line.last == UInt8(ascii: "\\") { return false }
                continue
            }
            guard isPlain else { return false }
            let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return false }
            let value = parts[1].prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ";") }
            values[section + "." + Self.trimmed(parts[0]).lowercased()] = Self.trimmed(value)
        }
        return true
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        var bytes = bytes.drop(while: blank)
        while let last = bytes.last, blank(last) { bytes = bytes.dropLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
