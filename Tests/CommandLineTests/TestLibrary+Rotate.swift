import BinderyTestSupport
import Foundation
import JSON
import Testing

extension TestLibrary {
    /// Drafts the next root, approves it with `keys`, and publishes it.
    func rotate(_ options: [String], keys: [String] = ["keys/root.pem"]) throws -> BinderyProgram.Result {
        let name = "root-\(UUID().uuidString).json"
        let draft = try run(["root", "next", "--out", name, "--json"] + options)
        try #require(draft.status == 0, "\(draft.diagnostics)")
        #expect(draft.json["status"] == "draft" && draft.json["type"] == "TrustRoot")
        for key in keys {
            let approved = try program.run("approve", name, "--key", key)
            try #require(approved.status == 0, "\(approved.diagnostics)")
        }
        return try run("publish", name, "--json")
    }
}
