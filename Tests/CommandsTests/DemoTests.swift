import TestServers
import Testing

/// `scripts/demo` tells its story with the crm that was just built: every step does what it says, in both languages.
@Suite struct DemoTests {
    @Test(arguments: [("en", "the same, byte for byte"), ("zh", "逐字节相同")])
    func tellsItsStory(_ language: String, _ end: String) throws {
        let said = try Shell.run(
            ["bash", TestPlaces.package + "/scripts/demo"],
            extra: [
                "CRM_BIN": TestPlaces.programs, "CRM_LANG": language,
                "LANG": language == "zh" ? "zh_CN.UTF-8" : "C.UTF-8",
            ],
            limit: 60)
        #expect(said.status == 0, "\(said.output)\(said.errors)")
        #expect(said.output.contains(end), "\(said.output)")
        #expect(said.output.contains("[not-yours]") == false && said.output.contains("[protected-field]") == false)
    }
}
