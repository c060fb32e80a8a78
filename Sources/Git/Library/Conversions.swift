import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ObjectID {
    init(_ id: git_oid) {
        let words = withUnsafeBytes(of: id) { bytes in
            ObjectID(bytes: bytes.prefix(20))
        }
        // git_oid holds at least 20 bytes in every version, so the collection is never shorter.
        self = words ?? .zero
    }

    init?(_ id: UnsafePointer<git_oid>?) {
        guard let id else { return nil }
        self.init(id.pointee)
    }

    /// The library's form of it.
    var git: git_oid {
        var id = git_oid()
        withUnsafeMutableBytes(of: &id) { $0.copyBytes(from: bytes) }
        return id
    }
}

extension Signature {
    init(_ signature: UnsafePointer<git_signature>?) {
        self.init(
            name: signature?.pointee.name.map { String(cString: $0) } ?? "",
            email: signature?.pointee.email.map { String(cString: $0) } ?? "",
            time: signature?.pointee.when.time ?? 0, offset: Int(signature?.pointee.when.offset ?? 0))
    }
}

/// Releases what a `git_buf` holds, after its text was copied.
func text(from buffer: inout git_buf) -> String {
    defer { git_buf_dispose(&buffer) }
    guard let start = buffer.ptr else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: start, count: buffer.size), as: UTF8.self)
}

/// Calls `body` with C strings in a `git_strarray` that lives as long as the call.
func withStrings<Result>(_ strings: [String], _ body: (inout git_strarray) throws -> Result) rethrows -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return try pointers.withUnsafeMutableBufferPointer { buffer in
        var array = git_strarray(strings: buffer.baseAddress, count: buffer.count)
        return try body(&array)
    }
}
