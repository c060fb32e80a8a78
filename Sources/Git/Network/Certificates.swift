import CLibGit2

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The certificate authorities that libgit2 trusts: one setting for the whole process.
enum Certificates {
    /// Sets the handed-in file and folder. The library reads them at once.
    ///
    /// - Throws: `GitError.network` with `certificateUntrusted` when they cannot be read.
    static func use(_ options: NetworkOptions, url: String) throws {
        guard options.certificateFile != nil || options.certificateFolder != nil else { return }
        let status = withOptionalString(options.certificateFile) { file in
            withOptionalString(options.certificateFolder) { folder in
                shim_option_certificates(file, folder)
            }
        }
        guard status < 0 else { return }
        let error = LibraryError.last(status, "read certificates")
        let place = options.certificateFile ?? options.certificateFolder ?? ""
        throw GitError.network(
            NetworkError(
                failure: .certificateUntrusted, url: RemoteAddress.withoutPassword(url),
                words: "cannot read \(place): \(error.message)"))
    }

    private static func withOptionalString<Result>(
        _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
        guard let text else { return body(nil) }
        return text.withCString { body($0) }
    }
}
