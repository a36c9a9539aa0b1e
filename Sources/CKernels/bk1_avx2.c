// AVX2: `vpmaddubsw` takes the weight's magnitude and the activation with the weight's sign. A pair of products is at
// most 2 * 128 * 127 < 2^15, so nothing saturates.

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("avx2,f16c")))
#define TILE 4
#define ISUM_START(bias) 0
#define KERNELS bk1_avx2_kernels

#include "bk1_lanes.h"

typedef struct {
    __m256i signed_low, signed_high, low, high;
} quad_weights;

typedef union {
    i32x16 whole;
    __m256i part[2];
} lanes;

INLINE __m256i signed_bytes(const uint8_t *quants) {
    return _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)quants), _mm256_set1_epi8((char)0x80));
}

INLINE quad_weights load_quad(const uint8_t *quants) {
    __m256i low = signed_bytes(quants), high = signed_bytes(quants + 32);
    return (quad_weights){low, high, _mm256_abs_epi8(low), _mm256_abs_epi8(high)};
}

INLINE __m256i dot_half(__m256i sum, __m256i weights, __m256i magnitudes, __m256i input) {
    __m256i pairs = _mm256_maddubs_epi16(magnitudes, _mm256_sign_epi8(input, weights));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

INLINE i32x16 dot_quad(i32x16 sum, quad_weights four, const int8_t *input) {
    int32_t packed;
    memcpy(&packed, input, sizeof packed);
    __m256i columns = _mm256_set1_epi32(packed);
    lanes sums = {sum};
    sums.part[0] = dot_half(sums.part[0], four.signed_low, four.low, columns);
    sums.part[1] = dot_half(sums.part[1], four.signed_high, four.high, columns);
    return sums.whole;
}

INLINE f32x16 load_scales(const uint16_t *scales) {
    union {
        f32x16 whole;
        __m256 part[2];
    } result;
    result.part[0] = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)scales));
    result.part[1] = _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(scales + 8)));
    return result.whole;
}

// Stored quants are unsigned: pairs of products add up in 16 bits for as long as they fit.
#define QUADS_BEFORE_FOLD(largest) (32767 / (2 * 127 * (largest)))

typedef struct {
    __m256i part[2];
} partial_sums;

INLINE partial_sums partial_from(i32x16 sum) {
    (void)sum;
    partial_sums zeros;
    for (int i = 0; i < 2; i++) zeros.part[i] = _mm256_setzero_si256();
    return zeros;
}

INLINE partial_sums dot_stored(partial_sums sums, u8x64 four, const int8_t *input) {
    union {
        u8x64 whole;
        __m256i part[2];
    } weights = {four};
    int32_t packed;
    memcpy(&packed, input, sizeof packed);
    for (int i = 0; i < 2; i++) {
        __m256i products = _mm256_maddubs_epi16(weights.part[i], _mm256_set1_epi32(packed));
        sums.part[i] = _mm256_add_epi16(sums.part[i], products);
    }
    return sums;
}

INLINE i32x16 folded(i32x16 sum, partial_sums sums) {
    lanes total = {sum};
    for (int i = 0; i < 2; i++) {
        total.part[i] = _mm256_add_epi32(total.part[i], _mm256_madd_epi16(sums.part[i], _mm256_set1_epi16(1)));
    }
    return total.whole;
}

#include "bk1_vector.h"

#endif
