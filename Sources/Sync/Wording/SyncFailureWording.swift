import Git
import Records

extension SyncFailure {
    /// With its sentence and remedy.
    init(_ kind: Kind) {
        let (message, remedy) = Self.words(kind)
        self.init(kind: kind, message: message, remedy: remedy)
    }

    private static func words(_ kind: Kind) -> (Text, Text?) {
        switch kind {
        case .conflict(let files):
            return (
                Text(
                    en: "changed here and by the team: \(named(files).en)",
                    zh: "本机和团队同时改了：\(named(files).zh)"),
                Text(
                    en:
                        "nothing was changed; agree on a value, write it into the file here, then crm sync",
                    zh: "没有做任何改动；请商定取值，写入本机文件，再运行 crm sync")
            )
        case .invalidTogether(let problems):
            let first = problems.first
            return (
                Text(
                    en:
                        "your changes and the team's do not fit together: \(first?.path.text ?? ""): \(first?.message.en ?? "")",
                    zh: "本机与团队的改动合在一起不成立：\(first?.path.text ?? "")：\(first?.message.zh ?? "")"),
                Text(
                    en: "nothing was merged; change yours so that it fits, then crm sync",
                    zh: "没有合并；请调整本机的改动后再运行 crm sync")
            )
        case .blockedByLocalEdit(let paths):
            return (
                Text(
                    en: "the team changed files that have uncommitted edits here: \(list(paths).en)",
                    zh: "团队改了这些文件，而本机对它们有未提交的修改：\(list(paths).zh)"),
                Text(
                    en:
                        "finish or undo the edit (crm validate shows what is wrong), or move the file away, then crm sync",
                    zh: "请先改完或撤销（crm validate 会指出问题），或移走该文件，再运行 crm sync")
            )
        case .refusedIncoming(let path, let reason):
            return (
                Text(en: "what the team sent is not taken: \(path): ", zh: "没有接收团队的改动：\(path)：") + words(reason),
                Text(
                    en: "nothing was changed here; whoever committed it must put it right",
                    zh: "本机没有任何改动；需要由提交者改正")
            )
        default: return state(kind)
        }
    }

    private static func state(_ kind: Kind) -> (Text, Text?) {
        switch kind {
        case .unrelatedHistories:
            return (
                Text(
                    en: "this folder and the remote have no commit in common: they are two different repositories",
                    zh: "本文件夹与远程仓库没有共同的提交，是两个不同的仓库"),
                Text(
                    en:
                        "check the address (git remote -v); to join the team, crm clone into a new folder and copy your files there",
                    zh: "请核对地址（git remote -v）；若要加入团队，请用 crm clone 新建文件夹，再把文件复制过去")
            )
        case .rewrittenHistory(let branch, let published):
            let id = String(published.hex.prefix(10))
            return (
                Text(
                    en:
                        "the history of \(branch) was rewritten: \(id), which this machine had in common with it, is gone there",
                    zh: "\(branch) 的历史被改写：本机与它共有的提交 \(id) 已不在其中"),
                Text(
                    en:
                        "nothing was changed here; if it was a mistake, git push --force puts the old history back, else crm clone into a new folder and copy your changes there",
                    zh: "本机没有任何改动；若是误操作，可用 git push --force 恢复原历史；否则请用 crm clone 新建文件夹，再把您的改动复制过去")
            )
        case .damagedObject(let what):
            return (
                Text(en: "git cannot read \(what): the repository is damaged", zh: "git 无法读取 \(what)：仓库已损坏"),
                Text(
                    en: "nothing was changed; git fsck tells which side, crm clone makes a sound copy",
                    zh: "没有任何改动；git fsck 可查明是哪一方，crm clone 可得到完好的副本")
            )
        case .declined(let refs, let words):
            return (
                refusal(refs, words: words),
                isSaidByCRM(words)
                    ? Text(
                        en:
                            "nothing is lost: git reset --soft @{upstream} takes your commits back into the files; put right what is named, or ask, then crm sync",
                        zh: "什么都没有丢失：git reset --soft @{upstream} 把提交退回到文件；改正上面所列的问题或找人处理，再运行 crm sync")
                    : Text(
                        en: "your changes are committed here; once the reason is gone, crm sync sends them",
                        zh: "改动已在本机提交；解决原因后再运行 crm sync 即可发出")
            )
        case .outrun(let tries):
            return (
                Text(en: "others were faster \(tries) times in a row", zh: "连续 \(tries) 次被别人抢先提交"),
                Text(en: "run crm sync again", zh: "请再运行一次 crm sync")
            )
        case .notOnBranch:
            return (
                Text(en: "HEAD is on no branch", zh: "当前不在任何分支上"),
                Text(en: "git switch main (or the branch of your team)", zh: "请运行 git switch main（或团队的分支）")
            )
        case .gitOperationUnderway(let name):
            return (
                Text(en: "git is in the middle of something (\(name))", zh: "git 有未完成的操作（\(name)）"),
                Text(en: "finish or abort it first; git status says how", zh: "请先完成或放弃它；git status 会说明方法")
            )
        case .notAtRoot(let workTree):
            return (
                Text(
                    en: "the CRM folder is not the top of its git work tree \(workTree)",
                    zh: "CRM 文件夹不是 git 工作区 \(workTree) 的顶层"),
                Text(
                    en: "crm can only sync a repository of its own; commit with git here",
                    zh: "crm 只能同步独立的仓库；这里请直接用 git 提交")
            )
        default: return machine(kind)
        }
    }

    private static func machine(_ kind: Kind) -> (Text, Text?) {
        switch kind {
        case .busy(let process):
            let who = process.map { " (process \($0))" } ?? ""
            let whoZh = process.map { "（进程 \($0)）" } ?? ""
            return (
                Text(en: "another crm is changing this folder\(who)", zh: "另一个 crm 正在修改此文件夹\(whoZh)"),
                Text(en: "wait until it is done", zh: "请等它完成")
            )
        case .otherWorkTree(let folder):
            return (
                Text(
                    en: "a sync of another work tree of this repository was interrupted: \(folder)",
                    zh: "此仓库的另一个工作区有一次被中断的同步：\(folder)"),
                Text(en: "run crm sync there first", zh: "请先在那里运行 crm sync")
            )
        case .git(let error):
            let words = GitErrorWording(error)
            return (words.message, words.remedy)
        case .file(let problem): return (problem.message, nil)
        case .other(let words): return (Text(words), nil)
        default: return (Text(""), nil)
        }
    }

    private static func words(_ reason: IncomingProblem) -> Text {
        switch reason {
        case .unsafePath: Text(en: "the name is not safe", zh: "文件名不安全")
        case .symbolicLink: Text(en: "it is a symbolic link", zh: "这是符号链接")
        case .submodule: Text(en: "it is a submodule", zh: "这是子模块")
        case .sameName(let other):
            Text(
                en: "on some computers it is the same file as \(other)", zh: "在某些电脑上与 \(other) 是同一个文件")
        case .tooLarge(let limit):
            Text(en: "a record of more than \(limit >> 10) KiB", zh: "记录超过 \(limit >> 10) KiB")
        case .brokenSchema(let words): Text(en: "broken schema: ", zh: "schema 有误：") + words
        case .brokenSettings(let words): Text(en: "broken settings: ", zh: "设置有误：") + words
        case .tooMany(let count, let limit):
            Text(en: "\(count) files at once; at most \(limit)", zh: "一次有 \(count) 个文件，最多 \(limit) 个")
        case .settingsRemoved: Text(en: "it was deleted", zh: "它被删除了")
        }
    }

    /// At most five of them.
    private static func list(_ paths: [RecordPath]) -> Text {
        let rest = paths.count - 5
        return Text.list(paths.prefix(5).map(\.text))
            + (rest > 0 ? Text(en: " and \(rest) more", zh: "等 \(paths.count) 个文件") : Text(""))
    }

    private static func named(_ files: [ConflictingFile]) -> Text {
        let all = files.prefix(5).map { file -> String in
            guard case .fields(let fields) = file.reason else { return file.path.text }
            return file.path.text + " (" + fields.map(\.key).joined(separator: ", ") + ")"
        }
        let rest = files.count - 5
        return Text.list(all) + (rest > 0 ? Text(en: " and \(rest) more", zh: "等 \(files.count) 个文件") : Text(""))
    }
}

/// Runs `body` and turns what it throws into a failure with a sentence.
func asSyncFailure<Result>(_ body: () throws -> Result) throws(SyncFailure) -> Result {
    do {
        return try body()
    } catch let failure as SyncFailure {
        throw failure
    } catch let error as GitError {
        throw SyncFailure(.git(error))
    } catch let problem as FileProblem {
        throw SyncFailure(.file(problem))
    } catch {
        throw SyncFailure(.other("\(error)"))
    }
}
