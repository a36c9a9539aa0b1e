import BinderyTestSupport
import BoundKnowledge
import Foundation
import GitStore
import KnowledgeRegistry
import Testing

/// Damage below the tree: packs, indexes of packs, objects that git lost or shows under another's id.
@Suite(.temporaryDirectory, .enabled(if: TestRegistry.isGitAvailable)) struct StoreDamageTests {
    /// Turns every pack into loose objects.
    private func unpack(_ test: TestRegistry) throws {
        try test.git(
            "mkdir p; mv $GIT_DIR/objects/pack/* p/; for f in p/*.pack; do git unpack-objects -q < $f; done; rm -r p")
    }

    @Test(arguments: 0..<12)
    func `a flipped byte in a pack is found`(step: Int) async throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.document("One?"))
        let folder = test.path + "/objects/pack"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pack") }
            .sorted()
        let url = URL(fileURLWithPath: "\(folder)/\(names[step % names.count])")
        var bytes = try Data(contentsOf: url)
        bytes[12 + step * (bytes.count - 13) / 12] ^= 0x10
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: url.path)
        try bytes.write(to: url)
        do {
            let report = try await test.audit()
            #expect(report.verdict == .rejected)
            #expect(!Set(report.codes).isDisjoint(with: ["store-damaged", "history-broken", "object-missing"]))
        } catch let error as GitStoreError {
            // The head itself is gone: there is nothing to audit.
            #expect(error.code == .corrupt || error.code == .missingObject, "\(error)")
        }
    }

    @Test func `a missing blob is named with its object`() async throws {
        let test = try TestRegistry()
        let object = try TestRegistry.document("One?")
        try test.publish(object)
        _ = try test.open()
        let blob = try test.git("git rev-parse main:\(TestRegistry.path(of: object))")
        try unpack(test)
        try test.git("rm -f $GIT_DIR/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
        let report = try await test.audit()
        let finding = try #require(report.first("object-missing"))
        #expect(report.verdict == .rejected && finding.object == object.address)
        #expect(finding.path == TestRegistry.path(of: object))
        #expect(throws: GitStoreError.self) { try test.open().object(at: object.address) }
    }

    @Test(arguments: ["main^{tree}", "main~1", "main~1^{tree}", "main:objects"])
    func `an object shown under another's id is found`(name: String) async throws {
        let test = try TestRegistry()
        try test.publish(TestRegistry.document("One?"))
        try test.publish(TestRegistry.document("Two?"))
        let honest = try await test.audit()
        try #require(honest.codes.isEmpty)
        // As an index of a pack can have it: what the id stands for is a genuine object, and not the one that was signed.
        let victim = try test.git("git rev-parse \(name)")
        let other = try test.git(
            name.contains("tree") || name.contains(":") ? "git rev-parse main~2^{tree}" : "git rev-parse main~2")
        try unpack(test)
        func file(_ id: String) -> String { "$GIT_DIR/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
        try test.git("rm -f \(file(victim)); cp \(file(other)) \(file(victim))")
        let report = try await test.audit()
        #expect(report.verdict == .rejected)
        #expect(!Set(report.codes).isDisjoint(with: ["store-damaged", "history-broken"]), "\(report.codes)")
    }

    @Test func `folders nested without end do not end the audit`() async throws {
        let test = try TestRegistry()
        // 5,000 folders, the innermost first.
        try test.git(
            """
            python3 - <<'P'
            import hashlib,os,zlib,subprocess
            d=os.environ['GIT_DIR']
            def write(kind,content):
                data=kind+b' '+str(len(content)).encode()+b'\\0'+content
                h=hashlib.sha1(data).hexdigest(); p=f'{d}/objects/{h[:2]}'
                os.makedirs(p,exist_ok=True); open(f'{p}/{h[2:]}','wb').write(zlib.compress(data,1)); return h
            t=write(b'tree',b'100644 x\\0'+bytes.fromhex(write(b'blob',b'x')))
            for _ in range(5000): t=write(b'tree',b'40000 a\\0'+bytes.fromhex(t))
            m=subprocess.check_output(['git','rev-parse','main']).decode().strip()
            c=write(b'commit',f'tree {t}\\nparent {m}\\nauthor M <m@e.org> 0 +0000\\ncommitter M <m@e.org> 0 +0000\\n\\nx\\n'.encode())
            subprocess.check_call(['git','update-ref','refs/heads/main',c])
            P
            """)
        let report = try await test.audit()
        #expect(report.verdict == .rejected && report.codes.contains("store-damaged"))
    }
}
