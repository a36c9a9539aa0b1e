// Fixed inputs for every kernel, and a hash of what comes out. Shapes have tails on purpose.

#include "bk1_exact.h"

/// SplitMix64, section 13.
static uint64_t next_word(uint64_t *state) {
    uint64_t word = *state += 0x9e3779b97f4a7c15;
    word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9;
    word = (word ^ word >> 27) * 0x94d049bb133111eb;
    return word ^ word >> 31;
}

/// Values in [-scale, scale), exact multiples of scale / 2^23.
static void fill(float *values, size_t count, float scale, uint64_t seed) {
    for (size_t i = 0; i < count; i++) {
        values[i] = ((float)(int32_t)(next_word(&seed) >> 40) * 0x1p-23f - 1.0f) * scale;
    }
}

static uint64_t hashed(uint64_t hash, const void *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) hash = (hash ^ ((const uint8_t *)bytes)[i]) * 0x100000001b3;
    return hash;
}

static const uint64_t empty = 0xcbf29ce484222325;

enum { ROWS = 37, COLUMNS = 96, BLOCKS = COLUMNS / BK1_BLOCK, TOKENS = 11, GROUPS = 3 };

static void quantised_and_multiplied(const bk1_kernels *kernels, uint64_t *hashes) {
    float input[TOKENS * COLUMNS], scales[TOKENS * BLOCKS], output[TOKENS * ROWS], row[COLUMNS];
    int8_t quants[TOKENS * COLUMNS];
    int32_t biases[TOKENS * BLOCKS], sums[TOKENS * BLOCKS * 2];
    uint8_t blocks[ROWS * BLOCKS * 34], packed[GROUPS * BLOCKS * 512];
    uint16_t packed_scales[GROUPS * BLOCKS * BK1_GROUP];

    fill(input, TOKENS * COLUMNS, 3, 1);
    memset(input, 0, BK1_BLOCK * sizeof *input);
    bk1_q8_activations activations = {quants, scales, biases, sums, COLUMNS};
    kernels->quantise(input, COLUMNS, TOKENS, &activations);
    uint64_t hash = hashed(empty, quants, sizeof quants);
    hash = hashed(hash, scales, sizeof scales);
    hashes[BK1_QUANTISE] = hashed(hash, biases, sizeof biases);

    uint64_t seed = 2;
    for (size_t i = 0; i < sizeof blocks; i++) blocks[i] = (uint8_t)next_word(&seed);
    // Exponents 0...15 of binary16: subnormal scales too.
    for (size_t i = 0; i < sizeof blocks; i += 34) blocks[i + 1] &= 0x3f;
    bk1_pack_q8_0(blocks, ROWS, COLUMNS, 0, GROUPS, packed, packed_scales);
    bk1_q8_matrix weights = {packed, packed_scales, ROWS, COLUMNS};
    kernels->matmul_q8_0(&weights, &activations, TOKENS, 0, GROUPS, output, ROWS);
    bk1_row_q8_0(&weights, 36, row);
    hashes[BK1_MATMUL_Q8_0] = hashed(hashed(empty, output, sizeof output), row, sizeof row);
}

static uint64_t multiplied_blocks(const bk1_kernels *kernels, bk1_format format) {
    enum { columns = 512, blocks = columns / BK1_BLOCK, most = ROWS * 2 * 210 };
    static const size_t source_bytes[] = {18, 144, 176, 210, 22};
    static const size_t scale_offsets[][2] = {{0, 0}, {0, 2}, {0, 2}, {208, 208}, {0, 0}};
    float input[TOKENS * columns], scales[TOKENS * blocks], output[TOKENS * ROWS], row[columns];
    int8_t quants[TOKENS * columns];
    int32_t biases[TOKENS * blocks], sums[TOKENS * blocks * 2];
    uint8_t source[most], packed[GROUPS * blocks * 384];
    uint16_t packed_scales[GROUPS * 2 * 144];

    fill(input, TOKENS * columns, 3, 16);
    bk1_q8_activations activations = {quants, scales, biases, sums, columns};
    kernels->quantise(input, columns, TOKENS, &activations);
    uint64_t seed = 17;
    for (size_t i = 0; i < sizeof source; i++) source[i] = (uint8_t)next_word(&seed);
    size_t step = source_bytes[format];
    // Exponents 0...15 of binary16, as above.
    for (size_t i = 0; i + step <= sizeof source; i += step) {
        for (size_t j = 0; j < 2; j++) source[i + scale_offsets[format][j] + 1] &= 0xbf;
    }
    bk1_pack_blocks(format, source, ROWS, columns, 0, GROUPS, packed, (uint8_t *)packed_scales);
    bk1_block_matrix weights = {packed, (const uint8_t *)packed_scales, ROWS, columns, format};
    kernels->matmul_blocks(&weights, &activations, TOKENS, 0, GROUPS, output, ROWS);
    bk1_row_blocks(&weights, 36, row);
    return hashed(hashed(empty, output, sizeof output), row, sizeof row);
}

static uint64_t multiplied_f32(const bk1_kernels *kernels) {
    enum { rows = 21, columns = 19, groups = 2 };
    float values[rows * columns], packed[groups * columns * BK1_GROUP], input[TOKENS * columns], output[TOKENS * rows];
    fill(values, rows * columns, 1, 3);
    fill(input, TOKENS * columns, 2, 4);
    bk1_pack_f32(values, rows, columns, 0, groups, packed);
    bk1_f32_matrix weights = {packed, rows, columns};
    kernels->matmul_f32(&weights, input, columns, TOKENS, 0, groups, output, rows);
    return hashed(empty, output, sizeof output);
}

static uint64_t normalised(const bk1_kernels *kernels) {
    float input[COLUMNS - 1], weight[COLUMNS - 1], bias[COLUMNS - 1], output[COLUMNS - 1];
    fill(input, COLUMNS - 1, 5, 5);
    fill(weight, COLUMNS - 1, 1, 6);
    fill(bias, COLUMNS - 1, 1, 7);
    kernels->rms_norm(input, weight, COLUMNS - 1, 1e-5f, output);
    uint64_t hash = hashed(empty, output, sizeof output);
    kernels->layer_norm(input, weight, bias, COLUMNS - 1, 1e-12f, output);
    return hashed(hash, output, sizeof output);
}

static uint64_t exponentials(const bk1_kernels *kernels) {
    float values[203];
    fill(values, 100, 1, 8);
    fill(values + 100, 100, 100, 9);
    values[200] = -INFINITY;
    values[201] = INFINITY;
    values[202] = -0.0f;
    kernels->exponential(values, 203, values);
    uint64_t hash = hashed(empty, values, sizeof values);
    for (int i = -70; i <= 70; i++) {
        double value = bk1_exponential_f64(i * 1.37);
        hash = hashed(hash, &value, sizeof value);
    }
    return hash;
}

static uint64_t activated(const bk1_kernels *kernels) {
    float gate[115], up[115], output[115];
    fill(gate, 115, 12, 10);
    fill(up, 115, 2, 11);
    kernels->swiglu(gate, up, 115, output);
    uint64_t hash = hashed(empty, output, sizeof output);
    kernels->gelu(gate, 115, output);
    return hashed(hash, output, sizeof output);
}

static uint64_t attended(const bk1_kernels *kernels) {
    enum { heads = 3, width = 40, position = 9, tokens = 9, capacity = 32, stride = heads * width + 5 };
    float queries[tokens * stride], output[tokens * stride] = {0}, keys[capacity * width], values[capacity * width];
    float scores[BK1_QUERY_TILE * capacity];
    fill(queries, tokens * stride, 3, 12);
    fill(keys, capacity * width, 3, 13);
    fill(values, capacity * width, 1, 14);
    bk1_attention work = {queries, output, stride, keys, values, scores, capacity, heads, width, position, tokens,
                          0.158113883f, true};
    kernels->attention(&work);
    uint64_t hash = hashed(empty, output, sizeof output);
    work.causal = false;
    kernels->attention(&work);
    return hashed(hash, output, sizeof output);
}

static uint64_t rotated(void) {
    enum { pairs = 24, positions = 5 };
    static const size_t position[positions] = {0, 1, 17, 2047, 1000003};
    double frequencies[pairs];
    float cosines[pairs], sines[pairs], head[2 * pairs];
    bk1_rope_frequencies(500000, 2 * pairs, frequencies);
    fill(head, 2 * pairs, 1, 15);
    uint64_t hash = empty;
    for (size_t i = 0; i < positions; i++) {
        bk1_rope_angles(frequencies, pairs, position[i], cosines, sines);
        bk1_rope(head, pairs, i % 2 == 1, cosines, sines);
        bk1_add(head, cosines, pairs);
        hash = hashed(hash, head, sizeof head);
    }
    return hash;
}

void bk1_conformance(const bk1_kernels *kernels, uint64_t *hashes) {
    quantised_and_multiplied(kernels, hashes);
    for (int format = BK1_Q4_0; format <= BK1_Q5_0; format++) {
        hashes[BK1_MATMUL_Q4_0 + format] = multiplied_blocks(kernels, (bk1_format)format);
    }
    hashes[BK1_MATMUL_F32] = multiplied_f32(kernels);
    hashes[BK1_NORMS] = normalised(kernels);
    hashes[BK1_EXPONENTIAL] = exponentials(kernels);
    hashes[BK1_ACTIVATIONS] = activated(kernels);
    hashes[BK1_ATTENTION] = attended(kernels);
    hashes[BK1_ROPE] = rotated();
}
