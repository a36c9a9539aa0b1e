internal import Glibc

/// The exact upper confidence bound of Clopper and Pearson (1934) for the share of events, one-sided.
///
/// The bound is the rate *p* at which so few events among *n* would come with a probability of 1 - confidence: the sum
/// of C(n, i) pⁱ (1-p)ⁿ⁻ⁱ for i from 0 to the events seen. Whatever the true rate, the bound is below it in at most 1 -
/// confidence of all cases.
///
/// It holds for *one* look at a number of probes that was fixed beforehand. Who looks after each probe and stops when
/// the bound suits has another, lower confidence; ``Recomputation`` looks once. Documents are drawn from a finite
/// stratum without replacement: their number of events varies less than the binomial one, so that the bound covers at
/// least as often (Uhlmann 1966); a test holds this with exact hypergeometric tails.
///
/// Each bound is for itself. Of many strata of which each has a bound at 95 %, one in twenty may lie above its bound.
public enum BinomialBound {
    /// The upper bound of the rate.
    ///
    /// The probability is summed from its largest term down, in logarithms (Loader 2000), so that it neither underflows
    /// nor cancels. The relative error is below 10⁻¹⁰ up to 10⁶ probes, and the last step is upwards.
    ///
    /// - Precondition: 0 ≤ `events` ≤ `count`, and 0.5 ≤ `confidence` < 1.
    /// - Returns: 1 where every probe is an event or there is none.
    /// - Complexity: O(min(`events`, √`count`)) for each of about 60 halvings.
    public static func upper(events: Int, of count: Int, confidence: Double) -> Double {
        precondition(0 <= events && events <= count, "found \(events) events of \(count)")
        precondition(0.5 <= confidence && confidence < 1, "found a confidence of \(confidence)")
        guard events < count else { return 1 }
        let target = log(1 - confidence)
        guard events > 0 else { return -expm1(target / Double(count)) }
        var (low, high) = (Double(events) / Double(count), 1.0)
        while true {
            let middle = low + (high - low) / 2
            guard low < middle, middle < high, high - low > high * 1e-13 else { return high }
            if logProbability(ofAtMost: events, of: count, at: middle) > target { low = middle } else { high = middle }
        }
    }

    /// The fewest probes after which `accepted` events leave the bound below a tolerance: 59 for none at 5 % and 95 %
    /// confidence, 299 at 1 %.
    ///
    /// - Returns: `nil` where more than 10⁶ probes would be needed, or the tolerance is 0.
    public static func count(accepting accepted: Int, under tolerance: Double, confidence: Double) -> Int? {
        func isEnough(_ count: Int) -> Bool {
            upper(events: accepted, of: count, confidence: confidence) < tolerance
        }
        var (low, high) = (accepted, maximumCount)
        guard isEnough(high) else { return nil }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if isEnough(middle) { high = middle } else { low = middle }
        }
        return high
    }

    private static let maximumCount = 1_000_000

    /// The logarithm of the probability of at most `events` events of `count`, at a rate of at least `events` /
    /// `count`.
    private static func logProbability(ofAtMost events: Int, of count: Int, at rate: Double) -> Double {
        var (sum, term) = (1.0, 1.0)
        for index in stride(from: events, to: 0, by: -1) {
            term *= Double(index) / Double(count - index + 1) * (1 - rate) / rate
            sum += term
            if term < sum * 1e-17 { break }
        }
        return logProbability(of: events, of: count, at: rate) + log(sum)
    }

    /// The logarithm of the probability of exactly `events` events, neither none nor all.
    private static func logProbability(of events: Int, of count: Int, at rate: Double) -> Double {
        let (n, k) = (Double(count), Double(events))
        return stirlingError(n) - stirlingError(k) - stirlingError(n - k)
            - deviance(k, from: n * rate) - deviance(n - k, from: n * (1 - rate))
            + 0.5 * log(n / (2 * .pi * k * (n - k)))
    }

    /// x log(x/m) + m - x.
    private static func deviance(_ value: Double, from mean: Double) -> Double {
        value * log1p((value - mean) / mean) + (mean - value)
    }

    /// log n! - log(√(2πn) (n/e)ⁿ): exactly from the factorial below 16, from there on by Stirling's series, whose next
    /// term is below 10⁻¹³.
    private static func stirlingError(_ n: Double) -> Double {
        guard n < 16 else {
            let square = n * n
            return (1 / 12.0 - (1 / 360.0 - (1 / 1_260.0 - 1 / 1_680.0 / square) / square) / square) / n
        }
        let factorial = stride(from: 2, through: n, by: 1).reduce(1, *)
        return log(factorial) - (n + 0.5) * log(n) + n - 0.5 * log(2 * .pi)
    }
}
