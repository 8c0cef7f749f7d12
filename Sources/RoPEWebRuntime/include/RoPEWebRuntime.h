#ifndef ROPE_WEB_RUNTIME_H
#define ROPE_WEB_RUNTIME_H

/// How many numbers the border between page and module holds.
#define ROPE_WEB_CAPACITY 65536

/// The border: one place for what comes in and what goes out, aligned to 16 bytes.
double *rope_web_border(void);

#endif
