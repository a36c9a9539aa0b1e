// SSE4.1: as AVX2, in quarters.

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("sse4.1")))
#define TILE 2
#define ISUM_START(bias) 0
#define KERNELS bk1_sse41_kernels

#include "bk1_lanes.h"

typedef const uint8_t *quad_weights;

typedef union {
    i32x16 whole;
    __m128i part[4];
} lanes;

INLINE quad_weights load_quad(const uint8_t *quants) { return quants; }

INLINE __m128i dot_quarter(__m128i sum, const uint8_t *quants, __m128i input) {
    __m128i weights = _mm_xor_si128(_mm_loadu_si128((const __m128i *)quants), _mm_set1_epi8((char)0x80));
    __m128i pairs = _mm_maddubs_epi16(_mm_abs_epi8(weights), _mm_sign_epi8(input, weights));
    return _mm_add_epi32(sum, _mm_madd_epi16(pairs, _mm_set1_epi16(1)));
}

INLINE i32x16 dot_quad(i32x16 sum, quad_weights four, const int8_t *input) {
    int32_t packed;
    memcpy(&packed, input, sizeof packed);
    __m128i columns = _mm_set1_epi32(packed);
    lanes sums = {sum};
    for (int i = 0; i < 4; i++) sums.part[i] = dot_quarter(sums.part[i], four + i * 16, columns);
    return sums.whole;
}

/// As `bk1_from_f16`, for finite values: packing refuses others.
INLINE f32x16 load_scales(const uint16_t *scales) {
    u16x16 bits;
    memcpy(&bits, scales, sizeof bits);
    i32x16 wide = __builtin_convertvector(bits, i32x16);
    f32x16 magnitude = (f32x16)((wide & 0x7fff) << 13) * 0x1p112f;
    return (f32x16)((i32x16)magnitude | (wide & 0x8000) << 16);
}

// Stored quants are unsigned: pairs of products add up in 16 bits for as long as they fit.
#define QUADS_BEFORE_FOLD(largest) (32767 / (2 * 127 * (largest)))

typedef struct {
    __m128i part[4];
} partial_sums;

INLINE partial_sums partial_from(i32x16 sum) {
    (void)sum;
    partial_sums zeros;
    for (int i = 0; i < 4; i++) zeros.part[i] = _mm_setzero_si128();
    return zeros;
}

INLINE partial_sums dot_stored(partial_sums sums, u8x64 four, const int8_t *input) {
    union {
        u8x64 whole;
        __m128i part[4];
    } weights = {four};
    int32_t packed;
    memcpy(&packed, input, sizeof packed);
    for (int i = 0; i < 4; i++) {
        __m128i products = _mm_maddubs_epi16(weights.part[i], _mm_set1_epi32(packed));
        sums.part[i] = _mm_add_epi16(sums.part[i], products);
    }
    return sums;
}

INLINE i32x16 folded(i32x16 sum, partial_sums sums) {
    lanes total = {sum};
    for (int i = 0; i < 4; i++) {
        total.part[i] = _mm_add_epi32(total.part[i], _mm_madd_epi16(sums.part[i], _mm_set1_epi16(1)));
    }
    return total.whole;
}

#include "bk1_vector.h"

#endif
