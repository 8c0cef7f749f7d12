// How compiled Swift counts references where there is one thread: natively nothing is compiled for that.
//
// The Embedded standard library has these under the names for many threads only. As calls of a line they
// are not copied to each place that keeps or drops a reference.
#if defined(__wasm__)

#include <stdint.h>

void *swift_retain(void *object);
void *swift_retain_n(void *object, uint32_t count);
void swift_release(void *object);
void swift_release_n(void *object, uint32_t count);

void *swift_nonatomic_retain(void *object) { return swift_retain(object); }

void *swift_nonatomic_retain_n(void *object, uint32_t count) {
  return swift_retain_n(object, count);
}

void swift_nonatomic_release(void *object) { swift_release(object); }

void swift_nonatomic_release_n(void *object, uint32_t count) { swift_release_n(object, count); }

#endif
