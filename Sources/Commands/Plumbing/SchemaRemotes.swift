import JSONSchema

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A directory of schemas that stands for a URL prefix. Files are read when a reference asks for them.
struct SchemaRemotes: Sendable {
    let prefix: String
    let directory: String

    /// Reads `URL=DIR`.
    init?(argument: String) {
        guard let mark = argument.firstIndex(of: "=") else { return nil }
        var prefix = String(argument[..<mark])
        while prefix.hasSuffix("/") { prefix.removeLast() }
        self.prefix = prefix
        directory = String(argument[argument.index(after: mark)...])
    }

    /// The document at `uri`, nil when this directory has none. Paths with `..` are not followed.
    func document(at uri: String) -> JSONDocument? {
        guard uri.hasPrefix(prefix + "/") else { return nil }
        let path = uri.dropFirst(prefix.count)
        if path.split(separator: "/").contains("..") { return nil }
        guard let bytes = readFile(directory + path) else { return nil }
        return try? JSONDocument.parse(bytes)
    }

    private func readFile(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}
