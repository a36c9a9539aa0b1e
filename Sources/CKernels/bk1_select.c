// What this machine has: kernels that its processor can run, the state of its floating-point unit, its cores.

#define _GNU_SOURCE

#include "include/CKernels.h"

#include "bk1_tables.h"

#if defined(__linux__)
#include <sched.h>

size_t bk1_core_count(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? (size_t)CPU_COUNT(&set) : 1;
}
#else
size_t bk1_core_count(void) { return 1; }
#endif

#if defined(__x86_64__)
#include <xmmintrin.h>

const bk1_kernels *bk1_kernels_for(bk1_isa isa) {
    switch (isa) {
    case BK1_SCALAR:
        return &bk1_scalar_kernels;
    case BK1_SSE41:
        return __builtin_cpu_supports("sse4.1") ? &bk1_sse41_kernels : NULL;
    case BK1_AVX2:
        return __builtin_cpu_supports("avx2") ? &bk1_avx2_kernels : NULL;
    case BK1_AVX512VNNI:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
                && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni")
            ? &bk1_avx512vnni_kernels : NULL;
    default:
        return NULL;
    }
}

uint32_t bk1_float_control(void) { return _mm_getcsr(); }

void bk1_set_float_control(uint32_t control) { _mm_setcsr(control); }

// Intel SDM volume 1, 10.2.3: all six exceptions masked (7...12); rounding (13, 14), DAZ (6) and FTZ (15) clear.
uint32_t bk1_standard_float_control(uint32_t current) { return (current & ~0xe040u) | 0x1f80u; }

void bk1_spin_hint(void) { _mm_pause(); }

#elif defined(__aarch64__)

#if defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>

static bool has_dotprod(void) { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }
#elif defined(__APPLE__)
static bool has_dotprod(void) { return true; }
#else
static bool has_dotprod(void) { return false; }
#endif

const bk1_kernels *bk1_kernels_for(bk1_isa isa) {
    switch (isa) {
    case BK1_SCALAR:
        return &bk1_scalar_kernels;
    case BK1_NEON:
        return has_dotprod() ? &bk1_neon_dotprod_kernels : &bk1_neon_kernels;
    default:
        return NULL;
    }
}

uint32_t bk1_float_control(void) {
    uint64_t control;
    __asm__ volatile("mrs %0, fpcr" : "=r"(control));
    return (uint32_t)control;
}

void bk1_set_float_control(uint32_t control) {
    uint64_t wide = control;
    __asm__ volatile("msr fpcr, %0" : : "r"(wide));
}

// Arm ARM, FPCR: rounding (22, 23), FZ (24), default NaN (25), FZ16 (19), AH, FIZ (0, 1) and traps (8...12, 15) clear.
uint32_t bk1_standard_float_control(uint32_t current) { return current & ~0x03c89f03u; }

void bk1_spin_hint(void) { __asm__ volatile("yield"); }

#else

const bk1_kernels *bk1_kernels_for(bk1_isa isa) { return isa == BK1_SCALAR ? &bk1_scalar_kernels : NULL; }

uint32_t bk1_float_control(void) { return 0; }

void bk1_set_float_control(uint32_t control) { (void)control; }

uint32_t bk1_standard_float_control(uint32_t current) { return current; }

void bk1_spin_hint(void) {}

#endif
