import ArgumentParser

/// Runs `crm` with the arguments of this process and ends the process.
package func runCommandLine() -> Never {
    CRM.main()
    CRM.exit()
}
