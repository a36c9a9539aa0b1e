// What the files of this target share and no caller sees.

#ifndef BK1_TABLES_H
#define BK1_TABLES_H

#include "include/CKernels.h"

/// 1 / k!, rounded to nearest.
static const float bk1_exponential_terms[8] = {
    1.0f, 1.0f, 1.0f / 2, 1.0f / 6, 1.0f / 24, 1.0f / 120, 1.0f / 720, 1.0f / 5040,
};

/// The scalar reference of `bk1_kernels.matmul_blocks`.
void bk1_matmul_blocks(const bk1_block_matrix *weights, const bk1_q8_activations *input, size_t tokens, size_t first,
                       size_t end, float *output, size_t stride);

extern const bk1_kernels bk1_scalar_kernels;
#if defined(__x86_64__)
extern const bk1_kernels bk1_sse41_kernels;
extern const bk1_kernels bk1_avx2_kernels;
extern const bk1_kernels bk1_avx512vnni_kernels;
#elif defined(__aarch64__)
extern const bk1_kernels bk1_neon_kernels;
extern const bk1_kernels bk1_neon_dotprod_kernels;
#endif

#endif
