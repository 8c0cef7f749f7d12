"""Arithmetic of few digits: Float (32 bits) and bfloat16, each operation rounded once."""

import math
import struct

from .rotary import frequencies
from .vectors import LONG_K, LONG_Q

_FLOAT, _BITS = struct.Struct("<f"), struct.Struct("<I")


def f32(x):
    """The nearest Float. Sums and products of two Floats, rounded from Double, are exact ones."""
    return _FLOAT.unpack(_FLOAT.pack(x))[0]


def bf16(x):
    """The nearest bfloat16 of a Float, ties to even."""
    bits = _BITS.unpack(_FLOAT.pack(x))[0]
    bits = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    return _FLOAT.unpack(_BITS.pack(bits))[0]


THETAS = frequencies(128)


def float_angles(m):
    """Cosines and sines in Float of angles that were rounded to Float."""
    angles = [f32(f32(m) * f32(theta)) for theta in THETAS]
    return [f32(math.cos(a)) for a in angles], [f32(math.sin(a)) for a in angles]


def float_table(m):
    """Cosines and sines of angles in Double, rounded to Float."""
    return ([f32(math.cos(m * theta)) for theta in THETAS],
            [f32(math.sin(m * theta)) for theta in THETAS])


def bfloat_angles(m):
    """Cosines and sines in bfloat16 of angles that were rounded to bfloat16."""
    angles = [bf16(bf16(m) * bf16(f32(theta))) for theta in THETAS]
    return [bf16(math.cos(a)) for a in angles], [bf16(math.sin(a)) for a in angles]


def bfloat_table(m):
    """Cosines and sines of angles in Double, rounded to Float and then to bfloat16."""
    cosines, sines = float_table(m)
    return list(map(bf16, cosines)), list(map(bf16, sines))


def phase_errors(row, m):
    """The distance of each pair's turn (1, 0) from the exact one."""
    return [math.hypot(c - math.cos(m * theta), s - math.sin(m * theta))
            for theta, c, s in zip(THETAS, *row(m))]


def phase_error(row, m):
    """The largest of these distances."""
    return max(phase_errors(row, m))


def _turned(x, row):
    y = list(x)
    for i, (c, s) in enumerate(zip(*row)):
        a, b = x[2 * i], x[2 * i + 1]
        y[2 * i] = f32(f32(a * c) - f32(b * s))
        y[2 * i + 1] = f32(f32(a * s) + f32(b * c))
    return y


def _pair_sum(a, b):
    total = 0.0
    for i in range(0, len(a), 2):
        total = f32(total + f32(f32(a[i] * b[i]) + f32(a[i + 1] * b[i + 1])))
    return total


def float_score(row, m, n):
    """The score of the long vectors at m and n in Float, with the turns that `row` gives."""
    q, k = map(f32, LONG_Q), map(f32, LONG_K)
    return _pair_sum(_turned(list(q), row(m)), _turned(list(k), row(n)))


def bfloat_score(m, n, cast=int):
    """The same with inputs, cosines, sines and turned components in bfloat16."""
    q, k = [[bf16(f32(x)) for x in vector] for vector in (LONG_Q, LONG_K)]
    q = [bf16(x) for x in _turned(q, bfloat_table(cast(m)))]
    k = [bf16(x) for x in _turned(k, bfloat_table(cast(n)))]
    return _pair_sum(q, k)


def stored(position):
    """The integer that a bfloat16 makes of a position."""
    return int(bf16(float(position)))


def drift(steps):
    """How far e^{iθ_1}, multiplied with itself, is from the truth after some numbers of steps.

    Returns one dictionary for Float and one for Double, by number of steps.
    """
    theta = THETAS[1]
    c, s = math.cos(theta), math.sin(theta)
    cf, sf = f32(c), f32(s)
    x, y, xf, yf = 1.0, 0.0, 1.0, 0.0
    in_float, in_double = {}, {}
    for m in range(1, max(steps) + 1):
        x, y = x * c - y * s, x * s + y * c
        xf, yf = f32(f32(xf * cf) - f32(yf * sf)), f32(f32(xf * sf) + f32(yf * cf))
        if m in steps:
            exact = (math.cos(m * theta), math.sin(m * theta))
            in_double[m] = math.hypot(x - exact[0], y - exact[1])
            in_float[m] = math.hypot(xf - exact[0], yf - exact[1])
    return in_float, in_double
