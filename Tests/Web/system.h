#ifndef TEST_SYSTEM_H
#define TEST_SYSTEM_H

#include <stdint.h>

/// Writes numbers to standard output as they lie in memory.
void write_numbers(const double *numbers, int32_t count);

/// The size of memory in pages of 64 KiB.
int32_t memory_pages(void);

/// Does nothing with a piece of memory, which a compiler cannot know.
void use(void *memory);

#endif
