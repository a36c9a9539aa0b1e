// The executable reference of bk1: one value at a time, in the order that docs/numerics-bk1.md gives.

#include "bk1_exact.h"

#include "bk1_tables.h"

static void quantise_block(const float *input, int8_t *quants, float *scale, int32_t *bias,
                           int32_t *sums) {
    uint32_t largest = 0;
    for (int i = 0; i < BK1_BLOCK; i++) {
        uint32_t magnitude = bk1_bits(input[i]) & 0x7fffffff;
        if (magnitude > largest) largest = magnitude;
    }
    bool is_tiny = largest < BK1_TINY_BITS;
    *scale = is_tiny ? 0 : bk1_float(largest) / 127.0f;
    float inverse = is_tiny ? 0 : 127.0f / bk1_float(largest);
    sums[0] = sums[1] = 0;
    for (int i = 0; i < BK1_BLOCK; i++) {
        float rounded = input[i] * inverse + BK1_ROUND;
        quants[i] = (int8_t)(bk1_bits(rounded) - BK1_ROUND_BITS);
        sums[i / 16] += quants[i];
    }
    *bias = -128 * (sums[0] + sums[1]);
}

static void quantise(const float *input, size_t stride, size_t tokens, const bk1_q8_activations *output) {
    size_t blocks = output->columns / BK1_BLOCK;
    for (size_t token = 0; token < tokens; token++) {
        for (size_t block = 0; block < blocks; block++) {
            size_t index = token * blocks + block;
            quantise_block(input + token * stride + block * BK1_BLOCK, output->quants + index * BK1_BLOCK,
                           output->scales + index, output->biases + index, output->sums + index * 2);
        }
    }
}

/// The exact sum of 32 products of one lane of a block.
static int32_t dot_block(const uint8_t *quants, const int8_t *input, size_t lane) {
    int32_t sum = 0;
    for (size_t quad = 0; quad < 8; quad++) {
        for (size_t i = 0; i < 4; i++) {
            sum += ((int32_t)quants[quad * 64 + lane * 4 + i] - 128) * input[quad * 4 + i];
        }
    }
    return sum;
}

static float dot_q8_0(const bk1_q8_matrix *weights, size_t row, const bk1_q8_activations *input, size_t token) {
    size_t blocks = weights->columns / BK1_BLOCK, group = row / BK1_GROUP, lane = row % BK1_GROUP;
    float sum = 0;
    for (size_t block = 0; block < blocks; block++) {
        size_t index = group * blocks + block;
        float exact = (float)dot_block(weights->quants + index * 512,
                                       input->quants + (token * blocks + block) * BK1_BLOCK, lane);
        float scale = bk1_from_f16(weights->scales[index * BK1_GROUP + lane]) * input->scales[token * blocks + block];
        sum = sum + exact * scale;
    }
    return sum;
}

static void matmul_q8_0(const bk1_q8_matrix *weights, const bk1_q8_activations *input, size_t tokens, size_t first,
                        size_t end, float *output, size_t stride) {
    for (size_t row = first * BK1_GROUP; row < end * BK1_GROUP && row < weights->rows; row++) {
        for (size_t token = 0; token < tokens; token++) {
            output[token * stride + row] = dot_q8_0(weights, row, input, token);
        }
    }
}

static void matmul_f32(const bk1_f32_matrix *weights, const float *input, size_t input_stride, size_t tokens,
                       size_t first, size_t end, float *output, size_t stride) {
    for (size_t row = first * BK1_GROUP; row < end * BK1_GROUP && row < weights->rows; row++) {
        const float *lane = weights->values + row / BK1_GROUP * BK1_GROUP * weights->columns + row % BK1_GROUP;
        for (size_t token = 0; token < tokens; token++) {
            float sum = 0;
            for (size_t column = 0; column < weights->columns; column++) {
                sum = sum + lane[column * BK1_GROUP] * input[token * input_stride + column];
            }
            output[token * stride + row] = sum;
        }
    }
}

/// The sum of 16 lanes: halves are added until one is left.
static float tree_sum(float lanes[BK1_GROUP]) {
    for (int half = 8; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) lanes[i] = lanes[i] + lanes[i + half];
    }
    return lanes[0];
}

static void rms_norm(const float *input, const float *weight, size_t count, float epsilon, float *output) {
    float lanes[BK1_GROUP] = {0};
    for (size_t i = 0; i < count; i++) lanes[i % 16] = lanes[i % 16] + input[i] * input[i];
    float scale = 1.0f / sqrtf(tree_sum(lanes) / (float)count + epsilon);
    for (size_t i = 0; i < count; i++) output[i] = (input[i] * scale) * weight[i];
}

static void layer_norm(const float *input, const float *weight, const float *bias, size_t count, float epsilon,
                       float *output) {
    float lanes[BK1_GROUP] = {0};
    for (size_t i = 0; i < count; i++) lanes[i % 16] = lanes[i % 16] + input[i];
    float mean = tree_sum(lanes) / (float)count;
    memset(lanes, 0, sizeof lanes);
    for (size_t i = 0; i < count; i++) {
        float deviation = input[i] - mean;
        lanes[i % 16] = lanes[i % 16] + deviation * deviation;
    }
    float scale = 1.0f / sqrtf(tree_sum(lanes) / (float)count + epsilon);
    for (size_t i = 0; i < count; i++) output[i] = ((input[i] - mean) * scale) * weight[i] + bias[i];
}

static float exponential_of(float x) {
    x = x < BK1_EXP_LOWEST ? BK1_EXP_LOWEST : x;
    x = x > BK1_EXP_HIGHEST ? BK1_EXP_HIGHEST : x;
    float shifted = x * BK1_LOG2_E + BK1_ROUND;
    float exponent = shifted - BK1_ROUND;
    float r = (x - exponent * BK1_LN2_HIGH) - exponent * BK1_LN2_LOW;
    float sum = bk1_exponential_terms[7];
    for (int k = 6; k >= 0; k--) sum = sum * r + bk1_exponential_terms[k];
    return sum * bk1_float((bk1_bits(shifted) - BK1_ROUND_BITS + 127) << 23);
}

static void exponential(const float *input, size_t count, float *output) {
    for (size_t i = 0; i < count; i++) output[i] = exponential_of(input[i]);
}

static void swiglu(const float *gate, const float *up, size_t count, float *output) {
    for (size_t i = 0; i < count; i++) output[i] = gate[i] / (1.0f + exponential_of(-gate[i])) * up[i];
}

static float error_function(float x) {
    float magnitude = bk1_float(bk1_bits(x) & 0x7fffffff);
    float t = 1.0f / (1.0f + BK1_ERF_P * magnitude);
    float sum = BK1_ERF_5;
    sum = sum * t + BK1_ERF_4;
    sum = sum * t + BK1_ERF_3;
    sum = sum * t + BK1_ERF_2;
    sum = sum * t + BK1_ERF_1;
    float value = 1.0f - (sum * t) * exponential_of(-(magnitude * magnitude));
    return bk1_float(bk1_bits(value) | (bk1_bits(x) & 0x80000000));
}

static void gelu(const float *input, size_t count, float *output) {
    for (size_t i = 0; i < count; i++) {
        output[i] = (0.5f * input[i]) * (1.0f + error_function(input[i] * BK1_SQRT_HALF));
    }
}

/// The weights of `count` positions before their division by the sum, in place; returns that sum.
static float softmax(float *scores, size_t count) {
    float largest[BK1_GROUP], lanes[BK1_GROUP] = {0};
    for (int i = 0; i < BK1_GROUP; i++) largest[i] = -INFINITY;
    for (size_t i = 0; i < count; i++) largest[i % 16] = scores[i] > largest[i % 16] ? scores[i] : largest[i % 16];
    for (int half = 8; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) largest[i] = largest[i + half] > largest[i] ? largest[i + half] : largest[i];
    }
    for (size_t i = 0; i < count; i++) {
        scores[i] = exponential_of(scores[i] - largest[0]);
        lanes[i % 16] = lanes[i % 16] + scores[i];
    }
    return tree_sum(lanes);
}

static void attend(const bk1_attention *work, const float *query, size_t visible, float *output) {
    for (size_t position = 0; position < visible; position++) {
        const float *key = work->keys + position / 16 * 16 * work->width + position % 16;
        float sum = 0;
        for (size_t i = 0; i < work->width; i++) sum = sum + query[i] * key[i * 16];
        work->scores[position] = sum * work->scale;
    }
    float inverse = 1.0f / softmax(work->scores, visible);
    for (size_t i = 0; i < work->width; i++) {
        float sum = 0;
        for (size_t position = 0; position < visible; position++) {
            sum = sum + work->scores[position] * work->values[position * work->width + i];
        }
        output[i] = sum * inverse;
    }
}

static void attention(const bk1_attention *work) {
    for (size_t token = 0; token < work->tokens; token++) {
        for (size_t head = 0; head < work->heads; head++) {
            size_t offset = token * work->stride + head * work->width;
            attend(work, work->queries + offset, work->position + (work->causal ? token + 1 : work->tokens),
                   work->output + offset);
        }
    }
}

const bk1_kernels bk1_scalar_kernels = {
    quantise, matmul_q8_0, bk1_matmul_blocks, matmul_f32, rms_norm, layer_norm, attention, swiglu, gelu, exponential,
};
