// What compiled Swift asks of a machine that has no C library: memory. Natively the C library has it.
#if defined(__wasm__)

#include <stddef.h>
#include <stdint.h>

// With bulk memory these are one instruction each, not calls of themselves.
void *memcpy(void *to, const void *from, size_t count) { return __builtin_memmove(to, from, count); }

void *memmove(void *to, const void *from, size_t count) {
  return __builtin_memmove(to, from, count);
}

void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }

// A block begins with its header. What is used lies 16 bytes after it. Free blocks form a list in the
// order of their addresses, no two of them side by side.
enum { UNIT = 16, PAGE = 65536 };

typedef struct Block {
  size_t size;
  struct Block *next;
} Block;

extern unsigned char __heap_base;

static Block *first_free;
static uintptr_t heap_end;

static uintptr_t aligned(uintptr_t address, size_t alignment) {
  return (address + alignment - 1) & ~(uintptr_t)(alignment - 1);
}

static int touch(const Block *block, const Block *next) {
  return (uintptr_t)block + block->size == (uintptr_t)next;
}

static void release(Block *block) {
  Block *before = NULL;
  Block *after = first_free;
  while (after && after < block) {
    before = after;
    after = after->next;
  }
  block->next = after;
  if (after && touch(block, after)) {
    block->size += after->size;
    block->next = after->next;
  }
  if (!before) {
    first_free = block;
  } else if (touch(before, block)) {
    before->size += block->size;
    before->next = block->next;
  } else {
    before->next = block;
  }
}

// Cuts a piece of `size` bytes, header included, out of a free block; or returns NULL.
static Block *cut(Block **link, size_t alignment, size_t size) {
  Block *block = *link;
  uintptr_t start = (uintptr_t)block;
  uintptr_t end = start + block->size;
  uintptr_t used = aligned(start + UNIT, alignment);
  if (used < start || used > end || end - used < size - UNIT) return NULL;
  Block *piece = (Block *)(used - UNIT);
  Block *next = block->next;
  uintptr_t piece_end = used - UNIT + size;
  if (piece_end < end) {
    Block *rest = (Block *)piece_end;
    rest->size = end - piece_end;
    rest->next = next;
    next = rest;
  }
  if (piece != block) {
    block->size = (uintptr_t)piece - start;
    block->next = next;
  } else {
    *link = next;
  }
  piece->size = size;
  return piece;
}

// More memory at the end. Sizes have 32 bits: a sum that wraps around would hand out what is in use.
static void grow(size_t size) {
  if (!heap_end) heap_end = aligned((uintptr_t)&__heap_base, UNIT);
  size_t end = __builtin_wasm_memory_size(0) * PAGE;
  size_t wanted = heap_end + size;
  if (wanted < heap_end) __builtin_trap();
  if (wanted > end) {
    size_t pages = (wanted - end - 1) / PAGE + 1;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) __builtin_trap();
    end += pages * PAGE;
  }
  Block *block = (Block *)heap_end;
  block->size = end - heap_end;
  heap_end = end;
  release(block);
}

// Never fails: it traps when there is no memory. Swift's `allocate` would take a failure for address 0,
// which can be written to here.
int posix_memalign(void **memory, size_t alignment, size_t count) {
  if (alignment < UNIT) alignment = UNIT;
  if (count > SIZE_MAX / 4 || alignment > SIZE_MAX / 4) __builtin_trap();
  size_t size = aligned(count, UNIT) + UNIT;
  for (;;) {
    for (Block **link = &first_free; *link; link = &(*link)->next) {
      Block *piece = cut(link, alignment, size);
      if (piece) {
        *memory = (unsigned char *)piece + UNIT;
        return 0;
      }
    }
    grow(size + alignment);
  }
}

void free(void *memory) {
  if (memory) release((Block *)((unsigned char *)memory - UNIT));
}

#endif
