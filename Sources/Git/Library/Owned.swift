import CLibGit2

/// Owns one object of libgit2 and frees it at the end of its scope, however that ends.
struct Owned: ~Copyable {
    let pointer: OpaquePointer
    private let free: @convention(c) (OpaquePointer?) -> Void

    /// - Parameters:
    ///   - free: the library's function for this kind of object; all handles are `OpaquePointer`, so take care.
    ///   - make: creates the object and returns libgit2's status.
    init(
        _ free: @escaping @convention(c) (OpaquePointer?) -> Void, _ operation: @autoclosure () -> String,
        _ make: (inout OpaquePointer?) throws -> Int32
    ) throws {
        var made: OpaquePointer?
        try check(try make(&made), operation())
        guard let made else {
            throw GitError.library(operation: operation(), code: 0, kind: 0, message: "nothing was made")
        }
        pointer = made
        self.free = free
    }

    /// Takes over an object that exists.
    init(_ free: @escaping @convention(c) (OpaquePointer?) -> Void, adopting pointer: OpaquePointer) {
        self.pointer = pointer
        self.free = free
    }

    /// Hands the object out; the caller frees it.
    consuming func take() -> OpaquePointer {
        let pointer = pointer
        discard self
        return pointer
    }

    deinit { free(pointer) }
}
