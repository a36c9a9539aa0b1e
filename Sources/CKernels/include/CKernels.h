// The kernels of the numerics bk1 (docs/numerics-bk1.md). Every function here is defined to the last bit: its result
// depends on its arguments alone, never on the instruction set, the compiler, or how the work was divided.
//
// Nothing here allocates, keeps state or starts threads. Sizes are counts of elements. Pointers need the alignment of
// their element type only. Inputs and outputs do not overlap unless a comment says that they may.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#else
#define _Nullable
#endif

/// Rows that are computed side by side: one lane each.
#define BK1_GROUP 16
/// Columns that share one scale.
#define BK1_BLOCK 32
/// Queries that share one pass over the keys; `scores` has room for so many.
#define BK1_QUERY_TILE 8

typedef enum bk1_isa {
    BK1_SCALAR = 0,
    BK1_SSE41 = 1,
    BK1_AVX2 = 2,
    BK1_AVX512VNNI = 3,
    BK1_NEON = 4,
} bk1_isa;

/// A Q8_0 matrix after `bk1_pack_q8_0`: `rows` is padded with zeros to a multiple of 16, `columns` is a multiple of 32.
typedef struct bk1_q8_matrix {
    const uint8_t *quants;   ///< `[group][block][quad 0..<8][lane 0..<16][4]`, each quant + 128
    const uint16_t *scales;  ///< `[group][block][lane]`, IEEE binary16
    size_t rows;
    size_t columns;
} bk1_q8_matrix;

/// How a matrix in nibbles is stored: the block types of GGUF of the same names.
typedef enum bk1_format {
    BK1_Q4_0 = 0,
    BK1_Q4_K = 1,
    BK1_Q5_K = 2,
    BK1_Q6_K = 3,
    BK1_Q5_0 = 4,
} bk1_format;

/// A matrix in nibbles after `bk1_pack_blocks`: `rows` is padded with zeros to a multiple of 16, `columns` is a multiple
/// of 256, or of 32 in Q4_0 and Q5_0. It takes as many bytes as in GGUF, padding apart.
typedef struct bk1_block_matrix {
    const uint8_t *quants;
    const uint8_t *scales;  ///< aligned to 2 bytes
    size_t rows;
    size_t columns;
    bk1_format format;
} bk1_block_matrix;

/// An f32 matrix after `bk1_pack_f32`: `[group][column][lane]`, `rows` padded with zeros to a multiple of 16.
typedef struct bk1_f32_matrix {
    const float *values;
    size_t rows;
    size_t columns;
} bk1_f32_matrix;

/// Activations of `tokens` tokens as int8, one scale for each block of 32 columns.
typedef struct bk1_q8_activations {
    int8_t *quants;   ///< `[token][column]`
    float *scales;    ///< `[token][block]`
    int32_t *biases;  ///< `[token][block]`: -128 times the sum of the block's quants
    int32_t *sums;    ///< `[token][column / 16]`: the sums of 16 quants
    size_t columns;
} bk1_q8_activations;

/// Causal attention of the heads that share one key-value head, for consecutive tokens.
typedef struct bk1_attention {
    const float *queries;  ///< the first token's first head; heads are adjacent
    float *output;         ///< as `queries`
    size_t stride;         ///< from one token to the next, in floats, of `queries` and `output`
    const float *keys;     ///< `[position / 16][width][16]`
    const float *values;   ///< `[position][width]`
    float *scores;         ///< scratch: `BK1_QUERY_TILE` rows of `capacity`
    size_t capacity;       ///< a multiple of 16, at least `position + tokens`
    size_t heads;          ///< query heads that share the key-value head
    size_t width;          ///< of a head
    size_t position;       ///< of the first token; it sees the keys 0...position
    size_t tokens;
    float scale;           ///< of the dot products: 1 / sqrt(width)
    bool causal;           ///< false: every token sees the keys 0..<position + tokens
} bk1_attention;

/// The kernels of one instruction set.
typedef struct bk1_kernels {
    /// Section 3: `tokens` rows of `columns` values, at `stride` floats from one another.
    void (*quantise)(const float *input, size_t stride, size_t tokens, const bk1_q8_activations *output);
    /// Section 4: the rows of the groups `first..<end` for every token, to `output[token * stride + row]`.
    void (*matmul_q8_0)(const bk1_q8_matrix *weights, const bk1_q8_activations *input, size_t tokens, size_t first,
                        size_t end, float *output, size_t stride);
    /// Section 4: as `matmul_q8_0`.
    void (*matmul_blocks)(const bk1_block_matrix *weights, const bk1_q8_activations *input, size_t tokens, size_t first,
                          size_t end, float *output, size_t stride);
    /// Section 5: as `matmul_q8_0`; token `t` begins at `input[t * input_stride]`.
    void (*matmul_f32)(const bk1_f32_matrix *weights, const float *input, size_t input_stride, size_t tokens,
                       size_t first, size_t end, float *output, size_t stride);
    /// Section 6; `output` may be `input`.
    void (*rms_norm)(const float *input, const float *weight, size_t count, float epsilon, float *output);
    /// Section 6; `output` may be `input`.
    void (*layer_norm)(const float *input, const float *weight, const float *bias, size_t count, float epsilon,
                       float *output);
    /// Section 8.
    void (*attention)(const bk1_attention *work);
    /// Section 9: silu(gate) * up; `output` may be `gate` or `up`.
    void (*swiglu)(const float *gate, const float *up, size_t count, float *output);
    /// Section 9; `output` may be `input`.
    void (*gelu)(const float *input, size_t count, float *output);
    /// Section 7: the exponential of each value; `output` may be `input`.
    void (*exponential)(const float *input, size_t count, float *output);
} bk1_kernels;

/// The kernels of an instruction set, or null where this processor or build does not have it.
const bk1_kernels *_Nullable bk1_kernels_for(bk1_isa isa);

/// Packs the groups `first..<end` of a Q8_0 matrix in the layout of GGUF: each row has `columns / 32` blocks of a
/// binary16 scale and 32 signed quants. Returns false, with what was written undefined, if a scale is not finite.
bool bk1_pack_q8_0(const uint8_t *blocks, size_t rows, size_t columns, size_t first, size_t end, uint8_t *quants,
                   uint16_t *scales);
/// Packs the groups `first..<end` of a row-major f32 matrix. Returns false if a value is not finite.
bool bk1_pack_f32(const float *values, size_t rows, size_t columns, size_t first, size_t end, float *packed);
/// The bytes of the quants of a packed matrix in nibbles.
size_t bk1_quant_bytes(bk1_format format, size_t rows, size_t columns);
/// The bytes of the scales of a packed matrix in nibbles.
size_t bk1_scale_bytes(bk1_format format, size_t rows, size_t columns);
/// Packs the groups `first..<end` of a matrix in nibbles in the layout of GGUF. Returns false, with what was written
/// undefined, if a scale is not finite.
bool bk1_pack_blocks(bk1_format format, const uint8_t *blocks, size_t rows, size_t columns, size_t first, size_t end,
                     uint8_t *quants, uint8_t *scales);
/// Section 2: one row of a packed matrix in nibbles as f32.
void bk1_row_blocks(const bk1_block_matrix *weights, size_t row, float *output);
/// Section 2: one row of a packed matrix as f32, each quant times its scale.
void bk1_row_q8_0(const bk1_q8_matrix *weights, size_t row, float *output);
/// One row of a packed matrix.
void bk1_row_f32(const bk1_f32_matrix *weights, size_t row, float *output);

/// Section 10: the frequencies of `width / 2` pairs, in radians a position, before scaling.
void bk1_rope_frequencies(double base, size_t width, double *frequencies);
/// Section 10: cosine and sine of `position * frequency`, for each pair.
void bk1_rope_angles(const double *frequencies, size_t pairs, size_t position, float *cosines, float *sines);
/// Section 10: rotates one head in place: the pairs are (2i, 2i + 1), or (i, i + pairs) where `halves` is true.
void bk1_rope(float *head, size_t pairs, bool halves, const float *cosines, const float *sines);
/// Whether no value is infinite or not a number.
bool bk1_is_finite(const float *values, size_t count);
/// Section 13: the first index of the largest of `count` finite values; at least one.
size_t bk1_index_of_largest(const float *values, size_t count);
/// `accumulator[i] = accumulator[i] + addend[i]`.
void bk1_add(float *accumulator, const float *addend, size_t count);
/// Section 7, in binary64: the sampler's exponential.
double bk1_exponential_f64(double value);

/// The binary16 value as f32, exactly.
float bk1_from_f16(uint16_t bits);

/// The kernels that `bk1_conformance` runs, in the order of its hashes.
typedef enum bk1_part {
    BK1_QUANTISE,
    BK1_MATMUL_Q8_0,
    BK1_MATMUL_Q4_0,
    BK1_MATMUL_Q4_K,
    BK1_MATMUL_Q5_K,
    BK1_MATMUL_Q6_K,
    BK1_MATMUL_Q5_0,
    BK1_MATMUL_F32,
    BK1_NORMS,
    BK1_EXPONENTIAL,
    BK1_ACTIVATIONS,
    BK1_ATTENTION,
    BK1_ROPE,
    BK1_PARTS,
} bk1_part;

/// Runs every kernel on fixed inputs, in well under a millisecond, and hashes what it gives: FNV-1a, 64 bits, over the
/// outputs as little-endian bytes. `hashes` has room for `BK1_PARTS`. Section 14 has what they must be.
void bk1_conformance(const bk1_kernels *kernels, uint64_t *hashes);

/// The thread's floating-point control word.
uint32_t bk1_float_control(void);
/// Sets the thread's floating-point control word.
void bk1_set_float_control(uint32_t control);
/// The control word that bk1 needs: round to nearest, ties to even; no flush to zero; no traps.
uint32_t bk1_standard_float_control(uint32_t current);
/// The cores that this process may run on: 1 where the system does not tell.
size_t bk1_core_count(void);
/// Tells the processor that this thread waits for another.
void bk1_spin_hint(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
