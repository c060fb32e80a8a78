import CLibGit2

enum SocketStream {
    static let create:
        @convention(c) (
            UnsafeMutablePointer<UnsafeMutablePointer<git_stream>?>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?
        ) -> Int32 = { _, _, _ in -1 }
}
