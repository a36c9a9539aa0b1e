public import BoundKnowledge
public import Cryptography
internal import Foundation

/// Everything from outside that the service depends on: clock, randomness, and the user's folders.
public struct BinderyEnvironment: Sendable {
    /// The time now.
    public var clock: @Sendable () -> Timestamp
    /// Where random ids come from.
    public var random: RandomSource
    /// The folder of settings, `$XDG_CONFIG_HOME/bindery`.
    public var configurationFolder: String
    /// The folder of keys, `$XDG_DATA_HOME/bindery`.
    public var dataFolder: String
    /// The folder of model files: `$BINDERY_MODELS`, or `models` in the data folder.
    public var modelFolder: String

    /// An environment.
    public init(
        clock: @escaping @Sendable () -> Timestamp, random: RandomSource, configurationFolder: String,
        dataFolder: String, modelFolder: String? = nil
    ) {
        self.clock = clock
        self.random = random
        self.configurationFolder = configurationFolder
        self.dataFolder = dataFolder
        self.modelFolder = modelFolder ?? dataFolder + "/models"
    }

    /// The environment of this process: the system's clock and generator, folders by the
    /// [XDG base directory specification](https://specifications.freedesktop.org/basedir-spec/latest/).
    public static func process() -> BinderyEnvironment {
        let variables = ProcessInfo.processInfo.environment
        func folder(_ variable: String, _ fallback: String) -> String {
            if let path = variables[variable], path.hasPrefix("/") { return path + "/bindery" }
            return NSHomeDirectory() + "/\(fallback)/bindery"
        }
        return BinderyEnvironment(
            clock: { Timestamp(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)) }, random: .system,
            configurationFolder: folder("XDG_CONFIG_HOME", ".config"),
            dataFolder: folder("XDG_DATA_HOME", ".local/share"),
            modelFolder: variables["BINDERY_MODELS"].flatMap { $0.isEmpty ? nil : $0 })
    }
}
