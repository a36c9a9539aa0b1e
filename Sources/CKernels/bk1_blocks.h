// The layout of matrices in nibbles, as `bk1_pack_blocks` makes it and the kernels read it.
//
// A block is 16 rows by 32 columns: 256 bytes of low nibbles, `[quad / 2][lane][4]` with the even quad in the lower
// half of a byte; then the fifth bits, `[lane][4]` with bit `quad`, or the bits 4 and 5, `[quad / 4][lane][4]` with
// the bits `quad % 4 * 2` and the next.
// The scales of a span of columns: `d[lane]`; in Q4_K and Q5_K then `dmin[lane]` and the 12 bytes of 6-bit scales and
// minima, `[byte][lane]`; in Q6_K the 8-bit scales, `[sub-block][lane]`.

#ifndef BK1_BLOCKS_H
#define BK1_BLOCKS_H

#include "bk1_exact.h"

/// Columns of a super-block.
#define BK1_SUPER_BLOCK 256
/// Where the 6-bit scales and minima of Q4_K and Q5_K stand in the scales of a super-block.
#define BK1_PACKED_SCALES 64
/// Where the 8-bit scales of Q6_K stand in the scales of a super-block.
#define BK1_BYTE_SCALES 32

#define BK1_CONSTANT static inline __attribute__((always_inline))

/// Bits of a stored quant.
BK1_CONSTANT int bk1_quant_bits(bk1_format format) {
    return format == BK1_Q6_K ? 6 : format == BK1_Q5_0 || format == BK1_Q5_K ? 5 : 4;
}

/// The largest stored quant.
BK1_CONSTANT int bk1_largest(bk1_format format) { return (1 << bk1_quant_bits(format)) - 1; }

/// Bytes of the quants of one block.
BK1_CONSTANT size_t bk1_block_bytes(bk1_format format) {
    return BK1_GROUP * BK1_BLOCK / 8 * (size_t)bk1_quant_bits(format);
}

/// Columns that the scales of one span cover.
BK1_CONSTANT size_t bk1_span(bk1_format format) {
    return format == BK1_Q4_0 || format == BK1_Q5_0 ? BK1_BLOCK : BK1_SUPER_BLOCK;
}

/// Bytes of the scales of one span.
BK1_CONSTANT size_t bk1_span_bytes(bk1_format format) {
    if (bk1_span(format) == BK1_BLOCK) return 32;
    return format == BK1_Q6_K ? BK1_BYTE_SCALES + 16 * 16 : BK1_PACKED_SCALES + 12 * 16;
}

/// Whether a weight is its quant times a scale, less a minimum.
BK1_CONSTANT bool bk1_has_minima(bk1_format format) { return format == BK1_Q4_K || format == BK1_Q5_K; }

/// What a stored quant carries more than it means.
BK1_CONSTANT int32_t bk1_excess(bk1_format format) {
    return format == BK1_Q4_0 ? 8 : format == BK1_Q5_0 ? 16 : format == BK1_Q6_K ? 32 : 0;
}

#endif
