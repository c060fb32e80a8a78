import Records

/// A page of help that belongs to no command: `crm help exit-codes`.
enum HelpTopic: String, CaseIterable {
    case exitCodes = "exit-codes"
    case environment
    case filters
    case rules

    static func named(_ name: String) -> HelpTopic? {
        HelpTopic(rawValue: name)
    }

    var summary: Text {
        switch self {
        case .exitCodes: Text(en: "The exit codes of every command.", zh: "所有命令的退出码。")
        case .environment: Text(en: "Environment variables that crm reads.", zh: "crm 读取的环境变量。")
        case .rules: Text(en: "The rules of the business and how hard each is.", zh: "业务规则及其严格程度。")
        case .filters: Text(en: "The filter language of list, set --where and views.", zh: "list、set --where 和视图的筛选写法。")
        }
    }

    func lines() -> [String] {
        switch self {
        case .exitCodes: exitCodeLines()
        case .environment: environmentLines()
        case .filters: filterLines()
        case .rules: ruleLines()
        }
    }
}

private func exitCodeLines() -> [String] {
    var table = TextTable([.init(title: say("code", "退出码"), alignment: .right), .init(title: say("meaning", "含义"))])
    for status in ExitStatus.allCases {
        table.rows.append([Cell(String(status.rawValue)), Cell(say(status.meaning))])
    }
    return table.lines(width: nil, paint: Invocation.current.terminal.paint)
}

extension ExitStatus {
    var meaning: Text {
        switch self {
        case .done: Text(en: "done", zh: "完成")
        case .failed:
            Text(en: "could not be done; the reason is on standard error", zh: "未能完成；原因见标准错误输出")
        case .problemsFound:
            Text(
                en: "done as far as possible; problems or conflicts were found and are listed",
                zh: "已尽量完成；发现的问题或冲突已列出")
        case .wrongUsage: Text(en: "the command was called in a wrong way", zh: "命令用法有误")
        case .invalidYAML: Text(en: "crm plumbing only: the text is not YAML", zh: "仅 crm plumbing：文本不是 YAML")
        case .unusableYAML:
            Text(
                en: "crm plumbing only: valid YAML that a record may not use", zh: "仅 crm plumbing：是 YAML，但记录不能使用")
        case .internalFault: Text(en: "a fault of crm itself; please report it", zh: "crm 自身的故障，请反馈")
        }
    }
}

private func environmentLines() -> [String] {
    let rows: [(String, Text)] = [
        ("CRM_LANG", Text(en: "language of all output: en or zh", zh: "输出语言：en 或 zh")),
        ("CRM_USER", Text(en: "handle of the member who works here", zh: "当前成员的代号")),
        ("CRM_NOW", Text(en: "an ISO 8601 instant in place of the clock, for tests", zh: "代替系统时钟的 ISO 8601 时间，用于测试")),
        ("CRM_SEED", Text(en: "a number that makes new ids repeatable, for tests", zh: "使新编号可重现的数字，用于测试")),
        ("NO_COLOR", Text(en: "no colours if set and not empty", zh: "设置后不使用颜色")),
        ("TZ", Text(en: "time zone, where crm.yaml names none", zh: "时区（crm.yaml 未指定时）")),
        ("GIT_SSH_COMMAND", Text(en: "ssh program for remotes, as git has it", zh: "连接远程仓库的 ssh 程序，与 git 相同")),
        ("SSL_CERT_FILE, GIT_SSL_CAINFO", Text(en: "trusted certificates for https", zh: "https 信任的证书文件")),
    ]
    var table = TextTable([.init(title: say("variable", "变量")), .init(title: say("meaning", "含义"))])
    for (name, text) in rows { table.rows.append([Cell(name), Cell(say(text))]) }
    return table.lines(width: nil, paint: Invocation.current.terminal.paint)
}
