import BoundKnowledge
import Cryptography
import Recompute
import Testing

@Suite struct BindingKeyTests {
    private func key(_ manifest: ModelManifest? = SampleAnswers.manifest()) throws -> BindingKey {
        try #require(BindingKey(SampleAnswers.document(), manifest: manifest))
    }

    private func changed(_ earlier: BindingKey, _ later: BindingKey) -> [BindingComponent] {
        ModelChange(from: earlier, to: later).components.components
    }

    @Test(arguments: [
        (SampleAnswers.manifest("new"), BindingComponent.weights), (SampleAnswers.manifest(tokenizer: "u"), .tokenizer),
        (SampleAnswers.manifest(template: "d"), .template), (SampleAnswers.manifest(numerics: "bk2"), .numerics),
        (SampleAnswers.manifest(architecture: "qwen2"), .architecture),
    ])
    func `one thing that a manifest says differs is named`(manifest: ModelManifest, component: BindingComponent) throws
    {
        let change = ModelChange(from: try key(), to: try key().asked(of: manifest))
        #expect(change.components.components == [component])
        #expect(change.cause() == .component(component))
        #expect(change.isRelevant)
    }

    @Test func `the same model under another name leaves an answer unaffected`() throws {
        var manifest = SampleAnswers.manifest()
        (manifest.name, manifest.version, manifest.license) = ("other", "9", "MIT")
        manifest.weights[0].name = "renamed.gguf"
        let change = ModelChange(from: try key(), to: try key().asked(of: manifest))
        #expect(change.cause() == .unaffected)
        #expect(!change.isRelevant)
    }

    @Test func `template and numerics are those that were used, not those that the model brings`() throws {
        var derivation = SampleAnswers.derivation()
        (derivation.templateDigest, derivation.numerics) = (SHA256.digest(of: "own template"), "bk0")
        let document = try SampleAnswers.document(derivation: derivation)
        let key = try #require(BindingKey(document, manifest: SampleAnswers.manifest()))
        #expect(changed(key, key.asked(of: SampleAnswers.manifest())) == [.template, .numerics])
    }

    @Test func `a declared model is one component`() throws {
        let key = try key(nil)
        #expect(changed(key, key.asked(of: SampleAnswers.model("new"))) == [.model])
        #expect(changed(key, key.asked(of: SampleAnswers.model("old"))) == [])
        #expect(
            changed(key, key.asked(of: SampleAnswers.manifest())) == [
                .model, .weights, .tokenizer, .template, .numerics, .architecture,
            ])
    }

    @Test func `what an engine says of one response is no part of the model`() throws {
        var derivation = SampleAnswers.derivation()
        derivation.model = .declared(
            DeclaredModel(
                provider: "example", name: "old", version: "1", systemFingerprint: "fp_1", responseId: "r_1"))
        let other = try #require(BindingKey(SampleAnswers.document(derivation: derivation), manifest: nil))
        #expect(changed(try key(nil), other) == [])
    }

    @Test func `sampler, seed and messages are components`() throws {
        func key(_ derivation: Derivation) throws -> BindingKey {
            try #require(BindingKey(SampleAnswers.document(derivation: derivation), manifest: nil))
        }
        let base = try key(SampleAnswers.derivation())
        #expect(changed(base, try key(SampleAnswers.derivation(temperature: "1"))) == [.sampler])
        #expect(changed(base, try key(SampleAnswers.derivation(seed: "7"))) == [.sampler])
        #expect(changed(base, try key(SampleAnswers.derivation(prompt: "What is a salt?"))) == [.messages])
    }

    @Test func `a source changes when its bytes do, and was not known to where it had no digest`() throws {
        var document = try SampleAnswers.document()
        let (old, new) = (SHA256.digest(of: "old page"), SHA256.digest(of: "new page"))
        document.sources = [
            Source(id: "s1", role: .citation, title: "A page", digest: old),
            Source(id: "s2", role: .further, title: "Another"),
        ]
        let key = try #require(BindingKey(document, manifest: nil))
        #expect(changed(key, key.with(sources: [("s1", old), ("s2", nil)])) == [])
        #expect(changed(key, key.with(sources: [("s1", new), ("s2", nil)])) == [.sources])
        document.sources?[0].digest = nil
        let unknown = try #require(BindingKey(document, manifest: nil))
        #expect(changed(unknown, unknown.with(sources: [("s1", new), ("s2", nil)])) == [])
    }

    @Test func `another policy is named, and changes no answer`() throws {
        let key = try #require(
            BindingKey(SampleAnswers.document(), manifest: nil, policy: SHA256.digest(of: "old policy")))
        let change = ModelChange(from: key, to: key.with(policy: SHA256.digest(of: "new policy")))
        #expect(change.components.components == [.policy])
        #expect(!change.isRelevant)
        #expect(change.cause() == .unaffected)
        #expect(changed(try self.key(nil), try self.key(nil).with(policy: SHA256.digest(of: "policy"))) == [])
    }

    @Test func `an answer that people wrote has no key`() throws {
        let document = try SampleAnswers.document(derivation: nil, reproducibility: .authored)
        #expect(BindingKey(document, manifest: nil) == nil)
        #expect(RecordedAnswer(document, at: SampleAnswers.address(1)) == nil)
    }

    @Test func `of several changes the cause is told by checks of one each, or not at all`() {
        let change = ModelChange(BindingComponents([.weights, .template, .policy]))
        let untold = ModelChange.Cause.cannotBeTold([.weights, .template])
        #expect(change.cause() == untold)
        #expect(change.cause(checkedAlone: [.weights: true]) == untold)
        #expect(change.cause(checkedAlone: [.weights: true, .template: true]) == untold)
        #expect(change.cause(checkedAlone: [.weights: false, .template: false]) == untold)
        #expect(change.cause(checkedAlone: [.weights: false, .template: true]) == .component(.template))
    }

    @Test func `only weights and template can be changed one without the other`() {
        func separable(_ components: BindingComponent...) -> [BindingComponent] {
            ModelChange(BindingComponents(components)).separable
        }
        #expect(separable(.template, .weights) == [.weights, .template])
        #expect(separable(.template, .weights, .policy) == [.weights, .template])
        #expect(separable(.weights).isEmpty && separable(.weights, .tokenizer).isEmpty)
        #expect(separable(.weights, .template, .architecture).isEmpty)
    }

    @Test(arguments: BindingComponent.allCases) func `a component has a name and a bit`(component: BindingComponent) {
        #expect(BindingComponent(name: component.name) == component)
        #expect(BindingComponents([component]).components == [component])
    }
}
