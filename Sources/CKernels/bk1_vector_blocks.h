// Section 4 for matrices in nibbles, in vectors of 16 lanes. `bk1_vector.h` includes it.
//
// The including file defines, beside what `bk1_vector.h` needs:
//   QUADS_BEFORE_FOLD(largest)  products of stored quants up to `largest` that a `partial_sums` holds, in quads
//   partial_sums, partial_from, dot_stored, folded: sums of quads, begun with and added to a vector of 32-bit sums.

INLINE u8x64 bytes_at(const uint8_t *source) {
    u8x64 vector;
    memcpy(&vector, source, sizeof vector);
    return vector;
}

/// Each byte moved left by `count` bits, right where `count` is negative; masks drop what comes from its neighbour.
INLINE u8x64 moved(u8x64 bytes, const int count, const uint8_t mask) {
    u32x16 words = (u32x16)bytes;
    return (u8x64)(count < 0 ? words >> -count : words << count) & mask;
}

/// The stored quants of one quad of a block.
INLINE u8x64 stored_quad(const bk1_format format, const uint8_t *block, const int quad) {
    u8x64 low = moved(bytes_at(block + quad / 2 * 64), quad % 2 * -4, 0x0f);
    switch (format) {
    case BK1_Q5_0:
    case BK1_Q5_K: return low | moved(bytes_at(block + 256), 4 - quad, 0x10);
    case BK1_Q6_K: return low | moved(bytes_at(block + 256 + quad / 4 * 64), 4 - quad % 4 * 2, 0x30);
    default: return low;
    }
}

/// Adds the products of the quads `first..<end` of a block with `count` tokens.
INLINE void dot_stored_quads(const int count, const bk1_format format, const uint8_t *block, const int first,
                             const int end, const int8_t *input, size_t columns, i32x16 *exact) {
    const int fits = QUADS_BEFORE_FOLD(bk1_largest(format)), step = fits < end - first ? fits : end - first;
    UNROLL for (int start = first; start < end; start += step) {
        partial_sums partial[TILE];
        UNROLL for (int t = 0; t < count; t++) partial[t] = partial_from(exact[t]);
        UNROLL for (int quad = start; quad < start + step; quad++) {
            u8x64 four = stored_quad(format, block, quad);
            UNROLL for (int t = 0; t < count; t++) {
                partial[t] = dot_stored(partial[t], four, input + (size_t)t * columns + quad * 4);
            }
        }
        UNROLL for (int t = 0; t < count; t++) exact[t] = folded(exact[t], partial[t]);
    }
}

INLINE f32x16 floats_of(const uint8_t *scales, const bool is_signed) {
    u8x16 bytes;
    memcpy(&bytes, scales, sizeof bytes);
    i32x16 wide = is_signed ? __builtin_convertvector((i8x16)bytes, i32x16) : __builtin_convertvector(bytes, i32x16);
    return __builtin_convertvector(wide, f32x16);
}

/// 6-bit scales (`shift` 0) or minima (`shift` 4) of a block: the first four have bytes of their own, the others a
/// nibble of a byte that both share, and the upper bits of the first four's bytes.
INLINE f32x16 six_bits(const uint8_t *packed, size_t block, const int shift) {
    u8x16 own, shared;
    size_t index = shift ? block + 4 : block;
    memcpy(&own, packed + (block < 4 ? index : index - 4) * 16, sizeof own);
    memcpy(&shared, packed + (block < 4 ? 0 : block + 4) * 16, sizeof shared);
    u8x16 bits = block < 4 ? own & 63 : ((shared >> shift) & 15) | own >> 6 << 4;
    return __builtin_convertvector(__builtin_convertvector(bits, i32x16), f32x16);
}

INLINE f32x16 halves_at(const uint8_t *scales) { return load_scales((const uint16_t *)(const void *)scales); }

/// The activations of `count` tokens in one block.
typedef struct {
    const bk1_q8_activations *all;
    size_t token, block;
} block_input;

/// The index of the block of the tile's token `t`.
INLINE size_t index_of(block_input input, int t) {
    return (input.token + (size_t)t) * (input.all->columns / BK1_BLOCK) + input.block;
}

INLINE const int8_t *quants_of(block_input input) { return input.all->quants + index_of(input, 0) * BK1_BLOCK; }

/// Q4_0 and Q5_0.
INLINE void add_scaled(const int count, const bk1_format format, const uint8_t *quants, const uint8_t *scales,
                       block_input input, f32x16 *sums) {
    i32x16 exact[TILE];
    UNROLL for (int t = 0; t < count; t++) {
        exact[t] = splat_i32(input.all->biases[index_of(input, t)] / (128 / bk1_excess(format)));
    }
    dot_stored_quads(count, format, quants, 0, 8, quants_of(input), input.all->columns, exact);
    f32x16 d = halves_at(scales);
    UNROLL for (int t = 0; t < count; t++) {
        f32x16 both = d * splat(input.all->scales[index_of(input, t)]);
        sums[t] = sums[t] + __builtin_convertvector(exact[t], f32x16) * both;
    }
}

/// Q4_K and Q5_K.
INLINE void add_affine(const int count, const bk1_format format, const uint8_t *quants, const uint8_t *scales,
                       size_t index, block_input input, f32x16 *sums) {
    i32x16 exact[TILE];
    UNROLL for (int t = 0; t < count; t++) exact[t] = splat_i32(0);
    dot_stored_quads(count, format, quants, 0, 8, quants_of(input), input.all->columns, exact);
    f32x16 d = halves_at(scales) * six_bits(scales + BK1_PACKED_SCALES, index, 0);
    f32x16 minimum = halves_at(scales + 32) * six_bits(scales + BK1_PACKED_SCALES, index, 4);
    UNROLL for (int t = 0; t < count; t++) {
        const int32_t *halves = input.all->sums + index_of(input, t) * 2;
        float scale = input.all->scales[index_of(input, t)], total = (float)(halves[0] + halves[1]) * scale;
        f32x16 product = __builtin_convertvector(exact[t], f32x16) * (d * splat(scale));
        sums[t] = sums[t] + (product - minimum * splat(total));
    }
}

/// Both halves times their scales are below 2^24 together, so the sums of floats here are exact.
INLINE void add_q6_K(const int count, const uint8_t *quants, const uint8_t *scales, size_t index, block_input input,
                     f32x16 *sums) {
    f32x16 total[TILE];
    UNROLL for (int half = 0; half < 2; half++) {
        i32x16 exact[TILE];
        UNROLL for (int t = 0; t < count; t++) {
            exact[t] = splat_i32(-32 * input.all->sums[index_of(input, t) * 2 + (size_t)half]);
        }
        dot_stored_quads(count, BK1_Q6_K, quants, half * 4, half * 4 + 4, quants_of(input), input.all->columns, exact);
        f32x16 scale = floats_of(scales + BK1_BYTE_SCALES + (index * 2 + (size_t)half) * 16, true);
        UNROLL for (int t = 0; t < count; t++) {
            f32x16 product = __builtin_convertvector(exact[t], f32x16) * scale;
            total[t] = half == 0 ? product : total[t] + product;
        }
    }
    f32x16 d = halves_at(scales);
    UNROLL for (int t = 0; t < count; t++) {
        sums[t] = sums[t] + total[t] * (d * splat(input.all->scales[index_of(input, t)]));
    }
}

INLINE void tile_blocks(const int count, const bk1_format format, const bk1_block_matrix *weights, size_t group,
                        const bk1_q8_activations *input, size_t token, float *output, size_t stride) {
    const size_t blocks = weights->columns / BK1_BLOCK, in_span = bk1_span(format) / BK1_BLOCK;
    const uint8_t *quants = weights->quants + group * blocks * bk1_block_bytes(format);
    const uint8_t *scales = weights->scales + group * (blocks / in_span) * bk1_span_bytes(format);
    f32x16 sums[TILE] = {0};
    for (size_t block = 0; block < blocks; block++, quants += bk1_block_bytes(format)) {
        block_input columns = {input, token, block};
        const uint8_t *span = scales + block / in_span * bk1_span_bytes(format);
        prefetch(quants, bk1_block_bytes(format));
        prefetch(scales + block * bk1_span_bytes(format) / in_span, 1);
        switch (format) {
        case BK1_Q4_0: add_scaled(count, BK1_Q4_0, quants, span, columns, sums); break;
        case BK1_Q4_K: add_affine(count, BK1_Q4_K, quants, span, block % in_span, columns, sums); break;
        case BK1_Q5_K: add_affine(count, BK1_Q5_K, quants, span, block % in_span, columns, sums); break;
        case BK1_Q6_K: add_q6_K(count, quants, span, block % in_span, columns, sums); break;
        case BK1_Q5_0: add_scaled(count, BK1_Q5_0, quants, span, columns, sums); break;
        }
    }
    UNROLL for (int t = 0; t < count; t++) {
        store_rows(output + (token + (size_t)t) * stride + group * BK1_GROUP, sums[t],
                   weights->rows - group * BK1_GROUP);
    }
}

INLINE void panels(const bk1_format format, const bk1_block_matrix *weights, const bk1_q8_activations *input,
                   size_t tokens, size_t first, size_t end, float *output, size_t stride) {
    size_t panel = panel_of(weights->columns);
    for (size_t start = 0; start < tokens; start += panel) {
        size_t stop = start + panel < tokens ? start + panel : tokens;
        for (size_t group = first; group < end; group++) {
            size_t token = start;
            FOR_EACH_TILE(token, stop, tile_blocks, format, weights, group, input, token, output, stride)
        }
    }
}

KERNEL void matmul_blocks(const bk1_block_matrix *weights, const bk1_q8_activations *input, size_t tokens,
                          size_t first, size_t end, float *output, size_t stride) {
    switch (weights->format) {
    case BK1_Q4_0: panels(BK1_Q4_0, weights, input, tokens, first, end, output, stride); break;
    case BK1_Q4_K: panels(BK1_Q4_K, weights, input, tokens, first, end, output, stride); break;
    case BK1_Q5_K: panels(BK1_Q5_K, weights, input, tokens, first, end, output, stride); break;
    case BK1_Q6_K: panels(BK1_Q6_K, weights, input, tokens, first, end, output, stride); break;
    case BK1_Q5_0: panels(BK1_Q5_0, weights, input, tokens, first, end, output, stride); break;
    }
}
