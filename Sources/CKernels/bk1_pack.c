// Weights in the layout of the kernels, and single rows back out of it.

#include "bk1_exact.h"

float bk1_from_f16(uint16_t bits) {
    uint32_t sign = (uint32_t)(bits & 0x8000) << 16, magnitude = (uint32_t)(bits & 0x7fff) << 13;
    // The exponent's bias is 15 in binary16 and 127 in f32; the product is exact, subnormal values included.
    if ((bits & 0x7c00) != 0x7c00) return bk1_float(bk1_bits(bk1_float(magnitude) * 0x1p112f) | sign);
    return bk1_float(sign | 0x7f800000 | magnitude);
}

/// Bytes of one block of Q8_0 in GGUF.
enum { SOURCE_BLOCK = 34 };

static bool pack_block(const uint8_t *block, size_t lane, uint8_t *quants, uint16_t *scales) {
    uint16_t scale = (uint16_t)(block[0] | block[1] << 8);
    scales[lane] = scale;
    for (size_t quad = 0; quad < 8; quad++) {
        uint32_t four;
        memcpy(&four, block + 2 + quad * 4, sizeof four);
        four ^= 0x80808080u;
        memcpy(quants + quad * 64 + lane * 4, &four, sizeof four);
    }
    return (scale & 0x7c00) != 0x7c00;
}

static void pad_block(size_t lane, uint8_t *quants, uint16_t *scales) {
    scales[lane] = 0;
    for (size_t quad = 0; quad < 8; quad++) memset(quants + quad * 64 + lane * 4, 0x80, 4);
}

bool bk1_pack_q8_0(const uint8_t *blocks, size_t rows, size_t columns, size_t first, size_t end, uint8_t *quants,
                   uint16_t *scales) {
    size_t count = columns / BK1_BLOCK;
    bool finite = true;
    for (size_t group = first; group < end; group++) {
        for (size_t block = 0; block < count; block++) {
            size_t index = group * count + block;
            for (size_t lane = 0; lane < BK1_GROUP; lane++) {
                size_t row = group * BK1_GROUP + lane;
                if (row < rows) {
                    finite &= pack_block(blocks + (row * count + block) * SOURCE_BLOCK, lane, quants + index * 512,
                                         scales + index * BK1_GROUP);
                } else {
                    pad_block(lane, quants + index * 512, scales + index * BK1_GROUP);
                }
            }
        }
    }
    return finite;
}

bool bk1_pack_f32(const float *values, size_t rows, size_t columns, size_t first, size_t end, float *packed) {
    uint32_t largest = 0;
    for (size_t group = first; group < end; group++) {
        for (size_t lane = 0; lane < BK1_GROUP; lane++) {
            size_t row = group * BK1_GROUP + lane;
            for (size_t column = 0; column < columns; column++) {
                float value = row < rows ? values[row * columns + column] : 0;
                uint32_t magnitude = bk1_bits(value) & 0x7fffffff;
                largest = magnitude > largest ? magnitude : largest;
                packed[(group * columns + column) * BK1_GROUP + lane] = value;
            }
        }
    }
    return largest < 0x7f800000;
}

void bk1_row_q8_0(const bk1_q8_matrix *weights, size_t row, float *output) {
    size_t blocks = weights->columns / BK1_BLOCK, lane = row % BK1_GROUP;
    for (size_t block = 0; block < blocks; block++) {
        size_t index = row / BK1_GROUP * blocks + block;
        float scale = bk1_from_f16(weights->scales[index * BK1_GROUP + lane]);
        for (size_t i = 0; i < BK1_BLOCK; i++) {
            int32_t quant = (int32_t)weights->quants[index * 512 + i / 4 * 64 + lane * 4 + i % 4] - 128;
            output[block * BK1_BLOCK + i] = (float)quant * scale;
        }
    }
}

void bk1_row_f32(const bk1_f32_matrix *weights, size_t row, float *output) {
    const float *lane = weights->values + row / BK1_GROUP * BK1_GROUP * weights->columns + row % BK1_GROUP;
    for (size_t column = 0; column < weights->columns; column++) output[column] = lane[column * BK1_GROUP];
}
