import Foundation

/// Runs the built `crm` in an environment of its own.
///
/// - Returns: standard output and standard error as one text, and how it ended.
func runCRM(_ arguments: [String], in folder: String = Project.root) throws -> (output: String, status: Int32) {
    let capture = FileManager.default.temporaryDirectory.appendingPathComponent("crm-output-" + UUID().uuidString)
    try Data().write(to: capture)
    defer { try? FileManager.default.removeItem(at: capture) }
    let handle = try FileHandle(forWritingTo: capture)
    defer { try? handle.close() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Project.programs + "/crm")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
        "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "TZ": "Asia/Shanghai",
        "CRM_NOW": "2026-11-22T09:30:00+08:00", "GIT_CONFIG_NOSYSTEM": "1",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (String(decoding: try Data(contentsOf: capture), as: UTF8.self), process.terminationStatus)
}
