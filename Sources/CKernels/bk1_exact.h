// What every file with floating-point arithmetic includes first: each operation is rounded once, in the order written.

#ifndef BK1_EXACT_H
#define BK1_EXACT_H

// BK1_CONTRACT is the tests' negative control: with it, aarch64 fuses and its hash differs.
#ifndef BK1_CONTRACT
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#pragma clang fp contract(off) reassociate(off)
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif
#endif

#if defined(__FAST_MATH__)
#error "bk1 is not defined under -ffast-math"
#endif
#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ != 0
#error "bk1 needs arithmetic in the type's own precision"
#endif

#include "include/CKernels.h"

#include <math.h>
#include <string.h>

/// 1.5 * 2^23: adding it rounds |x| < 2^22 to an integer, ties to even, which the low bits then hold.
#define BK1_ROUND 12582912.0f
/// The bits of BK1_ROUND.
#define BK1_ROUND_BITS 0x4B400000
/// Below this largest magnitude a block is all zeros: 127 / 2^-100 is still finite.
#define BK1_TINY_BITS 0x0D800000

#define BK1_LOG2_E 0x1.715476p+0f
/// ln 2 in two parts; the first has 9 significant bits, so that its product with an exponent is exact.
#define BK1_LN2_HIGH 0x1.63p-1f
#define BK1_LN2_LOW -0x1.bd0106p-13f
#define BK1_EXP_LOWEST -87.0f
#define BK1_EXP_HIGHEST 88.0f

/// Abramowitz and Stegun 7.1.26: erf with an absolute error below 1.5e-7.
#define BK1_ERF_P 0.3275911f
#define BK1_ERF_1 0.254829592f
#define BK1_ERF_2 -0.284496736f
#define BK1_ERF_3 1.421413741f
#define BK1_ERF_4 -1.453152027f
#define BK1_ERF_5 1.061405429f
#define BK1_SQRT_HALF 0x1.6a09e6p-1f

static inline __attribute__((always_inline)) uint32_t bk1_bits(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline __attribute__((always_inline)) float bk1_float(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

#endif
