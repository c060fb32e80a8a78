import Records

/// ArgumentParser speaks English. Its fixed words are few: they are replaced when this run speaks Chinese.
func translatedHelp(_ text: String) -> String {
    guard Speech.language == .chinese else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { translated(String($0)) }
        .joined(separator: "\n")
}

private let headings = [
    "OVERVIEW: ": "概述：", "USAGE: ": "用法：", "Usage: ": "用法：", "ARGUMENTS:": "参数：", "OPTIONS:": "选项：",
    "SUBCOMMANDS:": "命令：", "Error: ": "错误：", "Help:  ": "帮助：",
]

private let phrases: [(english: String, chinese: String)] = [
    ("Show help information.", "显示帮助。"),
    ("Show the version.", "显示版本。"),
    ("Show subcommand help information.", "显示命令的帮助。"),
    ("Unknown option '", "未知选项 '"),
    ("Missing expected argument '", "缺少参数 '"),
    ("Missing value for '", "缺少值：'"),
    ("Unexpected argument '", "多余的参数 '"),
    ("The value '", "值 '"),
    ("' is invalid for '", "' 不适用于 '"),
    ("'. Did you mean '", "'。是不是 '"),
    ("'. Please provide one of '", "'，可选：'"),
    ("' or '", "' 或 '"),
    (" (default: ", "（默认："),
    (" (values: ", "（可选："),
    ("crm <subcommand>", "crm <命令>"),
    ("  See 'crm help <subcommand>' for detailed help.", "  运行 crm help <命令> 查看详细帮助。"),
    ("  See 'crm ", "  运行 crm "),
    (" --help' for more information.", " --help 查看更多说明。"),
]

private func translated(_ line: String) -> String {
    var line = line
    for (heading, chinese) in headings where line.hasPrefix(heading) {
        line = chinese + line.dropFirst(heading.count)
    }
    if line.hasSuffix(" SUBCOMMANDS:") { line = line.dropLast(" SUBCOMMANDS:".count) + "：" }
    if line == "GLOBAL:" { line = "通用选项：" }
    let asksBack = line.contains("'. Did you mean '")
    for phrase in phrases { line = line.replacingFirst(phrase.english, by: phrase.chinese) }
    if asksBack, line.hasSuffix("?") { line = line.dropLast() + "？" }
    if line.contains("（默认：") || line.contains("（可选："), line.hasSuffix(")") { line = line.dropLast() + "）" }
    return line
}

extension String {
    fileprivate func replacingFirst(_ part: String, by replacement: String) -> String {
        let bytes = Array(utf8)
        let wanted = Array(part.utf8)
        guard wanted.count <= bytes.count,
            let start = (0...(bytes.count - wanted.count)).first(where: {
                bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
            })
        else { return self }
        return String(decoding: bytes[..<start], as: UTF8.self) + replacement
            + String(decoding: bytes[(start + wanted.count)...], as: UTF8.self)
    }
}
