// Section 8, in vectors of 16 lanes: a query is one head of one token; neighbours share a pass over keys and values.
// `bk1_vector.h` includes it.

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
