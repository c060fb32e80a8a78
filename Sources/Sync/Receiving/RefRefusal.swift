import Records

/// Why a ref is not moved, or a commit not taken for who made it.
enum RefRefusal {
    case nobodySays
    case unknownPusher(String)
    case formerMember(String)
    case unknownAuthor(String, String)
    case forgedAuthor(String, String)
    case forgedCommitter(String, String)
    case otherRef
    case newRef
    case deleted
    case rewritten(String)
    case noCommit
    case octopus
    case unrelated
    case neverSound(String)
    case notYetAdministrator(String)

    /// - Parameter ref: full name of the ref.
    func problem(_ ref: String) -> Problem {
        let (rule, message, remedy) = words
        return Problem(rule, path: RecordPath(walked: plainLine(ref, limit: 200)), message: message, remedy: remedy)
    }

    private var words: (Rule, Text, Text?) { who ?? what }

    private var who: (Rule, Text, Text?)? {
        switch self {
        case .nobodySays:
            return (
                .unknownPusher,
                Text(en: "the server does not say who pushes, so no right can be checked", zh: "服务器没有说明推送者是谁，无法检查权限"),
                Text(
                    en: "ask the administrator of the server: docs/HOOK.md, CRM_PUSHER",
                    zh: "请联系服务器管理员：见 docs/HOOK.md 的 CRM_PUSHER")
            )
        case .unknownPusher(let name):
            return (
                .unknownPusher,
                Text(en: "\(name) is no member of this team", zh: "\(name) 不是团队成员"),
                Text(
                    en: "an administrator adds team/\(name).yaml, or this address to emails of a member",
                    zh: "请管理员新建 team/\(name).yaml，或把该邮箱写进成员的 emails")
            )
        case .formerMember(let name):
            return (
                .unknownPusher, Text(en: "\(name) is not active any more", zh: "\(name) 已不在职"),
                Text(en: "ask an administrator", zh: "请联系管理员")
            )
        case .unknownAuthor(let email, let pusher):
            return (
                .unknownAuthor,
                Text(
                    en: "no member writes as \(email); \(pusher) pushes", zh: "没有成员使用 \(email)；推送者是\(pusher)"),
                Text(
                    en: "git config user.email to an address in your team/*.yaml, then make the commit again",
                    zh: "请把 git config user.email 改为 team/*.yaml 中您的邮箱，再重新提交")
            )
        case .forgedAuthor(let author, let pusher):
            return (
                .forgedAuthor,
                Text(
                    en: "\(pusher) pushes a commit under the name of \(author)", zh: "\(pusher)推送了以\(author)名义所作的提交"),
                Text(
                    en: "let \(author) push it; only an administrator may bring what others wrote",
                    zh: "请由\(author)本人推送；只有管理员可以代推别人的提交")
            )
        case .forgedCommitter(let committer, let pusher):
            return (
                .forgedCommitter,
                Text(
                    en: "\(pusher) pushes a commit that names \(committer) as committer",
                    zh: "\(pusher)推送的提交把\(committer)写成了提交者"),
                Text(en: "make the commit again with your own user.email", zh: "请用自己的 user.email 重新提交")
            )
        default: return nil
        }
    }

    private var what: (Rule, Text, Text?) {
        switch self {
        case .otherRef:
            return (
                .protectedRef,
                Text(en: "only branches are taken here; tags only from an administrator", zh: "这里只接收分支；标签只有管理员可以推送"),
                Text(en: "push your branch only: crm sync", zh: "请只推送分支：crm sync")
            )
        case .newRef:
            return (
                .protectedRef, Text(en: "only an administrator may open a new branch", zh: "只有管理员可以新建分支"),
                Text(en: "work on the team's branch: crm sync", zh: "请在团队的分支上工作：crm sync")
            )
        case .deleted:
            return (
                .protectedRef, Text(en: "this branch may not be deleted", zh: "不能删除这个分支"),
                Text(en: "leave it; its history is the team's memory", zh: "请保留；它的历史是团队的记录")
            )
        case .rewritten(let old):
            return (
                .rewrittenHistory,
                Text(
                    en: "\(old), which the team has, is missing in what is pushed: history is never rewritten",
                    zh: "推送的内容缺少团队已有的提交 \(old)：历史不能改写"),
                Text(
                    en: "without --force: crm sync merges; crm undo takes back what was wrong",
                    zh: "请不要用 --force：crm sync 会合并，crm undo 可撤销错误")
            )
        case .noCommit:
            return (
                .protectedRef, Text(en: "it would not point to a commit", zh: "它指向的不是提交"),
                Text(en: "push your branch only: crm sync", zh: "请只推送分支：crm sync")
            )
        case .octopus:
            return (
                .rewrittenHistory, Text(en: "a merge of more than two", zh: "一次合并了两个以上的分支"),
                Text(en: "merge one at a time", zh: "请逐个合并")
            )
        case .unrelated:
            return (
                .rewrittenHistory,
                Text(en: "it shares no history with what the team has", zh: "它与团队的历史没有共同之处"),
                Text(en: "crm clone into a new folder and copy your changes there", zh: "请用 crm clone 新建文件夹，再把改动复制过去")
            )
        case .neverSound(let branch):
            return (
                .noPolicy,
                Text(
                    en: "no state of \(branch) has a sound crm.yaml with sound schemas, so nothing can be checked",
                    zh: "\(branch) 的任何版本都没有有效的 crm.yaml 和 schema，无法检查"),
                Text(
                    en: "the administrator of the server repairs it with the hook switched off: docs/HOOK.md",
                    zh: "请服务器管理员暂停钩子后修复：见 docs/HOOK.md")
            )
        case .notYetAdministrator(let name):
            return (
                .noRight,
                Text(
                    en: "the first push must come from an administrator of the team; \(name) is none",
                    zh: "首次推送必须由团队的管理员完成；\(name)不是管理员"),
                Text(en: "let an administrator (crm.yaml, roles) push first", zh: "请由管理员（见 crm.yaml 的 roles）先推送")
            )
        default: return (.protectedRef, Text(""), nil)
        }
    }
}
