extension ForbiddenPush {
    private static let edit = "sed -i 's/^city: .*/city: 城/' $OWN/customer.yaml; commit"

    /// Refs, and what was there before.
    static let history = [
        ForbiddenPush("a new branch", "protected-ref", edit, push: "HEAD:refs/heads/mine"),
        ForbiddenPush("a tag", "protected-ref", "git tag v1", push: "v1"),
        ForbiddenPush("an annotated tag", "protected-ref", "git tag -a -m x v1", push: "v1"),
        ForbiddenPush("a ref of another sort", "protected-ref", edit, push: "HEAD:refs/notes/x"),
        ForbiddenPush("the branch deleted", "protected-ref", "true", push: ":main"),
        ForbiddenPush("the branch deleted by an administrator", by: "he-jun", "protected-ref", "true", push: ":main"),
        ForbiddenPush("history cut off", "rewritten-history", "true", push: "--force HEAD~1:main"),
        ForbiddenPush(
            "a forced push", "rewritten-history", "git reset -q --hard HEAD~1; \(edit)", push: "--force HEAD:main"),
        ForbiddenPush(
            "a forced push by an administrator", by: "he-jun", "rewritten-history", "git commit -q --amend -m x",
            push: "--force HEAD:main"),
        ForbiddenPush(
            "a history of one's own", "rewritten-history", "git checkout -q --orphan new; commit",
            push: "--force HEAD:main"),
        ForbiddenPush(
            "a foreign history merged in", "rewritten-history",
            "git checkout -q --orphan new; git rm -rfq .; echo x >x; commit; git checkout -q main; git merge -q --allow-unrelated-histories -m x new"
        ),
        ForbiddenPush(
            "an edit hidden in a merge", "not-yours",
            "git checkout -q -b side HEAD~1; \(edit); git merge -q --no-commit main; sed -i 's/^city: .*/city: 城/' $FOREIGN/customer.yaml; commit"
        ),
        ForbiddenPush(
            "a sensitive edit hidden in a merge", "protected-field",
            "git checkout -q -b side HEAD~1; \(edit); git merge -q --no-commit main; sed -i 's/^grade: A/grade: B/' $OWN/customer.yaml; commit"
        ),
        ForbiddenPush(
            "a merge that throws away what the team has", "protected-file",
            "git checkout -q -b side HEAD~1; \(edit); git merge -q -s ours -m x main"),
        ForbiddenPush(
            "a merge of nothing that brings a change", "not-yours",
            "sed -i 's/^city: .*/city: 城/' $FOREIGN/customer.yaml; git add -A; git reset -q --soft $(git commit-tree -p HEAD -p HEAD~1 -m x $(git write-tree))"
        ),
    ]

    /// What only the records together show, wherever the other one lies.
    static let together = [
        ForbiddenPush(
            "an id that another record of the customer has", "duplicate-id",
            "cp $OWN/needs/*.yaml $OWN/needs/copy.yaml; commit"),
        ForbiddenPush(
            "an id that a record of somebody else has", "duplicate-id",
            "id=$(sed -n 's/^id: //p' $FOREIGN/customer.yaml); mkdir customers/east/new; sed \"s/^id: .*/id: $id/; s/^no: .*/no: KH2026998/\" $OWN/customer.yaml >customers/east/new/customer.yaml; commit"
        ),
        ForbiddenPush(
            "an id that is changed to another's", by: "he-jun", "duplicate-id",
            "id=$(sed -n 's/^id: //p' $FOREIGN/customer.yaml); sed -i \"s/^id: .*/id: $id/\" $OWN/customer.yaml; commit"
        ),
        ForbiddenPush(
            "a number that another customer has", "duplicate-number",
            "mkdir customers/east/new; sed 's/^id: .*/id: KH2026-ZZZZZZ/' $OWN/customer.yaml >customers/east/new/customer.yaml; commit"
        ),
        ForbiddenPush(
            "a reference to nothing", "dangling-reference",
            "sed -i 's/^contract: .*/contract: HT2026-ZZZZZZ/' $OWN/deals/vision-yiqi.yaml; commit"),
        ForbiddenPush(
            "a reference to a record of another kind", "dangling-reference",
            "sed -i 's/^contract: .*/contract: li-na/' $OWN/deals/vision-yiqi.yaml; commit"),
        ForbiddenPush(
            "a record taken away that others name", by: "he-jun", "dangling-reference",
            "git rm -q $OWN/needs/*.yaml; commit"),
        ForbiddenPush(
            "a member taken away who owns customers", by: "he-jun", "dangling-reference",
            "git rm -q team/sun-tao.yaml; commit"),
    ]

    /// Files of every sort.
    static let files = [
        ForbiddenPush("a case twin of the settings", "name-twin", "echo 'name: x' >Crm.yaml; commit"),
        ForbiddenPush(
            "a case twin of a customer", "name-twin",
            "mkdir $(dirname $OWN)/Huachen-Jingmi; cp -r $OWN/files $(dirname $OWN)/Huachen-Jingmi/; commit"),
        ForbiddenPush(
            "two names that Unicode takes for one", "name-twin",
            "echo x >$OWN/files/caf\u{E9}.txt; echo x >$OWN/files/cafe\u{301}.txt; commit"),
        ForbiddenPush("a symbolic link", "symbolic-link", "ln -s /etc/passwd $OWN/files/list.txt; commit"),
        ForbiddenPush("a record that is a link", "symbolic-link", "ln -sf /etc/passwd $OWN/needs/x.yaml; commit"),
        ForbiddenPush(
            "a submodule", "submodule",
            "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),$OWN/files/other; git commit -qm x"),
        ForbiddenPush(
            "a huge record", "too-large",
            "head -c 2000000 /dev/zero | tr '\\0' 'x' | sed 's/^/remarks: /' >>$OWN/customer.yaml; commit"),
        ForbiddenPush(
            "a name that some computers cannot have", "unusable-name", "echo x >\"$OWN/files/a\\\\b.txt\"; commit"),
        ForbiddenPush(
            "a folder named like git's", "unusable-name",
            "B=$(git hash-object -w README.md); T=$(printf '100644 blob %s\\tconfig\\n' $B | git mktree); R=$( (git ls-tree HEAD; printf '040000 tree %s\\tgit~1\\n' $T) | git mktree); git reset -q --soft $(git commit-tree -p HEAD -m x $R)"
        ),
        ForbiddenPush(
            "a record where none lies", "unknown-kind", "cp $OWN/customer.yaml customers/east/x.yaml; commit"),
        ForbiddenPush(
            "a follow-up of no customer", "missing-parent",
            "mkdir -p customers/nowhere/needs; sed 's/^id: .*/id: XQ2026-ABCDEF/' $OWN/needs/*.yaml >customers/nowhere/needs/x.yaml; commit"
        ),
    ]

    /// What the business asks for.
    static let business = [
        ForbiddenPush(
            "an identity number in a record", "personal-identifier",
            "echo 'remarks: 11010519491231002X' >>$OWN/customer.yaml; commit"),
        ForbiddenPush(
            "an identity number that a later commit takes out", "personal-identifier",
            "echo 11010519491231002X >$OWN/files/x.txt; commit; git rm -q $OWN/files/x.txt; commit"),
        ForbiddenPush(
            "a private key as an attachment", "private-key",
            "printf '%s\\nMC4CAQAwBQYDK2VwBCIEIA==\\n%s\\n' '-----BEGIN PRIVATE KEY-----' '-----END PRIVATE KEY-----' >$OWN/files/x.txt; commit"
        ),
        ForbiddenPush(
            "a value that the schema does not know", "not-allowed",
            "sed -i 's/^entity: .*/entity: nonsense/' $OWN/customer.yaml; commit"),
        ForbiddenPush("a record that cannot be read", "yaml", "echo 'x: [' >>$OWN/customer.yaml; commit"),
        ForbiddenPush(
            "a gate skipped", "stage-gate", "sed -i 's/^stage: .*/stage: won/' $OWN/deals/mes-2026.yaml; commit"),
        ForbiddenPush(
            "a status that does not follow", "churn-needs-reason",
            "sed -i 's/^status: .*/status: lost/; /^status_reason/d' $OWN/customer.yaml; commit"),
        ForbiddenPush(
            "one's own old follow-up rewritten", "follow-up-append-only",
            "sed -i 's/^summary: .*/summary: 另一回事/' $OWN/follow-ups/2026-08-14-event-af58.yaml; commit"),
        ForbiddenPush(
            "a follow-up rewritten by the manager", by: "chen-jing", "follow-up-append-only",
            "sed -i 's/^summary: .*/summary: 另一回事/' $OWN/follow-ups/2026-08-14-event-af58.yaml; commit"),
        ForbiddenPush(
            "a follow-up rewritten under an old date", "follow-up-append-only",
            "sed -i 's/^summary: .*/summary: 另一回事/' $OWN/follow-ups/2026-08-14-event-af58.yaml; export GIT_AUTHOR_DATE=2026-08-14T12:00:00+08:00; commit"
        ),
    ]
}
