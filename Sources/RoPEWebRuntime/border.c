#include "RoPEWebRuntime.h"

static _Alignas(16) double border[ROPE_WEB_CAPACITY];

double *rope_web_border(void) { return border; }
