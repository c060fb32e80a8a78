package import Git
package import Records

/// A failure of git in a sentence, with what to do about it.
package struct GitErrorWording: Sendable {
    package let message: Text
    package let remedy: Text?

    /// - Parameter isCloning: as in `NetworkErrorWording`.
    package init(_ error: GitError, isCloning: Bool = false) {
        if case .network(let failure) = error {
            let words = NetworkErrorWording(failure, isCloning: isCloning)
            message = words.message
            remedy = words.remedy
        } else {
            (message, remedy) = Self.words(error)
        }
    }

    private static func words(_ error: GitError) -> (Text, Text?) {
        switch error {
        case .notARepository(let path):
            return (
                Text(en: "\(path) is in no git repository", zh: "\(path) 不在 git 仓库中"),
                Text(en: "crm init makes one", zh: "可用 crm init 新建")
            )
        case .notTrusted(let path):
            return (
                Text(en: "\(path) belongs to another user of this computer", zh: "\(path) 属于本机的另一个用户"),
                Text(
                    en: "if you trust it: git config --global --add safe.directory '\(path)'",
                    zh: "确认可信后运行：git config --global --add safe.directory '\(path)'")
            )
        case .unsupported(let feature, let path):
            return (
                Text(
                    en: "\(path) uses \(feature.rawValue), which crm cannot read",
                    zh: "\(path) 使用了 crm 不支持的存储方式：\(feature.rawValue)"),
                remedy(feature)
            )
        case .alreadyExists(let path):
            return (
                Text(en: "\(path) exists already", zh: "\(path) 已存在"),
                Text(en: "choose another name, or remove it", zh: "请换个名字，或先删除它")
            )
        case .noWorkTree:
            return (
                Text(en: "the repository is bare: it has no files", zh: "这是裸仓库，没有工作文件"),
                Text(en: "use a clone of it", zh: "请在它的克隆中操作")
            )
        case .locked(let file):
            return (
                Text(en: "another git program holds \(file)", zh: "另一个 git 程序占用了 \(file)"),
                Text(
                    en: "wait until it is done; if none is running, it was killed: remove that file",
                    zh: "请等它结束；若没有程序在运行，说明它曾被中断，删除该文件即可")
            )
        case .noIdentity:
            return (
                Text(en: "git does not know your name and e-mail address", zh: "git 还不知道您的姓名和邮箱"),
                Text(
                    en: "git config --global user.name \"…\" and git config --global user.email …",
                    zh: "请运行 git config --global user.name \"…\" 和 git config --global user.email …")
            )
        default: return rest(error)
        }
    }

    private static func rest(_ error: GitError) -> (Text, Text?) {
        switch error {
        case .unsafePath(let path, _):
            return (Text(en: "\(path) is no safe file name", zh: "\(path) 不是安全的文件名"), nil)
        case .notFound(let what): return (Text(en: "\(what) is not there", zh: "找不到 \(what)"), nil)
        case .refMoved(let name, _):
            return (
                Text(en: "\(name) was changed by another program meanwhile", zh: "\(name) 同时被另一个程序改动了"),
                Text(en: "run the command again", zh: "请重新运行该命令")
            )
        case .fileAndFolder(let path):
            return (Text(en: "\(path) would be both a file and a folder", zh: "\(path) 不能既是文件又是文件夹"), nil)
        case .nothingToCommit: return (Text(en: "nothing has changed", zh: "没有变化"), nil)
        case .fileSystem(let operation, let path, let code):
            let kind: FileProblem.Operation =
                operation == "open" || operation.hasPrefix("read") ? .read : .write
            return (FileProblem(path: path, operation: kind, code: code).message, nil)
        default: return (Text(error.description), nil)
        }
    }

    private static func remedy(_ feature: UnsupportedFeature) -> Text? {
        switch feature {
        case .shallowClone: Text(en: "git fetch --unshallow", zh: "请运行 git fetch --unshallow")
        case .partialClone: Text(en: "clone it again without --filter", zh: "请去掉 --filter 重新克隆")
        case .splitIndex: Text(en: "git update-index --no-split-index", zh: "请运行 git update-index --no-split-index")
        case .sparseIndex: Text(en: "git sparse-checkout disable", zh: "请运行 git sparse-checkout disable")
        case .skipHashIndex:
            Text(
                en: "git config index.skipHash false, then git update-index --force-write-index",
                zh: "请运行 git config index.skipHash false，再运行 git update-index --force-write-index")
        case .sha256, .reftable, .otherExtension:
            Text(en: "use a repository of the common format (sha1, files)", zh: "请使用普通格式（sha1、files）的仓库")
        }
    }
}
