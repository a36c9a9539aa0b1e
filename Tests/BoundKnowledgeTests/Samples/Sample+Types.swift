import BinderyTestSupport
import BoundKnowledge
import JSON

/// One sample of each kind of object, with every optional member that the kind can carry.
enum SampleKind: String, CaseIterable, Sendable {
    case bitwise, edited, authored, manifest, attestation, withdrawal, aliasSet, trustRoot

    func sample() throws -> Sample {
        switch self {
        case .bitwise: try Sample.bitwise()
        case .edited: try Sample.edited()
        case .authored: try Sample.authored()
        case .manifest: try Sample.manifest()
        case .attestation: try Sample.attestation()
        case .withdrawal: try Sample.withdrawal()
        case .aliasSet: try Sample.aliasSet()
        case .trustRoot: try Sample.trustRoot()
        }
    }
}

extension Sample {
    private static let base32 = "et76ftpq7x4ro3tfjjq5saab6i"
    private static let extensions: JSONValue = [
        "https://example.org/x": ["a": 1.5, "b": [nil, true]], "urn:example:y": "z",
    ]
    private static let energy: JSONValue = ["joules": "412.5", "method": "RAPL", "low": "-380", "high": "450.25"]

    private static func document(_ question: String, _ members: (inout JSONValue) throws -> Void) throws -> Sample {
        var subject: JSONValue = [
            "formatVersion": 1, "lineage": "", "question": .string(question),
            "scope": ["language": "en", "jurisdiction": "DE", "audience": "pupils", "subject": "electricity"],
            "continues": "aaaaaaaaaaaaaaaaaaaaaaaa77", "version": 2, "previous": address("version 1"),
            "change": ["kind": "update", "note": "Two lines\nof a note."],
            "sources": [
                [
                    "id": "s1", "role": "grounding", "title": "A source", "url": "https://example.org/source",
                    "digestMultibase": digest("source"), "locator": "p. 7", "retrieved": "2026-11-01",
                ],
                ["id": "s2", "role": "citation", "title": "Another", "url": "urn:isbn:9783161484100"],
            ],
            "asOf": "2026-11-23", "freshness": ["class": "general", "reviewBy": "2027-11-23"], "license": "CC-BY-4.0",
            "topics": ["energy", "grids"], "translationOf": address("original"), "distribution": "public",
            "recheck": "compare", "extensions": extensions,
        ]
        try members(&subject)
        var sample = try Sample("BoundDocument", "x:2", subject, signers: ["publisher"])
        try sample.nameAgain()
        return sample
    }

    private static func answer(_ text: String, origin: String) -> JSONValue {
        [
            "text": .string(text), "mediaType": "text/markdown", "digestMultibase": digest(text),
            "origin": .string(origin),
        ]
    }

    private static func derivation(_ output: String) -> JSONValue {
        [
            "model": address("manifest"), "numerics": "bk1",
            "messages": [
                ["role": "system", "content": "Answer briefly."],
                ["role": "user", "content": "What is demand response?\r\n"],
                ["role": "assistant", "content": ""], ["role": "tool", "content": "{}"],
            ],
            "templateDigest": digest("template"),
            "sampler": [
                "temperature": "0", "topK": "40", "topP": "0.95", "minP": "0.05", "typicalP": "1",
                "repetitionPenalty": "1.1",
                "repetitionWindow": "64", "presencePenalty": "-0.5", "frequencyPenalty": "0", "maxTokens": "512",
                "stop": ["</s>", "\n\n"],
            ],
            "seed": "18446744073709551615", "inputTokens": 12, "outputTokens": 0, "outputDigest": digest(output),
            "noiseFloor": [
                "samples": 3, "identical": 1, "equivalent": 2, "sampleDigests": [digest("one"), digest("two")],
            ],
            "started": "2026-11-22T10:00:00Z", "ended": "2026-11-22T10:00:04Z", "energy": energy,
        ]
    }

    static func bitwise() throws -> Sample {
        try document("What is demand response?") {
            let text = "The grid asks; consumers use less [^s1][^s2].\n"
            $0.set("answer", answer(text, origin: "model"))
            $0.set("reproducibility", "bitwise")
            $0.set("derivation", derivation(text))
        }
    }

    static func edited() throws -> Sample {
        try document("Was ist Laststeuerung?") {
            var derivation = derivation("Raw.\u{0}")
            derivation.set("rawOutput", "Raw.\u{0}")
            derivation.set("edit", ["note": "Spelling."])
            derivation.set(
                "model",
                [
                    "provider": "Example Engines", "name": "large", "version": "1", "systemFingerprint": "fp",
                    "responseId": "r1",
                ])
            $0.set("answer", answer("Edited [^s2].", origin: "model-edited"))
            $0.set("reproducibility", "declared")
            $0.set("derivation", derivation)
        }
    }

    static func authored() throws -> Sample {
        try document("Who wrote this?") {
            $0.set("answer", answer("A person.", origin: "human"))
            $0.set("reproducibility", "authored")
        }
    }

    static func manifest() throws -> Sample {
        let subject: JSONValue = [
            "formatVersion": 1, "name": "example-tiny", "version": "0.2",
            "weights": [["name": "example.gguf", "digestMultibase": digest("weights"), "byteSize": 4_096]],
            "tokenizerDigest": digest("tokenizer"), "templateDigest": digest("template"), "architecture": "llama",
            "quantisation": "Q8_0", "numerics": "bk1", "contextLength": 2_048, "license": "Apache-2.0",
            "source": "https://models.example/tiny", "trainingEnergy": energy, "previous": address("manifest 0.1"),
            "extensions": extensions,
        ]
        return try Sample("ModelManifest", "model-manifest:" + base32, subject, signers: ["publisher"])
    }

    static func attestation() throws -> Sample {
        let subject: JSONValue = [
            "formatVersion": 1, "object": address("object"), "claim": address("claim"), "kind": "reviewed",
            "outcome": "passed",
            "model": address("manifest"), "evidence": ["log": [1, 2.5, nil]], "reviewBy": "2028-01-01",
            "extensions": extensions,
        ]
        return try Sample("Attestation", "attestation:" + base32, subject, signers: ["auditor"])
    }

    static func withdrawal() throws -> Sample {
        let subject: JSONValue = [
            "formatVersion": 1, "object": address("object"), "claim": address("claim"), "reason": "key-compromise",
            "severity": "prefer-replacement", "replacedBy": address("better"), "note": "Read\tthe other.",
            "extensions": extensions,
        ]
        return try Sample("Withdrawal", "withdrawal:" + base32, subject, signers: ["publisher"])
    }

    static func aliasSet() throws -> Sample {
        let subject: JSONValue = [
            "formatVersion": 1, "lineage": "aaaaaaaaaaaaaaaaaaaaaaaa77", "version": 2,
            "previous": address("alias set 1"),
            "wordings": ["What is DR?", "Demand response?"], "refused": ["What is DR in chemistry?"],
            "extensions": extensions,
        ]
        return try Sample("AliasSet", "alias-set:" + base32, subject, signers: ["publisher"])
    }

    static func trustRoot() throws -> Sample {
        func role(_ names: String...) throws -> JSONValue {
            let keys = try names.map { name -> JSONValue in ["id": try did(name), "name": .string("Key \(name)")] }
            return ["threshold": 1, "keys": .array(keys)]
        }
        var publisher = try role("publisher", "publisher-2")
        publisher.set(
            "keys",
            [
                ["id": try did("publisher"), "name": "Key publisher"],
                [
                    "id": try did("publisher-2"), "name": "Key publisher-2", "validFrom": "2026-01-01T00:00:00Z",
                    "expires": "2029-01-01T00:00:00Z", "scope": ["BoundDocument", "Withdrawal"],
                ],
            ])
        let subject: JSONValue = [
            "formatVersion": 1, "version": 2, "previous": address("root 1"), "expires": "2028-11-23T00:00:00Z",
            "roles": [
                "root": try role("root", "root-2"), "publisher": publisher, "auditor": try role("auditor"),
                "log": try role("log"), "commit": try role("commit"), "witness": ["threshold": 3, "keys": []],
            ],
            "revoked": [
                [
                    "key": try did("old"), "revokedFrom": 7,
                    "asOf": ["origin": .string(registry), "size": 12, "rootHash": digest("tree")],
                    "reason": "superseded",
                ]
            ],
            "extensions": extensions,
        ]
        return try Sample("TrustRoot", "trust-root:" + base32, subject, signers: ["root"])
    }
}
