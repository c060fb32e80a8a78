import GRDBSQLite

extension CheckedPages {
    /// Everything but reading and writing is left to the system's own layer.
    static func passOn(_ methods: inout sqlite3_io_methods) {
        methods.xTruncate = { file, size in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xTruncate(file, size)
        }
        methods.xSync = { file, flags in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xSync(file, flags)
        }
        methods.xFileSize = { file, size in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xFileSize(file, size)
        }
        methods.xLock = { file, level in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xLock(file, level)
        }
        methods.xUnlock = { file, level in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xUnlock(file, level)
        }
        methods.xCheckReservedLock = { file, result in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xCheckReservedLock(file, result)
        }
        methods.xFileControl = { file, operation, argument in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xFileControl(file, operation, argument)
        }
        methods.xSectorSize = { file in
            guard let file = CheckedPages.inner(file) else { return 4096 }
            return file.pointee.pMethods.pointee.xSectorSize(file)
        }
        methods.xDeviceCharacteristics = { file in
            guard let file = CheckedPages.inner(file) else { return 0 }
            // Parts of pages cannot be checked (SQLITE_IOCAP_SUBPAGE_READ).
            return file.pointee.pMethods.pointee.xDeviceCharacteristics(file) & ~0x8000
        }
        passOnSharedMemory(&methods)
    }

    private static func passOnSharedMemory(_ methods: inout sqlite3_io_methods) {
        methods.xShmMap = { file, region, size, extends, address in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xShmMap(file, region, size, extends, address)
        }
        methods.xShmLock = { file, offset, count, flags in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xShmLock(file, offset, count, flags)
        }
        methods.xShmBarrier = { file in
            guard let file = CheckedPages.inner(file) else { return }
            file.pointee.pMethods.pointee.xShmBarrier(file)
        }
        methods.xShmUnmap = { file, deletes in
            guard let file = CheckedPages.inner(file) else { return SQLITE_ERROR }
            return file.pointee.pMethods.pointee.xShmUnmap(file, deletes)
        }
    }

    private static func inner(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<sqlite3_file>? {
        file.map { inner($0) as UnsafeMutablePointer<sqlite3_file> }
    }
}
