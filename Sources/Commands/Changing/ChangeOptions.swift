import ArgumentParser

/// The options of every command that changes records.
struct ChangeOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp(say("Why; kept in the history.", "原因；会记入历史。"), valueName: "text"))
    var reason: String?

    @Flag(name: [.customShort("n"), .long], help: ArgumentHelp(say("Show the change; write nothing.", "只显示修改，不写入。")))
    var dryRun = false
}
