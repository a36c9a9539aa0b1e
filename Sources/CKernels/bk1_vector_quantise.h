// Section 3, in vectors of 16 lanes. `bk1_vector.h` includes it.

INLINE i32x16 select_i32(i32x16 mask, i32x16 yes, i32x16 no) { return (mask & yes) | (~mask & no); }

/// Modulo 2^32: what a NaN makes of quants is arbitrary, and adding it is not to be undefined.
INLINE i32x16 sum_of_i32(i32x16 a, i32x16 b) { return (i32x16)((u32x16)a + (u32x16)b); }

INLINE i32x16 larger_i32(i32x16 a, i32x16 b) { return select_i32(a > b, a, b); }

INLINE int32_t max_i32(i32x16 v) {
    v = larger_i32(v, MOVE_8(v));
    v = larger_i32(v, MOVE_4(v));
    v = larger_i32(v, MOVE_2(v));
    v = larger_i32(v, MOVE_1(v));
    return v[0];
}

INLINE int32_t sum_i32(i32x16 v) {
    v = sum_of_i32(v, MOVE_8(v));
    v = sum_of_i32(v, MOVE_4(v));
    v = sum_of_i32(v, MOVE_2(v));
    v = sum_of_i32(v, MOVE_1(v));
    return v[0];
}

INLINE i32x16 quantise_half(f32x16 input, f32x16 inverse, int8_t *quants) {
    i32x16 rounded = (i32x16)(input * inverse + splat(BK1_ROUND)) - splat_i32(BK1_ROUND_BITS);
    i8x16 narrow = __builtin_convertvector(rounded, i8x16);
    memcpy(quants, &narrow, sizeof narrow);
    return rounded;
}

#define RANGES_OF_4(a, b, c, d) \
    a, a + 1, a + 2, a + 3, b, b + 1, b + 2, b + 3, c, c + 1, c + 2, c + 3, d, d + 1, d + 2, d + 3
#define PAIRS_OF_2(a, b, c, d) \
    a, a + 1, a + 4, a + 5, b, b + 1, b + 4, b + 5, c, c + 1, c + 4, c + 5, d, d + 1, d + 4, d + 5

/// A step in each of two trees at once: in the lower half of the result stands what is left of `a`, in the upper that
/// of `b`.
#define HALVES(operation, a, b) \
    operation(__builtin_shufflevector(a, b, RANGES_OF_4(0, 4, 16, 20)), \
              __builtin_shufflevector(a, b, RANGES_OF_4(8, 12, 24, 28)))
/// The next step, of two results of `HALVES`: four trees stand in quarters.
#define QUARTERS(operation, a, b) \
    operation(__builtin_shufflevector(a, b, RANGES_OF_4(0, 8, 16, 24)), \
              __builtin_shufflevector(a, b, RANGES_OF_4(4, 12, 20, 28)))
/// The next step, of two results of `QUARTERS`: eight trees stand in pairs of lanes.
#define EIGHTHS(operation, a, b) \
    operation(__builtin_shufflevector(a, b, PAIRS_OF_2(0, 8, 16, 24)), \
              __builtin_shufflevector(a, b, PAIRS_OF_2(2, 10, 18, 26)))
/// Quarters with their pairs of lanes exchanged, and pairs with their lanes exchanged.
#define OTHER_PAIR(v) __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)
#define OTHER_LANE(v) __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14)

/// The blocks that are quantised together: what is sought in each is found in one tree.
#define QUANTISED 4

INLINE void quantise_blocks(const float *input, int8_t *quants, float *scales, int32_t *biases, int32_t *sums) {
    f32x16 values[2 * QUANTISED];
    i32x16 largest[QUANTISED], rounded[2 * QUANTISED], halves[QUANTISED];
    UNROLL for (int block = 0; block < QUANTISED; block++) {
        f32x16 low = load(input + block * BK1_BLOCK), high = load(input + block * BK1_BLOCK + 16);
        i32x16 magnitude = splat_i32(0x7fffffff);
        largest[block] = larger_i32((i32x16)low & magnitude, (i32x16)high & magnitude);
        values[2 * block] = low;
        values[2 * block + 1] = high;
    }
    i32x16 quarters = QUARTERS(larger_i32, HALVES(larger_i32, largest[0], largest[1]),
                               HALVES(larger_i32, largest[2], largest[3]));
    quarters = larger_i32(quarters, OTHER_PAIR(quarters));
    quarters = larger_i32(quarters, OTHER_LANE(quarters));
    i32x4 top = __builtin_shufflevector(quarters, quarters, 0, 4, 8, 12);
    i32x4 is_tiny = top < (i32x4){BK1_TINY_BITS, BK1_TINY_BITS, BK1_TINY_BITS, BK1_TINY_BITS};
    f32x4 most = {127.0f, 127.0f, 127.0f, 127.0f};
    f32x4 scale = (f32x4)(~is_tiny & (i32x4)((f32x4)top / most));
    f32x4 inverse = (f32x4)(~is_tiny & (i32x4)(most / (f32x4)top));
    memcpy(scales, &scale, sizeof scale);
    UNROLL for (int half = 0; half < 2 * QUANTISED; half++) {
        rounded[half] = quantise_half(values[half], splat(inverse[half / 2]), quants + half * 16);
    }
    UNROLL for (int block = 0; block < QUANTISED; block++) {
        halves[block] = HALVES(sum_of_i32, rounded[2 * block], rounded[2 * block + 1]);
    }
    i32x16 eighths = EIGHTHS(sum_of_i32, QUARTERS(sum_of_i32, halves[0], halves[1]),
                             QUARTERS(sum_of_i32, halves[2], halves[3]));
    // 16 bits hold a sum, and keep the products defined where a NaN made the quants arbitrary.
    i32x16 all = (i32x16)((u32x16)sum_of_i32(eighths, OTHER_LANE(eighths)) << 16) >> 16;
    i32x8 each = __builtin_shufflevector(all, all, 0, 2, 4, 6, 8, 10, 12, 14);
    memcpy(sums, &each, sizeof each);
    i32x4 both = __builtin_shufflevector(each, each, 0, 2, 4, 6) + __builtin_shufflevector(each, each, 1, 3, 5, 7);
    i32x4 bias = -128 * both;
    memcpy(biases, &bias, sizeof bias);
}

INLINE void quantise_block(const float *input, int8_t *quants, float *scale, int32_t *bias, int32_t *sums) {
    f32x16 low = load(input), high = load(input + 16);
    i32x16 magnitude = splat_i32(0x7fffffff);
    int32_t largest = max_i32(larger_i32((i32x16)low & magnitude, (i32x16)high & magnitude));
    bool is_tiny = largest < BK1_TINY_BITS;
    *scale = is_tiny ? 0 : bk1_float((uint32_t)largest) / 127.0f;
    f32x16 inverse = splat(is_tiny ? 0 : 127.0f / bk1_float((uint32_t)largest));
    // 16 bits hold a sum, and keep the products defined where a NaN made the quants arbitrary.
    sums[0] = (int16_t)sum_i32(quantise_half(low, inverse, quants));
    sums[1] = (int16_t)sum_i32(quantise_half(high, inverse, quants + 16));
    *bias = -128 * (sums[0] + sums[1]);
}

KERNEL void quantise(const float *input, size_t stride, size_t tokens, const bk1_q8_activations *output) {
    size_t blocks = output->columns / BK1_BLOCK;
    // Rows without gaps are one row.
    if (stride == output->columns) {
        blocks *= tokens;
        tokens = tokens > 0;
    }
    for (size_t token = 0; token < tokens; token++) {
        size_t block = 0;
        for (; block + QUANTISED <= blocks; block += QUANTISED) {
            size_t index = token * blocks + block;
            quantise_blocks(input + token * stride + block * BK1_BLOCK, output->quants + index * BK1_BLOCK,
                            output->scales + index, output->biases + index, output->sums + index * 2);
        }
        for (; block < blocks; block++) {
            size_t index = token * blocks + block;
            quantise_block(input + token * stride + block * BK1_BLOCK, output->quants + index * BK1_BLOCK,
                           output->scales + index, output->biases + index, output->sums + index * 2);
        }
    }
}
