import ArgumentParser
import Records

/// The options that every command understands, before or behind its name. The language and the folder are settled before
/// the arguments are parsed (`RunCommandLine`); they are declared here so that help lists them.
struct GlobalOptions: ParsableArguments {
    @Flag(name: .long, help: ArgumentHelp(say("Write JSON instead of text.", "输出 JSON，而不是文本。")))
    var json = false

    @Option(
        name: .long,
        help: ArgumentHelp(say("Language of all output: en or zh.", "输出语言：en 或 zh。"), valueName: "en|zh"))
    var lang: String?

    @Option(
        name: [.customShort("C"), .long],
        help: ArgumentHelp(say("Work in this folder instead of the current one.", "在指定文件夹中运行。"), valueName: "folder"))
    var directory: String?

    mutating func validate() throws {
        guard let lang, Language(tag: lang) == nil else { return }
        throw ValidationError(say("--lang must be en or zh", "--lang 只能是 en 或 zh"))
    }
}
