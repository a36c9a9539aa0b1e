// The kernels in vectors of 16 lanes: one text, compiled once for each instruction set.
//
// The including file defines, before it includes this one:
//   TARGET               the target attribute, or nothing
//   TILE                 tokens that share one pass over a group of rows: 1, 2, 4 or 8, as registers allow
//   PAIR_TOKENS          at most TILE tokens that share one pass over two groups, where that takes fewer loads; optional
//   ISUM_START(bias)     what the integer sum of a block begins with
//   quad_weights, load_quad, dot_quad, load_scales, and the name KERNELS of its table.
// A lane is an output, so no sum crosses lanes except in the trees that section 6 fixes.

#define KERNEL static TARGET

INLINE f32x16 splat(float x) { return (f32x16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; }

INLINE i32x16 splat_i32(int32_t x) { return (i32x16){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}; }

INLINE f32x16 load(const float *source) {
    f32x16 vector;
    memcpy(&vector, source, sizeof vector);
    return vector;
}

INLINE void store(float *target, f32x16 vector) { memcpy(target, &vector, sizeof vector); }

INLINE f32x16 select_f32(i32x16 mask, f32x16 yes, f32x16 no) {
    return (f32x16)((mask & (i32x16)yes) | (~mask & (i32x16)no));
}

INLINE i32x16 select_i32(i32x16 mask, i32x16 yes, i32x16 no) { return (mask & yes) | (~mask & no); }

/// All ones in the lanes below `count`.
INLINE i32x16 lanes_below(size_t count) {
    const i32x16 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return lane < splat_i32((int32_t)count);
}

/// The first `count` values, zeros behind them.
INLINE f32x16 load_first(const float *source, size_t count) {
    f32x16 vector = {0};
    memcpy(&vector, source, count * sizeof *source);
    return vector;
}

#define MOVE_8(v) __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0)
#define MOVE_4(v) __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
#define MOVE_2(v) __builtin_shufflevector(v, v, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
#define MOVE_1(v) __builtin_shufflevector(v, v, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

INLINE float tree_sum(f32x16 v) {
    v = v + MOVE_8(v);
    v = v + MOVE_4(v);
    v = v + MOVE_2(v);
    v = v + MOVE_1(v);
    return v[0];
}

INLINE f32x16 larger_f32(f32x16 candidate, f32x16 v) { return select_f32(candidate > v, candidate, v); }

INLINE float tree_max(f32x16 v) {
    v = larger_f32(MOVE_8(v), v);
    v = larger_f32(MOVE_4(v), v);
    v = larger_f32(MOVE_2(v), v);
    v = larger_f32(MOVE_1(v), v);
    return v[0];
}

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

/// Bytes between what is read and what is asked for: so many that it arrives in time, so few that the first-level cache
/// keeps it until then.
#define AHEAD 8192

/// Asks memory for what stands `AHEAD` bytes behind these `count` bytes of weights. Behind the last weights that is in
/// vain, and no fault. Processors foresee reads front to back, but fall behind where there is much to compute between.
INLINE void prefetch(const void *weights, size_t count) {
    UNROLL for (size_t i = 0; i < count; i += 64) __builtin_prefetch((const void *)((uintptr_t)weights + AHEAD + i));
}

// Section 3.

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

// Sections 4 and 5. `count` is a constant wherever these are inlined, so that the sums stay in registers.

INLINE void store_rows(float *output, f32x16 sum, size_t rows) {
    if (rows >= BK1_GROUP) {
        store(output, sum);
    } else {
        memcpy(output, &sum, rows * sizeof *output);
    }
}

/// `count` tokens and `width` adjacent groups of rows; each number is computed as by itself.
INLINE void tile_q8_0(const int count, const int width, const bk1_q8_matrix *weights, size_t group,
                      const bk1_q8_activations *input, size_t token, float *output, size_t stride) {
    size_t blocks = weights->columns / BK1_BLOCK;
    const uint8_t *quants = weights->quants + group * blocks * 512;
    const uint16_t *scales = weights->scales + group * blocks * BK1_GROUP;
    f32x16 sums[2][TILE] = {0};
    for (size_t block = 0; block < blocks; block++) {
        const int8_t *columns = input->quants + (token * blocks + block) * BK1_BLOCK;
        i32x16 exact[2][TILE];
        UNROLL for (int g = 0; g < width; g++) {
            size_t place = (size_t)g * blocks + block;
            // One token reads these front to back and as fast as memory gives, which processors foresee.
            if (count > 1) {
                prefetch(quants + place * 512, 512);
                prefetch(scales + place * BK1_GROUP, 32);
            }
            UNROLL for (int t = 0; t < count; t++) {
                exact[g][t] = splat_i32(ISUM_START(input->biases[(token + (size_t)t) * blocks + block]));
            }
        }
        UNROLL for (size_t quad = 0; quad < 8; quad++) {
            UNROLL for (int g = 0; g < width; g++) {
                quad_weights four = load_quad(quants + ((size_t)g * blocks + block) * 512 + quad * 64);
                UNROLL for (int t = 0; t < count; t++) {
                    exact[g][t] = dot_quad(exact[g][t], four, columns + (size_t)t * weights->columns + quad * 4);
                }
            }
        }
        UNROLL for (int g = 0; g < width; g++) {
            f32x16 scale = load_scales(scales + ((size_t)g * blocks + block) * BK1_GROUP);
            UNROLL for (int t = 0; t < count; t++) {
                f32x16 both = scale * splat(input->scales[(token + (size_t)t) * blocks + block]);
                sums[g][t] = sums[g][t] + __builtin_convertvector(exact[g][t], f32x16) * both;
            }
        }
    }
    UNROLL for (int g = 0; g < width; g++) {
        size_t row = (group + (size_t)g) * BK1_GROUP;
        UNROLL for (int t = 0; t < count; t++) {
            store_rows(output + (token + (size_t)t) * stride + row, sums[g][t], weights->rows - row);
        }
    }
}

INLINE void tile_f32(const int count, const bk1_f32_matrix *weights, size_t group, const float *input,
                     size_t input_stride, size_t token, float *output, size_t stride) {
    const float *values = weights->values + group * weights->columns * BK1_GROUP;
    const float *columns = input + token * input_stride;
    f32x16 sums[TILE] = {0};
    for (size_t column = 0; column < weights->columns; column++) {
        f32x16 sixteen = load(values + column * BK1_GROUP);
        UNROLL for (int t = 0; t < count; t++) {
            sums[t] = sums[t] + sixteen * splat(columns[(size_t)t * input_stride + column]);
        }
    }
    UNROLL for (int t = 0; t < count; t++) {
        store_rows(output + (token + (size_t)t) * stride + group * BK1_GROUP, sums[t],
                   weights->rows - group * BK1_GROUP);
    }
}

/// Calls `tile(count, ...)` for `token..<end` with the largest constant counts that fit.
#if TILE == 8
#define FOR_EACH_TILE(token, end, tile, ...) \
    for (; token + 8 <= end; token += 8) tile(8, __VA_ARGS__); \
    if (token + 4 <= end) { tile(4, __VA_ARGS__); token += 4; } \
    FOR_LAST_TILES(token, end, tile, __VA_ARGS__)
#elif TILE == 4
#define FOR_EACH_TILE(token, end, tile, ...) \
    for (; token + 4 <= end; token += 4) tile(4, __VA_ARGS__); \
    FOR_LAST_TILES(token, end, tile, __VA_ARGS__)
#else
#define FOR_EACH_TILE(token, end, tile, ...) \
    for (; token + 2 <= end; token += 2) tile(2, __VA_ARGS__); \
    FOR_LAST_TILES(token, end, tile, __VA_ARGS__)
#endif
#define FOR_LAST_TILES(token, end, tile, ...) \
    if (token + 2 <= end) { tile(2, __VA_ARGS__); token += 2; } \
    if (token < end) { tile(1, __VA_ARGS__); token += 1; }

/// Tokens whose activations stay in the second-level cache while every group of a call passes over them.
INLINE size_t panel_of(size_t bytes_per_token) {
    size_t tokens = (256 * 1024) / (bytes_per_token + 1) / 8 * 8;
    return tokens < 8 ? 8 : tokens;
}

KERNEL void matmul_q8_0(const bk1_q8_matrix *weights, const bk1_q8_activations *input, size_t tokens, size_t first,
                        size_t end, float *output, size_t stride) {
    size_t panel = panel_of(weights->columns);
    for (size_t start = 0; start < tokens; start += panel) {
        size_t stop = start + panel < tokens ? start + panel : tokens;
        for (size_t group = first; group < end; group++) {
            size_t token = start;
#ifdef PAIR_TOKENS
            // Few tokens read the weights front to back: they are left to it.
            if (group + 1 < end && stop - start >= PAIR_TOKENS) {
                for (; token + PAIR_TOKENS <= stop; token += PAIR_TOKENS) {
                    tile_q8_0(PAIR_TOKENS, 2, weights, group, input, token, output, stride);
                }
                if (token + 4 <= stop) {
                    tile_q8_0(4, 2, weights, group, input, token, output, stride);
                    token += 4;
                }
                FOR_LAST_TILES(token, stop, tile_q8_0, 2, weights, group, input, token, output, stride)
                group++;
                continue;
            }
#endif
            FOR_EACH_TILE(token, stop, tile_q8_0, 1, weights, group, input, token, output, stride)
        }
    }
}

KERNEL void matmul_f32(const bk1_f32_matrix *weights, const float *input, size_t input_stride, size_t tokens,
                       size_t first, size_t end, float *output, size_t stride) {
    size_t panel = panel_of(weights->columns * sizeof(float));
    for (size_t start = 0; start < tokens; start += panel) {
        size_t stop = start + panel < tokens ? start + panel : tokens;
        for (size_t group = first; group < end; group++) {
            size_t token = start;
            FOR_EACH_TILE(token, stop, tile_f32, weights, group, input, input_stride, token, output, stride)
        }
    }
}

#include "bk1_vector_blocks.h"

// Section 6.

KERNEL void rms_norm(const float *input, const float *weight, size_t count, float epsilon, float *output) {
    f32x16 lanes = {0};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        f32x16 x = load(input + i);
        lanes = lanes + x * x;
    }
    if (i < count) {
        f32x16 x = load_first(input + i, count - i);
        lanes = lanes + x * x;
    }
    float scale = 1.0f / sqrtf(tree_sum(lanes) / (float)count + epsilon);
    for (i = 0; i < count; i++) output[i] = (input[i] * scale) * weight[i];
}

INLINE float mean_of(const float *input, size_t count) {
    f32x16 lanes = {0};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) lanes = lanes + load(input + i);
    if (i < count) lanes = lanes + load_first(input + i, count - i);
    return tree_sum(lanes) / (float)count;
}

KERNEL void layer_norm(const float *input, const float *weight, const float *bias, size_t count, float epsilon,
                       float *output) {
    float mean = mean_of(input, count);
    f32x16 lanes = {0};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        f32x16 deviation = load(input + i) - splat(mean);
        lanes = lanes + deviation * deviation;
    }
    if (i < count) {
        f32x16 deviation = load_first(input + i, count - i) - splat(mean);
        lanes = select_f32(lanes_below(count - i), lanes + deviation * deviation, lanes);
    }
    float scale = 1.0f / sqrtf(tree_sum(lanes) / (float)count + epsilon);
    for (i = 0; i < count; i++) output[i] = ((input[i] - mean) * scale) * weight[i] + bias[i];
}

// Sections 7 and 9.

INLINE f32x16 exponential_of(f32x16 x) {
    x = select_f32(x < splat(BK1_EXP_LOWEST), splat(BK1_EXP_LOWEST), x);
    x = select_f32(x > splat(BK1_EXP_HIGHEST), splat(BK1_EXP_HIGHEST), x);
    f32x16 shifted = x * splat(BK1_LOG2_E) + splat(BK1_ROUND);
    f32x16 exponent = shifted - splat(BK1_ROUND);
    f32x16 r = (x - exponent * splat(BK1_LN2_HIGH)) - exponent * splat(BK1_LN2_LOW);
    f32x16 sum = splat(bk1_exponential_terms[7]);
    UNROLL for (int k = 6; k >= 0; k--) sum = sum * r + splat(bk1_exponential_terms[k]);
    return sum * (f32x16)(((i32x16)shifted - splat_i32(BK1_ROUND_BITS) + splat_i32(127)) << 23);
}

INLINE f32x16 gelu_of(f32x16 input) {
    f32x16 x = input * splat(BK1_SQRT_HALF);
    f32x16 magnitude = (f32x16)((i32x16)x & splat_i32(0x7fffffff));
    f32x16 t = splat(1.0f) / (splat(1.0f) + splat(BK1_ERF_P) * magnitude);
    f32x16 sum = splat(BK1_ERF_5);
    sum = sum * t + splat(BK1_ERF_4);
    sum = sum * t + splat(BK1_ERF_3);
    sum = sum * t + splat(BK1_ERF_2);
    sum = sum * t + splat(BK1_ERF_1);
    f32x16 value = splat(1.0f) - (sum * t) * exponential_of(-(magnitude * magnitude));
    f32x16 erf = (f32x16)((i32x16)value | ((i32x16)x & splat_i32((int32_t)0x80000000)));
    return (splat(0.5f) * input) * (splat(1.0f) + erf);
}

INLINE f32x16 swiglu_of(f32x16 gate, f32x16 up) {
    return gate / (splat(1.0f) + exponential_of(-gate)) * up;
}

/// Stores `expression` of each 16 values; `at` and `last` load them, whole or up to the end.
#define MAP(count, output, whole, partial) \
    size_t i = 0; \
    for (; i + 16 <= count; i += 16) store(output + i, whole); \
    if (i < count) { \
        f32x16 result = partial; \
        memcpy(output + i, &result, (count - i) * sizeof(float)); \
    }

KERNEL void exponential(const float *input, size_t count, float *output) {
    MAP(count, output, exponential_of(load(input + i)), exponential_of(load_first(input + i, count - i)))
}

KERNEL void gelu(const float *input, size_t count, float *output) {
    MAP(count, output, gelu_of(load(input + i)), gelu_of(load_first(input + i, count - i)))
}

KERNEL void swiglu(const float *gate, const float *up, size_t count, float *output) {
    MAP(count, output, swiglu_of(load(gate + i), load(up + i)),
        swiglu_of(load_first(gate + i, count - i), load_first(up + i, count - i)))
}

// Section 8. A query is one head of one token; neighbours share a pass over keys and values.

INLINE float softmax(float *scores, size_t count) {
    f32x16 largest = splat(-INFINITY), lanes = {0};
    size_t whole = count / 16 * 16;
    i32x16 last = lanes_below(count - whole);
    for (size_t i = 0; i < whole; i += 16) largest = larger_f32(load(scores + i), largest);
    if (whole < count) largest = larger_f32(select_f32(last, load(scores + whole), largest), largest);
    f32x16 top = splat(tree_max(largest));
    for (size_t i = 0; i < whole; i += 16) {
        f32x16 weight = exponential_of(load(scores + i) - top);
        store(scores + i, weight);
        lanes = lanes + weight;
    }
    if (whole < count) {
        f32x16 weight = exponential_of(load(scores + whole) - top);
        store(scores + whole, weight);
        lanes = select_f32(last, lanes + weight, lanes);
    }
    return tree_sum(lanes);
}

INLINE size_t query_offset(const bk1_attention *work, size_t query) {
    return query / work->heads * work->stride + query % work->heads * work->width;
}

/// The number of positions that a query sees.
INLINE size_t visible_to(const bk1_attention *work, size_t query) {
    return work->position + (work->causal ? query / work->heads + 1 : work->tokens);
}

INLINE void score(const int count, const bk1_attention *work, size_t query) {
    const float *columns[TILE];
    UNROLL for (int t = 0; t < count; t++) columns[t] = work->queries + query_offset(work, query + (size_t)t);
    size_t visible = visible_to(work, query + (size_t)count - 1);
    for (size_t position = 0; position < visible; position += 16) {
        const float *key = work->keys + position * work->width;
        f32x16 sums[TILE] = {0};
        for (size_t i = 0; i < work->width; i++) {
            f32x16 sixteen = load(key + i * 16);
            UNROLL for (int t = 0; t < count; t++) sums[t] = sums[t] + splat(columns[t][i]) * sixteen;
        }
        UNROLL for (int t = 0; t < count; t++) {
            store(work->scores + (size_t)t * work->capacity + position, sums[t] * splat(work->scale));
        }
    }
}

/// The sums of `count` queries over two vectors of a head; with one, the second stays unused.
typedef f32x16 value_sums[TILE][2];

/// Adds the weighted values of the positions `first..<end`, from `column` of the head on, to the sums from `query` on.
INLINE void weigh(const int count, const int vectors, const bk1_attention *work, int query, size_t column, size_t first,
                  size_t end, value_sums sums) {
    const float *weights = work->scores + (size_t)query * work->capacity;
    for (size_t position = first; position < end; position++) {
        const float *value = work->values + position * work->width + column;
        UNROLL for (int v = 0; v < vectors; v++) {
            f32x16 sixteen = load(value + v * 16);
            UNROLL for (int t = 0; t < count; t++) {
                sums[query + t][v] = sums[query + t][v]
                    + splat(weights[(size_t)t * work->capacity + position]) * sixteen;
            }
        }
    }
}

/// The output of `count` queries in 16 or 32 columns. They share the positions that the first of them sees.
INLINE void attend_columns(const int count, const int vectors, const bk1_attention *work, size_t query, size_t column,
                           const float *inverse) {
    value_sums sums = {{{0}}};
    size_t common = visible_to(work, query);
    weigh(count, vectors, work, 0, column, 0, common, sums);
    UNROLL for (int t = 0; t < count; t++) {
        weigh(1, vectors, work, t, column, common, visible_to(work, query + (size_t)t), sums);
        float *output = work->output + query_offset(work, query + (size_t)t) + column;
        UNROLL for (int v = 0; v < vectors; v++) store(output + v * 16, sums[t][v] * splat(inverse[t]));
    }
}

/// What a head has beyond whole vectors, for one query of the tile.
INLINE void attend_last(const bk1_attention *work, size_t query, int t, size_t column, float inverse) {
    const float *weights = work->scores + (size_t)t * work->capacity;
    float *output = work->output + query_offset(work, query + (size_t)t);
    for (; column < work->width; column++) {
        float sum = 0;
        for (size_t position = 0; position < visible_to(work, query + (size_t)t); position++) {
            sum = sum + weights[position] * work->values[position * work->width + column];
        }
        output[column] = sum * inverse;
    }
}

INLINE void attend(const int count, const bk1_attention *work, size_t query) {
    float inverse[TILE];
    score(count, work, query);
    UNROLL for (int t = 0; t < count; t++) {
        inverse[t] = 1.0f / softmax(work->scores + (size_t)t * work->capacity, visible_to(work, query + (size_t)t));
    }
    size_t column = 0;
    for (; column + 32 <= work->width; column += 32) attend_columns(count, 2, work, query, column, inverse);
    for (; column + 16 <= work->width; column += 16) attend_columns(count, 1, work, query, column, inverse);
    for (int t = 0; t < count; t++) attend_last(work, query, t, column, inverse[t]);
}

KERNEL void attention(const bk1_attention *work) {
    size_t query = 0, end = work->tokens * work->heads;
    FOR_EACH_TILE(query, end, attend, work, query)
}

const bk1_kernels KERNELS = {
    quantise, matmul_q8_0, matmul_blocks, matmul_f32, rms_norm, layer_norm, attention, swiglu, gelu, exponential,
};
