// What is asked of the logits of one token. Neither answer depends on the order of the work.

#include <string.h>

#include "bk1_exact.h"

#define LANES 16

bool bk1_is_finite(const float *values, size_t count) {
    // A flag each, and no largest of all: every processor compares signed numbers, and few take the larger of unsigned
    // ones.
    int32_t beyond = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        beyond |= (bits & 0x7fffffff) > 0x7f7fffff;
    }
    return beyond == 0;
}

/// Whether one of `LANES` values is this one.
static bool holds(const float *values, float value) {
    bool found = false;
    for (size_t lane = 0; lane < LANES; lane++) found |= values[lane] == value;
    return found;
}

size_t bk1_index_of_largest(const float *values, size_t count) {
    float lanes[LANES], largest = values[0];
    for (size_t lane = 0; lane < LANES; lane++) lanes[lane] = values[0];
    size_t i = 0;
    for (; i + LANES <= count; i += LANES) {
        for (size_t lane = 0; lane < LANES; lane++) {
            lanes[lane] = values[i + lane] > lanes[lane] ? values[i + lane] : lanes[lane];
        }
    }
    for (size_t lane = 0; lane < LANES; lane++) largest = lanes[lane] > largest ? lanes[lane] : largest;
    for (; i < count; i++) largest = values[i] > largest ? values[i] : largest;
    // The last ones one by one, so that the index is one of theirs even where a NaN hides the largest.
    for (i = 0; i + LANES < count && !holds(values + i, largest); i += LANES) {}
    for (; i + 1 < count && values[i] != largest; i++) {}
    return i;
}
