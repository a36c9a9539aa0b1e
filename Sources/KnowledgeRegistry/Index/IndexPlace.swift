internal import Cryptography
internal import Foundation

/// Where an index was made: an index that came with a copied folder says what somebody else wrote into it.
enum IndexPlace {
    /// A digest of this machine's id and the file's inode. A copy has another inode; who makes the copy knows neither.
    static func stamp(of path: String) throws -> Data {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let inode = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
        // https://www.freedesktop.org/software/systemd/man/latest/machine-id.html: confidential, and absent in some containers.
        let machine = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)) ?? ""
        return Data(SHA256.digest(of: "bindery index \(machine) \(inode)").bytes)
    }
}
