#ifndef BINDERY_CZLIB_SHIM_H
#define BINDERY_CZLIB_SHIM_H

#include <zlib.h>

/* deflateInit is a macro that passes the header's version and the structure's size. */
static inline int bindery_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }

#endif
