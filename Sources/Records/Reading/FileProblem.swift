#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The operating system refused a file or folder.
package struct FileProblem: Error, Sendable {
    /// What was tried.
    package enum Operation: Sendable { case read, write, remove }

    package let path: String
    package let operation: Operation
    /// `errno` of the call that failed.
    package let code: Int32

    package init(path: String, operation: Operation, code: Int32) {
        self.path = path
        self.operation = operation
        self.code = code
    }

    /// The code for a file beyond the limit of its reader.
    package static let tooLarge = EFBIG

    /// There is no such file; everything else leaves open what is there.
    package var isAbsence: Bool { code == ENOENT || code == ENOTDIR }

    /// What went wrong and, where there is one, the remedy.
    package var message: Text {
        let reason: Text =
            switch code {
            case ENOENT: Text(en: "it does not exist", zh: "文件不存在")
            case EACCES, EPERM: Text(en: "no permission", zh: "没有权限")
            case ENOSPC, EDQUOT: Text(en: "the disk is full; free some space and repeat", zh: "磁盘已满；请清理空间后重试")
            case EROFS: Text(en: "the disk is read-only", zh: "磁盘是只读的")
            case EINVAL where operation == .read: Text(en: "it is no ordinary file", zh: "这不是普通文件")
            case EISDIR: Text(en: "it is a folder", zh: "这是一个文件夹")
            case ENOTDIR: Text(en: "part of the path is not a folder", zh: "路径中有一段不是文件夹")
            case ELOOP: Text(en: "it is a symbolic link", zh: "这是符号链接")
            case EFBIG: Text(en: "it is too large for a record", zh: "文件太大，不能作为记录")
            default: Text(systemMessage(code))
            }
        let verb: Text =
            switch operation {
            case .read: Text(en: "cannot read \(path): ", zh: "无法读取 \(path)：")
            case .write: Text(en: "cannot write \(path): ", zh: "无法写入 \(path)：")
            case .remove: Text(en: "cannot remove \(path): ", zh: "无法删除 \(path)：")
            }
        return verb + reason
    }
}

/// The operating system's own words for an `errno`.
func systemMessage(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
}
