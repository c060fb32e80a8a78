/// `privacy: encrypted` names what this version cannot do; it must not look as if it did.
func privacySettingProblems(_ records: [Record]) -> [Problem] {
    guard let record = records.first(where: { $0.path == CRMFolder.settingsPath }),
        record.string("privacy") == PrivacyMode.encrypted.rawValue
    else { return [] }
    return [
        record.problem(
            .settings, at: record.node("privacy"), field: "/privacy",
            message: Text(
                en: "privacy: encrypted is not supported yet; nothing would be encrypted",
                zh: "尚不支持 privacy: encrypted，数据不会被加密"),
            remedy: Text(
                en: "write masked, and keep the repository on an encrypted disk", zh: "请写 masked，并把仓库放在加密磁盘上"),
            allowed: [PrivacyMode.plain.rawValue, PrivacyMode.masked.rawValue])
    ]
}
