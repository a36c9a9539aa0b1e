// Matrices in nibbles, from GGUF into the layout of the kernels. Their size stays, for decoding is bound by memory.

#include "bk1_blocks.h"

size_t bk1_quant_bytes(bk1_format format, size_t rows, size_t columns) {
    return (rows + BK1_GROUP - 1) / BK1_GROUP * (columns / BK1_BLOCK) * bk1_block_bytes(format);
}

size_t bk1_scale_bytes(bk1_format format, size_t rows, size_t columns) {
    return (rows + BK1_GROUP - 1) / BK1_GROUP * (columns / bk1_span(format)) * bk1_span_bytes(format);
}

/// Bytes of one span in GGUF.
BK1_CONSTANT size_t source_bytes(bk1_format format) {
    switch (format) {
    case BK1_Q4_0: return 18;
    case BK1_Q4_K: return 144;
    case BK1_Q5_K: return 176;
    case BK1_Q6_K: return 210;
    case BK1_Q5_0: return 22;
    }
    return 0;
}

BK1_CONSTANT uint32_t word_at(const uint8_t *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/// The fifth bits of four columns, the lowest four of `bits`: one in each byte, as its bit 4.
BK1_CONSTANT uint32_t fifth_bits(uint32_t bits) {
    return ((bits & 1) | (bits & 2) << 7 | (bits & 4) << 14 | (bits & 8) << 21) << 4;
}

/// The stored quants of four columns of a span, a byte each.
BK1_CONSTANT uint32_t four_quants(bk1_format format, const uint8_t *span, size_t block, size_t quad) {
    switch (format) {
    case BK1_Q4_0: return word_at(span + 2 + quad % 4 * 4) >> quad / 4 * 4 & 0x0f0f0f0f;
    case BK1_Q4_K: return word_at(span + 16 + block / 2 * 32 + quad * 4) >> block % 2 * 4 & 0x0f0f0f0f;
    case BK1_Q5_K:
        return (word_at(span + 48 + block / 2 * 32 + quad * 4) >> block % 2 * 4 & 0x0f0f0f0f)
            | (word_at(span + 16 + quad * 4) >> block & 0x01010101) << 4;
    case BK1_Q6_K:
        return (word_at(span + block / 4 * 64 + block % 2 * 32 + quad * 4) >> block % 4 / 2 * 4 & 0x0f0f0f0f)
            | (word_at(span + 128 + block / 4 * 32 + quad * 4) >> block % 4 * 2 & 0x03030303) << 4;
    case BK1_Q5_0:
        return (word_at(span + 6 + quad % 4 * 4) >> quad / 4 * 4 & 0x0f0f0f0f)
            | fifth_bits(word_at(span + 2) >> quad * 4);
    }
    return 0;
}

/// One lane of a block, from its stored quants; no `span` packs zeros.
BK1_CONSTANT void pack_lane(bk1_format format, const uint8_t *_Nullable span, size_t block, size_t lane,
                            uint8_t *quants) {
    uint32_t nibbles[4] = {0}, high[2] = {0};
    for (size_t quad = 0; span && quad < 8; quad++) {
        uint32_t four = four_quants(format, span, block, quad);
        nibbles[quad / 2] |= (four & 0x0f0f0f0f) << quad % 2 * 4;
        if (bk1_quant_bits(format) == 5) high[0] |= four >> 4 << quad & 0x01010101u << quad;
        if (bk1_quant_bits(format) == 6) high[quad / 4] |= (four >> 4 & 0x03030303) << quad % 4 * 2;
    }
    for (size_t i = 0; i < 4; i++) memcpy(quants + i * 64 + lane * 4, nibbles + i, 4);
    for (size_t i = 0; 256 + i * 64 < bk1_block_bytes(format); i++) {
        memcpy(quants + 256 + i * 64 + lane * 4, high + i, 4);
    }
}

/// One lane of the scales of a span; false if a binary16 in it is not finite. No `span` packs zeros.
BK1_CONSTANT bool pack_scales(bk1_format format, const uint8_t *_Nullable span, size_t lane, uint8_t *scales) {
    const uint8_t zeros[16] = {0};
    uint16_t floats[2] = {0};
    if (span) memcpy(floats, format == BK1_Q6_K ? span + 208 : span, bk1_has_minima(format) ? 4 : 2);
    memcpy(scales + lane * 2, floats, 2);
    if (bk1_has_minima(format)) {
        memcpy(scales + 32 + lane * 2, floats + 1, 2);
        const uint8_t *bytes = span ? span + 4 : zeros;
        for (size_t i = 0; i < 12; i++) scales[BK1_PACKED_SCALES + i * 16 + lane] = bytes[i];
    }
    if (format == BK1_Q6_K) {
        const uint8_t *bytes = span ? span + 192 : zeros;
        for (size_t i = 0; i < 16; i++) scales[BK1_BYTE_SCALES + i * 16 + lane] = bytes[i];
    }
    return (floats[0] & 0x7c00) != 0x7c00 && (floats[1] & 0x7c00) != 0x7c00;
}

BK1_CONSTANT bool pack_groups(bk1_format format, const uint8_t *source, size_t rows, size_t columns, size_t first,
                              size_t end, uint8_t *quants, uint8_t *scales) {
    size_t spans = columns / bk1_span(format), blocks = bk1_span(format) / BK1_BLOCK;
    bool finite = true;
    for (size_t index = first * spans; index < end * spans; index++) {
        for (size_t lane = 0; lane < BK1_GROUP; lane++) {
            size_t row = index / spans * BK1_GROUP + lane;
            size_t place = (row * spans + index % spans) * source_bytes(format);
            const uint8_t *_Nullable span = row < rows ? source + place : NULL;
            finite &= pack_scales(format, span, lane, scales + index * bk1_span_bytes(format));
            for (size_t block = 0; block < blocks; block++) {
                pack_lane(format, span, block, lane, quants + (index * blocks + block) * bk1_block_bytes(format));
            }
        }
    }
    return finite;
}

bool bk1_pack_blocks(bk1_format format, const uint8_t *blocks, size_t rows, size_t columns, size_t first, size_t end,
                     uint8_t *quants, uint8_t *scales) {
    switch (format) {
    case BK1_Q4_0: return pack_groups(BK1_Q4_0, blocks, rows, columns, first, end, quants, scales);
    case BK1_Q4_K: return pack_groups(BK1_Q4_K, blocks, rows, columns, first, end, quants, scales);
    case BK1_Q5_K: return pack_groups(BK1_Q5_K, blocks, rows, columns, first, end, quants, scales);
    case BK1_Q6_K: return pack_groups(BK1_Q6_K, blocks, rows, columns, first, end, quants, scales);
    case BK1_Q5_0: return pack_groups(BK1_Q5_0, blocks, rows, columns, first, end, quants, scales);
    }
    return false;
}
