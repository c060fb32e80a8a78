import CLibGit2

extension Repository {
    /// Merges three texts by lines, as git does.
    ///
    /// - Parameter base: nil when both sides made the file.
    /// - Returns: nil when both sides changed the same lines, or one of the texts is binary (holds a NUL byte).
    package static func mergeText(base: [UInt8]?, ours: [UInt8], theirs: [UInt8]) throws -> [UInt8]? {
        if [base ?? [], ours, theirs].contains(where: { $0.contains(0) }) { return nil }
        try LibGit2.start()
        var result = git_merge_file_result()
        defer { git_merge_file_result_free(&result) }
        let status = try withInput(base ?? []) { base in
            try withInput(ours) { ours in
                try withInput(theirs) { theirs in
                    git_merge_file(&result, &base, &ours, &theirs, nil)
                }
            }
        }
        try check(status, "merge a text")
        guard result.automergeable == 1 else { return nil }
        guard let start = result.ptr else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: result.len))
    }

    private static func withInput<Result>(
        _ bytes: [UInt8], _ body: (inout git_merge_file_input) throws -> Result
    ) throws -> Result {
        try bytes.withUnsafeBytes { raw in
            var input = git_merge_file_input()
            try check(
                git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION)), "merge a text")
            input.ptr = raw.bindMemory(to: CChar.self).baseAddress
            input.size = raw.count
            return try body(&input)
        }
    }
}
