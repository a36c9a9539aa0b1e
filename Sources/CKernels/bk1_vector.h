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

/// Bytes between what is read and what is asked for: so many that it arrives in time, so few that the first-level cache
/// keeps it until then.
#define AHEAD 8192

/// Asks memory for what stands `AHEAD` bytes behind these `count` bytes of weights. Behind the last weights that is in
/// vain, and no fault. Processors foresee reads front to back, but fall behind where there is much to compute between.
INLINE void prefetch(const void *weights, size_t count) {
    UNROLL for (size_t i = 0; i < count; i += 64) __builtin_prefetch((const void *)((uintptr_t)weights + AHEAD + i));
}

#include "bk1_vector_quantise.h"

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

#include "bk1_vector_attention.h"

const bk1_kernels KERNELS = {
    quantise, matmul_q8_0, matmul_blocks, matmul_f32, rms_norm, layer_norm, attention, swiglu, gelu, exponential,
};
