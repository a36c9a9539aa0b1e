internal import ArgumentParser
internal import Cryptography
internal import DataIntegrity
internal import JSON
internal import Signing

/// `bindery conformance`.
struct ConformanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "Answer JSON Lines of an outside test suite on standard input.",
        discussion: """
            A request is {"id", "op", "input" or "inputBase64", "options"}; a response is {"id", "ok": true, "output"} or \
            {"id", "ok": false, "error"}. Operations: parse, jcs, ed25519, verify.
            Example: echo '{"id":1,"op":"jcs","input":"{}"}' | bindery conformance
            """)

    func run() throws {
        while let line = readLine(strippingNewline: true) {
            Console.print(ConformanceResponder.response(to: Array(line.utf8)))
        }
    }
}

/// Answers one request of the conformance protocol.
enum ConformanceResponder {
    static func response(to line: [UInt8]) -> JSONValue {
        let limits = JSONLimits(maximumByteCount: 256 << 20, maximumDepth: 64)
        guard let request = try? JSONDocument(parsing: line, limits: limits).root else {
            return ["id": .null, "ok": false, "error": "malformed request"]
        }
        let id = request["id"].map { JSONValue($0) } ?? .null
        guard let input = input(of: request) else {
            return ["id": id, "ok": false, "error": "malformed request"]
        }
        switch request["op"]?.stringValue {
        case "parse", "jcs":
            do throws(JSONError) {
                let document = try JSONDocument(
                    parsing: input, limits: JSONLimits(maximumByteCount: 256 << 20, maximumDepth: 512))
                return [
                    "id": id, "ok": true,
                    "output": .string(String(decoding: document.root.canonicalBytes(), as: UTF8.self)),
                ]
            } catch {
                return ["id": id, "ok": false, "error": "refused", "detail": .string("\(error)")]
            }
        case "ed25519":
            return ["id": id, "ok": true, "output": .string(isValidSignature(input) ? "valid" : "invalid")]
        case "verify":
            return [
                "id": id, "ok": true,
                "output": .string(isVerified(input, keys: request["options"]?["keys"]) ? "valid" : "invalid"),
            ]
        default:
            return ["id": id, "ok": false, "error": "unsupported op"]
        }
    }

    private static func input(of request: JSONNode) -> [UInt8]? {
        request["input"]?.stringBytes()
            ?? request["inputBase64"]?.stringBytes().flatMap { PowerOfTwoBase.base64.decode($0) }
    }

    private static func isValidSignature(_ input: [UInt8]) -> Bool {
        guard let request = try? JSONDocument(parsing: input).root,
            let key = request["pk"]?.stringBytes().flatMap({ Hexadecimal.decode($0) }),
            let message = request["msg"]?.stringBytes().flatMap({ Hexadecimal.decode($0) }),
            let signature = request["sig"]?.stringBytes().flatMap({ Hexadecimal.decode($0) }),
            let publicKey = try? Ed25519PublicKey(bytes: key)
        else { return false }
        return publicKey.isValidSignature(signature, for: message)
    }

    private static func isVerified(_ input: [UInt8], keys: JSONNode?) -> Bool {
        guard let document = try? JSONDocument(parsing: input).root, document.kind == .object else { return false }
        var known: [[UInt8]: Ed25519PublicKey] = [:]
        for member in keys.map({ Array($0.members) }) ?? [] {
            known[Array(member.name.utf8)] = member.value.stringValue.flatMap { try? Multikey.decode($0) }
        }
        let verifier = DataIntegrityVerifier { [known] method in
            known[Array(method.utf8)] ?? (try? DIDKey(verificationMethod: method).publicKey)
        }
        return verifier.verify(document).isVerified
    }
}
