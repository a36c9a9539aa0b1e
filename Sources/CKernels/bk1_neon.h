// What both kinds of NEON kernels share. The including file defines TARGET, KERNELS and `dot_quarter`.

#define TILE 4
#define ISUM_START(bias) 0

typedef struct {
    int8x16_t part[4];
} quad_weights;

typedef union {
    i32x16 whole;
    int32x4_t part[4];
} lanes;

INLINE quad_weights load_quad(const uint8_t *quants) {
    quad_weights four;
    for (int i = 0; i < 4; i++) {
        four.part[i] = vreinterpretq_s8_u8(veorq_u8(vld1q_u8(quants + i * 16), vdupq_n_u8(0x80)));
    }
    return four;
}

INLINE i32x16 dot_quad(i32x16 sum, quad_weights four, const int8_t *input) {
    int32_t packed;
    memcpy(&packed, input, sizeof packed);
    int8x16_t columns = vreinterpretq_s8_s32(vdupq_n_s32(packed));
    lanes sums = {sum};
    for (int i = 0; i < 4; i++) sums.part[i] = dot_quarter(sums.part[i], four.part[i], columns);
    return sums.whole;
}

INLINE f32x16 load_scales(const uint16_t *scales) {
    union {
        f32x16 whole;
        float32x4_t part[4];
    } result;
    for (int i = 0; i < 4; i++) {
        result.part[i] = vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(scales + i * 4)));
    }
    return result.whole;
}

// 32 bits hold any sum of a block, and stored quants are below 128.
#define QUADS_BEFORE_FOLD(largest) 8

typedef i32x16 partial_sums;

INLINE partial_sums partial_from(i32x16 sum) { return sum; }

INLINE partial_sums dot_stored(partial_sums sums, u8x64 four, const int8_t *input) {
    union {
        u8x64 whole;
        quad_weights parts;
    } weights = {four};
    return dot_quad(sums, weights.parts, input);
}

INLINE i32x16 folded(i32x16 sum, partial_sums sums) {
    (void)sum;
    return sums;
}

#include "bk1_vector.h"
