package import ArgumentParser

/// The root of the command tree.
package struct CRM: ParsableCommand {
    /// Semantic version of the tool (CHANGELOG.md).
    package static let version = "0.1.0"

    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "crm",
            abstract: say("A CRM whose data is a folder of YAML files in git.", "数据就是 git 里一个 YAML 文件夹的客户管理工具。"),
            discussion: say(
                """
                A customer is a folder with a customer.yaml. Edit the files in any editor, then:
                  crm validate    is everything right?
                  crm due         what waits for me?
                  crm sync        share it with the team

                More help: crm help <command>, and crm help filters, rules, environment, exit-codes.
                """,
                """
                一个客户就是一个放有 customer.yaml 的文件夹。用任何编辑器修改文件，然后：
                  crm validate    检查是否正确
                  crm due         我有哪些待办
                  crm sync        与团队同步

                更多帮助：crm help <命令>，以及 crm help filters、rules、environment、exit-codes。
                """),
            version: version,
            groupedSubcommands: [
                CommandGroup(
                    name: say("Ask", "查询"),
                    subcommands: [
                        Due.self, Agenda.self, Remind.self, List.self, Find.self, Show.self, Dedupe.self,
                        SQLCommand.self,
                    ]),
                CommandGroup(
                    name: say("Change", "修改"),
                    subcommands: [
                        New.self, SetCommand.self, Log.self, Done.self, Deal.self, Edit.self, Rename.self,
                        MergeCommand.self, Archive.self, Unarchive.self, Delete.self, Attach.self, Handover.self,
                        Mask.self,
                        Save.self, Tick.self,
                    ]),
                CommandGroup(
                    name: say("Look back", "回溯"),
                    subcommands: [
                        HistoryCommand.self, BlameCommand.self, OperationsCommand.self, UndoCommand.self,
                        RestoreCommand.self,
                    ]),
                CommandGroup(
                    name: say("Check", "检查"), subcommands: [Validate.self, AuditCommand.self, IndexCommand.self]),
                CommandGroup(
                    name: say("Share", "共享"),
                    subcommands: [
                        SyncCommand.self, StatusCommand.self, Inbox.self, Resolve.self, Doctor.self, HookCommand.self,
                        MergeFile.self,
                    ]),
                CommandGroup(
                    name: say("Set up", "设置"), subcommands: [Init.self, Clone.self, WhoAmI.self]),
                CommandGroup(name: "", subcommands: [Plumbing.self]),
            ])
    }

    package init() {}
}
