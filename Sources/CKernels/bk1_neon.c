// NEON as every aarch64 has it: products of bytes in 16 bits (128 * 127 < 2^15), added in pairs to 32.

#if defined(__aarch64__)

#include <arm_neon.h>

#define TARGET
#define KERNELS bk1_neon_kernels

#include "bk1_lanes.h"

INLINE int32x4_t dot_quarter(int32x4_t sum, int8x16_t weights, int8x16_t input) {
    int32x4_t low = vpaddlq_s16(vmull_s8(vget_low_s8(weights), vget_low_s8(input)));
    int32x4_t high = vpaddlq_s16(vmull_high_s8(weights, input));
    return vaddq_s32(sum, vpaddq_s32(low, high));
}

#include "bk1_neon.h"

#endif
