// NEON with the dot product extension (FEAT_DotProd, in most processors since 2018): four products in one instruction.

#if defined(__aarch64__)

#include <arm_neon.h>

#if defined(__clang__)
#define TARGET __attribute__((target("dotprod")))
#else
#define TARGET __attribute__((target("arch=armv8.2-a+dotprod")))
#endif
#define KERNELS bk1_neon_dotprod_kernels

#include "bk1_lanes.h"

INLINE int32x4_t dot_quarter(int32x4_t sum, int8x16_t weights, int8x16_t input) {
    return vdotq_s32(sum, weights, input);
}

#include "bk1_neon.h"

#endif
