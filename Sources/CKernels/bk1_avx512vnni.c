// AVX-512 with VNNI: `vpdpbusd` multiplies unsigned by signed bytes, so the weights carry + 128 and the sum begins with
// -128 times the sum of the activations.

#if defined(__x86_64__)

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni,avx2,f16c")))
#define TILE 8
// With twelve sums in registers a product waits for the multipliers, and no more for the loads.
#define PAIR_TOKENS 6
#define ISUM_START(bias) (bias)
#define KERNELS bk1_avx512vnni_kernels

#include "bk1_lanes.h"

typedef __m512i quad_weights;

INLINE quad_weights load_quad(const uint8_t *quants) { return _mm512_loadu_si512(quants); }

INLINE i32x16 dot_quad(i32x16 sum, quad_weights four, const int8_t *input) {
    int32_t packed;
    memcpy(&packed, input, sizeof packed);
    return (i32x16)_mm512_dpbusd_epi32((__m512i)sum, four, _mm512_set1_epi32(packed));
}

INLINE f32x16 load_scales(const uint16_t *scales) {
    return (f32x16)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)scales));
}

// 32 bits hold any sum of a block.
#define QUADS_BEFORE_FOLD(largest) 8

typedef i32x16 partial_sums;

INLINE partial_sums partial_from(i32x16 sum) { return sum; }

INLINE partial_sums dot_stored(partial_sums sums, u8x64 four, const int8_t *input) {
    return dot_quad(sums, (quad_weights)four, input);
}

INLINE i32x16 folded(i32x16 sum, partial_sums sums) {
    (void)sum;
    return sums;
}

#include "bk1_vector.h"

#endif
