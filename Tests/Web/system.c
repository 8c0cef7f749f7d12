#include "system.h"

#include <stddef.h>

typedef struct Piece {
  const void *start;
  size_t size;
} Piece;

__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write"))) int32_t
fd_write(int32_t file, const Piece *pieces, size_t count, size_t *written);

void write_numbers(const double *numbers, int32_t count) {
  Piece rest = {numbers, sizeof(double) * (size_t)count};
  while (rest.size > 0) {
    size_t written = 0;
    if (fd_write(1, &rest, 1, &written) != 0 || written == 0) __builtin_trap();
    rest.start = (const char *)rest.start + written;
    rest.size -= written;
  }
}

int32_t memory_pages(void) { return (int32_t)__builtin_wasm_memory_size(0); }

void use(void *memory) { (void)memory; }
