// The executable reference of the matrices in nibbles: docs/numerics-bk1.md, sections 2 and 4.

#include "bk1_blocks.h"

#include "bk1_tables.h"

/// A block of 32 columns of one row, and what applies to it.
typedef struct {
    bk1_format format;
    size_t lane;
    const uint8_t *quants;
    const uint8_t *scales;  ///< of the span
    size_t index;           ///< of the block in its span
} block_row;

static block_row block_at(const bk1_block_matrix *weights, size_t row, size_t block) {
    size_t blocks = weights->columns / BK1_BLOCK, group = row / BK1_GROUP;
    size_t in_span = bk1_span(weights->format) / BK1_BLOCK;
    return (block_row){
        weights->format, row % BK1_GROUP,
        weights->quants + (group * blocks + block) * bk1_block_bytes(weights->format),
        weights->scales + (group * blocks + block) / in_span * bk1_span_bytes(weights->format), block % in_span,
    };
}

static int32_t quant_at(block_row block, size_t column) {
    size_t quad = column / 4, place = block.lane * 4 + column % 4;
    const int bits = bk1_quant_bits(block.format);
    int32_t quant = block.quants[quad / 2 * 64 + place] >> quad % 2 * 4 & 15;
    if (bits == 5) quant |= (block.quants[256 + place] >> quad & 1) << 4;
    if (bits == 6) quant |= (block.quants[256 + quad / 4 * 64 + place] >> quad % 4 * 2 & 3) << 4;
    return quant - bk1_excess(block.format);
}

/// The binary16 of the block's lane at an offset of the scales.
static float half_at(block_row block, size_t offset) {
    uint16_t bits;
    memcpy(&bits, block.scales + offset + block.lane * 2, sizeof bits);
    return bk1_from_f16(bits);
}

/// One of the 12 bytes that carry eight 6-bit scales and minima.
static int32_t packed_at(block_row block, size_t index) {
    return block.scales[BK1_PACKED_SCALES + index * 16 + block.lane];
}

static int32_t scale_at(block_row block) {
    size_t i = block.index;
    return i < 4 ? packed_at(block, i) & 63 : (packed_at(block, i + 4) & 15) | packed_at(block, i - 4) >> 6 << 4;
}

static int32_t minimum_at(block_row block) {
    size_t i = block.index;
    return i < 4 ? packed_at(block, i + 4) & 63 : packed_at(block, i + 4) >> 4 | packed_at(block, i) >> 6 << 4;
}

/// The 8-bit scale of a half of a block of Q6_K.
static int32_t half_scale_at(block_row block, size_t half) {
    return (int8_t)block.scales[BK1_BYTE_SCALES + (block.index * 2 + half) * 16 + block.lane];
}

/// What the block of one row adds to the sum of one token.
static float term(block_row block, const int8_t *input, float scale, const int32_t *sums) {
    int32_t halves[2] = {0};
    for (size_t i = 0; i < BK1_BLOCK; i++) halves[i / 16] += quant_at(block, i) * input[i];
    switch (block.format) {
    case BK1_Q4_0:
    case BK1_Q5_0: return (float)(halves[0] + halves[1]) * (half_at(block, 0) * scale);
    case BK1_Q6_K:
        return (float)(halves[0] * half_scale_at(block, 0) + halves[1] * half_scale_at(block, 1))
            * (half_at(block, 0) * scale);
    default: {
        float d = half_at(block, 0) * (float)scale_at(block), minimum = half_at(block, 32) * (float)minimum_at(block);
        return (float)(halves[0] + halves[1]) * (d * scale) - minimum * ((float)(sums[0] + sums[1]) * scale);
    }
    }
}

void bk1_matmul_blocks(const bk1_block_matrix *weights, const bk1_q8_activations *input, size_t tokens, size_t first,
                       size_t end, float *output, size_t stride) {
    size_t blocks = weights->columns / BK1_BLOCK;
    for (size_t row = first * BK1_GROUP; row < end * BK1_GROUP && row < weights->rows; row++) {
        for (size_t token = 0; token < tokens; token++) {
            float sum = 0;
            for (size_t block = 0; block < blocks; block++) {
                size_t index = token * blocks + block;
                sum = sum + term(block_at(weights, row, block), input->quants + index * BK1_BLOCK, input->scales[index],
                                 input->sums + index * 2);
            }
            output[token * stride + row] = sum;
        }
    }
}

static float weight_at(block_row block, size_t column) {
    float quant = (float)quant_at(block, column);
    switch (block.format) {
    case BK1_Q4_0:
    case BK1_Q5_0: return quant * half_at(block, 0);
    case BK1_Q6_K: return (float)half_scale_at(block, column / 16) * quant * half_at(block, 0);
    default:
        return quant * (half_at(block, 0) * (float)scale_at(block)) - half_at(block, 32) * (float)minimum_at(block);
    }
}

void bk1_row_blocks(const bk1_block_matrix *weights, size_t row, float *output) {
    for (size_t column = 0; column < weights->columns; column++) {
        output[column] = weight_at(block_at(weights, row, column / BK1_BLOCK), column % BK1_BLOCK);
    }
}
