package import LosslessYAML

/// What to tell a person about a text that cannot be read, and how to mend it.
package struct YAMLErrorWording {
    package let message: Text
    package let remedy: Text?

    package init(_ error: YAMLError) {
        let reason = error.reason
        (message, remedy) =
            Self.aboutBytes(reason) ?? Self.aboutBlocks(reason) ?? Self.aboutScalars(reason) ?? Self.aboutFlow(reason)
            ?? Self.aboutRecords(reason) ?? Self.aboutReferences(reason)
            ?? (Text(en: "not YAML: \(error)", zh: "不是有效的 YAML：\(error)"), nil)
    }

    private typealias Words = (Text, Text?)

    private static func aboutBytes(_ reason: YAMLError.Reason) -> Words? {
        switch reason {
        case .tooLarge(let bytes, let limit):
            (
                Text(
                    en: "the file has \(bytes) bytes; a record may have \(limit)",
                    zh: "文件有 \(bytes) 字节，一条记录最多 \(limit) 字节"),
                Text(en: "keep large material in files/ and attach it", zh: "请把大文件放进 files/ 并作为附件引用")
            )
        case .notUTF8(let guess):
            (
                Text(
                    en: "the text is not UTF-8" + (guess.map { "; it looks like \($0)" } ?? ""),
                    zh: "文本不是 UTF-8 编码" + (guess.map { "，看起来是 \($0)" } ?? "")),
                Text(en: "save the file as UTF-8 in your editor", zh: "请在编辑器中把文件另存为 UTF-8")
            )
        case .wideEncoding(let name):
            (
                Text(en: "the text is \(name)", zh: "文本是 \(name) 编码"),
                Text(en: "save the file as UTF-8 in your editor", zh: "请在编辑器中把文件另存为 UTF-8")
            )
        case .forbiddenCharacter(let code):
            (
                Text(
                    en: "character U+\(hex(code)) is not allowed in YAML", zh: "YAML 中不允许出现字符 U+\(hex(code))"),
                Text(en: "delete it; it may be invisible", zh: "请删除它；它可能是看不见的字符")
            )
        default: nil
        }
    }

    private static func aboutBlocks(_ reason: YAMLError.Reason) -> Words? {
        switch reason {
        case .tabIndentation:
            (
                Text(en: "a tab is used for indentation", zh: "用了制表符（Tab）缩进"),
                Text(en: "indent with spaces", zh: "请改用空格缩进")
            )
        case .badIndentation(let column, let expected):
            (
                Text(en: "the indentation does not fit (column \(column))", zh: "缩进对不上（第 \(column) 列）"),
                expected.isEmpty
                    ? nil
                    : Text(en: "start this line in column ", zh: "这一行应从第 ")
                        + Text.alternatives(expected.map { String($0) }) + Text(en: "", zh: " 列开始")
            )
        case .itemInsideMapping:
            (
                Text(en: "a list item (`- `) where a field was expected", zh: "这里应该是字段，却出现了列表项（`- `）"),
                Text(en: "indent it under the field it belongs to", zh: "请把它缩进到所属字段之下")
            )
        case .keyInsideSequence:
            (
                Text(en: "a field where a list item (`- `) was expected", zh: "这里应该是列表项（`- `），却出现了字段"),
                Text(en: "begin the line with `- ` or change its indentation", zh: "请以 `- ` 开头，或调整缩进")
            )
        case .missingSpaceAfterColon(let key):
            (
                Text(en: "no space after the colon of `\(key)`", zh: "`\(key)` 的冒号后缺少空格"),
                Text(en: "write `\(key): value`", zh: "请写成 `\(key): 值`")
            )
        case .missingSpaceAfterDash:
            (
                Text(en: "no space after the dash", zh: "短横线后缺少空格"),
                Text(en: "write `- value`", zh: "请写成 `- 值`")
            )
        case .missingColon(let text):
            (
                Text(en: "`\(text)` has no colon, so it is no field", zh: "`\(text)` 后面没有冒号，不是字段"),
                Text(
                    en: "write `field: value`, or indent the line if it continues the text above",
                    zh: "请写成 `字段: 值`；如果是上一行的续行，请缩进")
            )
        case .colonInsideValue:
            (
                Text(en: "a second `: ` within the value", zh: "值里面又出现了 `: `"),
                Text(en: "put the value in quotes", zh: "请给整个值加上引号")
            )
        case .blockCollectionNotHere:
            (
                Text(en: "a list or a group of fields may not begin here", zh: "列表或一组字段不能从这里开始"),
                Text(en: "begin it on a line of its own", zh: "请另起一行")
            )
        case .keySpansLines:
            (Text(en: "a field name runs over several lines", zh: "字段名跨了多行"), nil)
        case .keyTooLong:
            (Text(en: "a field name is longer than 1024 characters", zh: "字段名超过 1024 个字符"), nil)
        case .textAfterValue:
            (
                Text(en: "text behind a value that is already complete", zh: "值已经结束，后面又有文字"),
                Text(en: "put the whole value in quotes", zh: "请给整个值加上引号")
            )
        case .conflictMarker:
            (
                Text(en: "a conflict marker of a merge", zh: "合并留下的冲突标记"),
                Text(
                    en: "keep the lines that are right and delete the lines with <<<<<<<, ======= and >>>>>>>",
                    zh: "请保留正确的内容，删掉 <<<<<<<、=======、>>>>>>> 这些行")
            )
        case .fullWidth(let found, let needed):
            (
                Text(en: "`\(found)` is a full-width character", zh: "`\(found)` 是全角字符"),
                Text(en: "type the ASCII character `\(needed)`", zh: "请改用半角字符 `\(needed)`")
            )
        case .reservedStart(let character):
            (
                Text(en: "a value may not begin with `\(character)`", zh: "值不能以 `\(character)` 开头"),
                Text(en: "put the value in quotes", zh: "请给值加上引号")
            )
        default: nil
        }
    }

    private static func aboutScalars(_ reason: YAMLError.Reason) -> Words? {
        switch reason {
        case .unclosedQuote(let quote):
            (
                Text(en: "the quote \(quote) that begins here is never closed", zh: "从这里开始的引号 \(quote) 没有结束"),
                Text(en: "add the closing \(quote)", zh: "请补上结尾的 \(quote)")
            )
        case .unknownEscape(let escape):
            (
                Text(en: "`\(escape)` means nothing between double quotes", zh: "双引号里的 `\(escape)` 没有意义"),
                Text(en: "write `\\\\` for a backslash, or use single quotes", zh: "反斜杠请写成 `\\\\`，或改用单引号")
            )
        case .badEscapeCode(let escape):
            (Text(en: "`\(escape)` is no character code", zh: "`\(escape)` 不是有效的字符编码"), nil)
        case .badBlockScalarHeader:
            (
                Text(
                    en: "behind `|` or `>` only an indentation digit, `+` or `-` may stand",
                    zh: "`|` 或 `>` 之后只能有缩进数字、`+` 或 `-`"),
                Text(en: "begin the text on the next line", zh: "请把文字放到下一行")
            )
        case .blankLineTooIndented:
            (
                Text(en: "a blank line is indented deeper than the text behind it", zh: "空行的缩进比后面的文字还深"),
                Text(en: "empty the blank line", zh: "请清空这一空行")
            )
        case .commentNeedsSpace:
            (
                Text(en: "a comment needs a space in front of `#`", zh: "注释的 `#` 前需要一个空格"),
                Text(en: "add the space, or put the value in quotes", zh: "请加空格，或给值加上引号")
            )
        default: nil
        }
    }

    private static func aboutFlow(_ reason: YAMLError.Reason) -> Words? {
        switch reason {
        case .unclosedBracket(let bracket):
            (
                Text(en: "the bracket \(bracket) that opens here is never closed", zh: "从这里打开的括号 \(bracket) 没有关闭"),
                Text(en: "add the closing bracket", zh: "请补上右括号")
            )
        case .mismatchedBracket(let found):
            (Text(en: "`\(found)` closes nothing here", zh: "这里的 `\(found)` 没有对应的左括号"), nil)
        case .missingComma:
            (
                Text(en: "two entries of a list without a comma between them", zh: "列表的两项之间缺少逗号"),
                Text(en: "separate them with an ASCII comma `,`", zh: "请用半角逗号 `,` 分隔")
            )
        case .emptyFlowEntry:
            (
                Text(en: "an entry of the list is empty", zh: "列表中有空项"),
                Text(en: "delete the extra comma", zh: "请删掉多余的逗号")
            )
        case .flowBadIndentation(let minimum):
            (
                Text(en: "the list goes on too far to the left", zh: "列表续行的缩进不够"),
                Text(en: "indent it to column \(minimum) or more", zh: "请至少缩进到第 \(minimum) 列")
            )
        default: nil
        }
    }

    private static func aboutRecords(_ reason: YAMLError.Reason) -> Words? {
        switch reason {
        case .tooDeep(let limit):
            (Text(en: "nested more than \(limit) levels deep", zh: "嵌套超过 \(limit) 层"), nil)
        case .aliasBomb(let limit):
            (
                Text(
                    en: "its aliases stand for more than \(limit) bytes of text",
                    zh: "别名展开后超过 \(limit) 字节"),
                Text(en: "write the values out", zh: "请直接写出内容，不要用别名")
            )
        case .recursiveAlias(let name):
            (Text(en: "`*\(name)` contains itself", zh: "`*\(name)` 引用了自身"), nil)
        case .duplicateKey(let key, let first):
            (
                Text(
                    en: "field `\(key)` stands here a second time; first in line \(first.line)",
                    zh: "字段 `\(key)` 重复出现，第一次在第 \(first.line) 行"),
                Text(en: "keep one of the two", zh: "请只保留其中一个")
            )
        case .nonStringKey:
            (
                Text(en: "a field name must be text", zh: "字段名必须是文字"),
                Text(en: "put it in quotes", zh: "请加上引号")
            )
        case .noDocument:
            (
                Text(en: "the file holds no record", zh: "文件里没有记录"),
                Text(en: "fill it in or delete it", zh: "请填写内容，或删除该文件")
            )
        case .severalDocuments:
            (
                Text(en: "a second document begins here; a file holds one record", zh: "这里开始了第二个文档；一个文件只放一条记录"),
                Text(en: "put it in a file of its own", zh: "请另存为单独的文件")
            )
        case .tagNotAllowed(let tag):
            (
                Text(en: "the tag `\(tag)` is not allowed in a record", zh: "记录中不允许使用标签 `\(tag)`"),
                Text(
                    en: "delete it, or quote the value if it begins with `!`", zh: "请删除；如果值本来以 `!` 开头，请加引号")
            )
        case .directiveNotAllowed:
            (Text(en: "directives (`%…`) are not allowed in a record", zh: "记录中不允许使用指令（`%…`）"), nil)
        case .notPortable(let difference):
            (
                Text(en: "other YAML programs read this differently", zh: "其他 YAML 程序对这里的理解不同")
                    + Self.detail(difference),
                Text(en: "write it in a simpler way, for example in quotes", zh: "请换一种更简单的写法，例如加引号")
            )
        default: nil
        }
    }
}

extension YAMLErrorWording {
    /// Anchors, tags, directives and document marks: rare in records, where they seldom are what was meant.
    private static func aboutReferences(_ reason: YAMLError.Reason) -> Words? {
        let quote = Text(en: "if the value begins with this sign, put it in quotes", zh: "如果值本来就以这个符号开头，请加引号")
        return switch reason {
        case .badAnchor: (Text(en: "`&` must be followed by a name", zh: "`&` 后面要跟名称"), quote)
        case .badTag: (Text(en: "this tag (`!…`) is malformed", zh: "标签（`!…`）写法有误"), quote)
        case .undefinedTagHandle(let handle):
            (Text(en: "the tag handle `\(handle)` is not declared", zh: "标签前缀 `\(handle)` 没有声明"), quote)
        case .secondAnchor: (Text(en: "a second anchor (`&…`) on one value", zh: "一个值上有两个锚点（`&…`）"), quote)
        case .secondTag: (Text(en: "a second tag (`!…`) on one value", zh: "一个值上有两个标签（`!…`）"), quote)
        case .aliasWithProperties:
            (Text(en: "an alias (`*…`) can have neither anchor nor tag", zh: "别名（`*…`）不能再带锚点或标签"), quote)
        case .undefinedAlias(let name):
            (Text(en: "`*\(name)` refers to nothing above", zh: "`*\(name)` 在上文没有定义"), quote)
        case .badDirective: (Text(en: "this directive (`%…`) is malformed", zh: "指令（`%…`）写法有误"), quote)
        case .directiveWithoutDocument:
            (
                Text(en: "a directive (`%…`) without a document behind it", zh: "指令（`%…`）后面没有文档"),
                Text(en: "delete the line", zh: "请删除这一行")
            )
        case .documentMarkerInside:
            (
                Text(en: "`---` or `...` at the start of a line, within a value", zh: "值的内容里有以 `---` 或 `...` 开头的行"),
                Text(en: "indent the line", zh: "请缩进这一行")
            )
        case .textAfterDocumentEnd:
            (
                Text(en: "text behind `...`, which ends the document", zh: "`...` 表示文档结束，后面还有文字"),
                Text(en: "delete the `...`", zh: "请删除 `...`")
            )
        default: nil
        }
    }

    private static func detail(_ difference: YAMLError.Difference) -> Text {
        switch difference {
        case .refused(let words): Text(en: " (they refuse it: \(words))", zh: "（它们不接受：\(words)）")
        case .otherText(let text): Text(en: " (they read `\(text)`)", zh: "（它们读成 `\(text)`）")
        case .otherStructure: Text(en: " (they see another structure)", zh: "（它们看到的结构不同）")
        case .specialScalar(let text): Text(en: " (`\(text)` has a meaning of its own)", zh: "（`\(text)` 有特殊含义）")
        }
    }
}

private func hex(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
