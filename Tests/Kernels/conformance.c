// Prints the conformance hashes of each instruction set that this processor has, one line a kernel.

#include "../../Sources/CKernels/include/CKernels.h"

#include <inttypes.h>
#include <stdio.h>

int main(void) {
    static const char *const names[] = {"scalar", "sse41", "avx2", "avx512vnni", "neon"};
    static const char *const parts[] = {
        "quantise", "matmul-q8_0", "matmul-q4_0", "matmul-q4_k", "matmul-q5_k", "matmul-q6_k", "matmul-q5_0",
        "matmul-f32", "norms", "exponential", "activations", "attention", "rope",
    };
    for (int isa = BK1_SCALAR; isa <= BK1_NEON; isa++) {
        const bk1_kernels *kernels = bk1_kernels_for((bk1_isa)isa);
        if (!kernels) continue;
        uint64_t hashes[BK1_PARTS];
        bk1_conformance(kernels, hashes);
        for (int part = 0; part < BK1_PARTS; part++) {
            printf("%s %s %016" PRIx64 "\n", names[isa], parts[part], hashes[part]);
        }
    }
    return 0;
}
