// Rotary positions, and the binary64 functions under them. Section 10 of docs/numerics-bk1.md.

#include "bk1_exact.h"

/// 1.5 * 2^52, as BK1_ROUND.
#define ROUND_F64 6755399441055744.0
#define LN2 0x1.62e42fefa39efp-1
#define TWO_OVER_PI 0x1.45f306dc9c883p-1
/// pi / 2 in two parts; the first has 33 significant bits, so that its product with a quadrant below 2^20 is exact.
#define HALF_PI_HIGH 0x1.921fb544p+0
#define HALF_PI_LOW 0x1.0b4611a626331p-34

/// 2^exponent for a normal result.
static double power_of_two(int64_t exponent) {
    uint64_t bits = (uint64_t)(exponent + 1023) << 52;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/// log2 of a finite positive normal value: 2 / ln 2 * atanh((m - 1) / (m + 1)) plus the exponent, m in [1, 2).
static double log2_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int64_t exponent = (int64_t)(bits >> 52) - 1023;
    double mantissa = value * power_of_two(-exponent);
    double s = (mantissa - 1) / (mantissa + 1), square = s * s, sum = 0;
    for (int k = 20; k >= 0; k--) sum = sum * square + 1.0 / (2 * k + 1);
    return (double)exponent + (2 * s * sum) / LN2;
}

/// e^r by its first 21 terms, innermost first.
static double exponential_series(double r) {
    double sum = 1;
    for (int k = 20; k >= 1; k--) sum = sum * r / k + 1;
    return sum;
}

double bk1_exponential_f64(double value) {
    double x = value < -700 ? -700 : value;
    x = x > 700 ? 700 : x;
    double exponent = (x / LN2 + ROUND_F64) - ROUND_F64;
    return exponential_series(x - exponent * LN2) * power_of_two((int64_t)exponent);
}

void bk1_rope_frequencies(double base, size_t width, double *frequencies) {
    double log2_base = log2_of(base);
    for (size_t i = 0; i < width / 2; i++) {
        double power = -((double)(2 * i) / (double)width) * log2_base;
        double exponent = (power + ROUND_F64) - ROUND_F64;
        frequencies[i] = exponential_series((power - exponent) * LN2) * power_of_two((int64_t)exponent);
    }
}

static double sine_series(double r) {
    double square = r * r, sum = 1;
    for (int k = 9; k >= 1; k--) sum = 1 - sum * square / (double)((2 * k) * (2 * k + 1));
    return sum * r;
}

static double cosine_series(double r) {
    double square = r * r, sum = 1;
    for (int k = 9; k >= 1; k--) sum = 1 - sum * square / (double)((2 * k - 1) * (2 * k));
    return sum;
}

void bk1_rope_angles(const double *frequencies, size_t pairs, size_t position, float *cosines, float *sines) {
    for (size_t i = 0; i < pairs; i++) {
        double angle = (double)position * frequencies[i];
        double quadrant = (angle * TWO_OVER_PI + ROUND_F64) - ROUND_F64;
        double r = (angle - quadrant * HALF_PI_HIGH) - quadrant * HALF_PI_LOW;
        double cosine = cosine_series(r), sine = sine_series(r);
        switch ((int64_t)quadrant & 3) {
        case 0: cosines[i] = (float)cosine; sines[i] = (float)sine; break;
        case 1: cosines[i] = (float)-sine; sines[i] = (float)cosine; break;
        case 2: cosines[i] = (float)-cosine; sines[i] = (float)-sine; break;
        default: cosines[i] = (float)sine; sines[i] = (float)-cosine; break;
        }
    }
}

void bk1_rope(float *restrict head, size_t pairs, bool halves, const float *restrict cosines,
              const float *restrict sines) {
    // Each case for itself, so that the compiler sees the strides.
    if (halves) {
        float *restrict other = head + pairs;
        for (size_t i = 0; i < pairs; i++) {
            float x = head[i], y = other[i];
            head[i] = x * cosines[i] - y * sines[i];
            other[i] = x * sines[i] + y * cosines[i];
        }
    } else {
        for (size_t i = 0; i < pairs; i++) {
            float x = head[2 * i], y = head[2 * i + 1];
            head[2 * i] = x * cosines[i] - y * sines[i];
            head[2 * i + 1] = x * sines[i] + y * cosines[i];
        }
    }
}

void bk1_add(float *accumulator, const float *addend, size_t count) {
    for (size_t i = 0; i < count; i++) accumulator[i] = accumulator[i] + addend[i];
}
