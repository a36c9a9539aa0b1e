// What is asked of the logits of one token. Neither answer depends on the order of the work.

#include <string.h>

#include "bk1_exact.h"

#define LANES 16

bool bk1_is_finite(const float *values, size_t count) {
    uint32_t largest = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        bits &= 0x7fffffff;
        largest = bits > largest ? bits : largest;
    }
    return largest < 0x7f800000;
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
    for (i = 0; i + 1 < count && values[i] != largest; i++) {}
    return i;
}
