import ArgumentParser

/// `crm hook`: the team's rules on the server.
struct HookCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "hook",
            abstract: say("Let the server hold every push to the team's rules.", "让服务器按团队规则检查每次推送。"),
            discussion: say(
                """
                Rights of roles, exit gates, schemas: what crm checks before a commit, the server checks again for every new commit of
                every push, under the crm.yaml and the schemas that it already has. docs/HOOK.md tells how to set it up with plain ssh,
                Gitea, GitLab and gitolite, and what it cannot do: git cannot hide a part of a repository from its readers.
                """,
                """
                角色权限、阶段关口、schema：crm 在提交前检查的内容，服务器对每次推送的每个新提交再检查一遍，依据是服务器上已有的 crm.yaml 和 schema。
                docs/HOOK.md 说明如何配合普通 ssh、Gitea、GitLab、gitolite 使用，以及它做不到什么：git 无法对读者隐藏仓库的一部分。
                """),
            subcommands: [HookInstall.self, HookCheck.self, HookPreReceive.self])
    }
}
