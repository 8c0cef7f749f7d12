"""Chapter 8, in the machine."""

import math

from .cell import ANY, Cell, Size, Within
from .chapter4 import PATCHES, grid_score
from .machine import (THETAS, bfloat_angles, bfloat_score, bfloat_table, f32, float_angles,
                      float_score, float_table, phase_error, phase_errors, stored)
from .relative import T5Buckets, alibi_slopes
from .rotary import TURN, dynamic_base, frequencies, score, turned, wavelengths
from .vectors import K, LONG_K, LONG_Q, Q, difference, dot, spread
from .words import PIG, Model

STORY = PIG + ["quickly"]


def key_cache():
    return Cell([[Within(n), i, STORY[i], "new" if i == n else "kept"]
                 for n in range(6) for i in range(n + 1)],
                claims={"clm-step-by-step": 0.0, "clm-keys-stay": True})


def appended_models(length, causal):
    """The six encodings for a text of some words."""
    slope = alibi_slopes(1)[0]
    buckets = T5Buckets(bidirectional=not causal)
    return [
        Model(causal=causal), Model("sinusoid", causal),
        Model(causal=causal, bias=lambda m, n: -slope * (m - n)),
        # T5 does not divide by the root of the dimension.
        Model(causal=causal, bias=lambda m, n: -0.1 * buckets.bucket(n - m), scale=1),
        Model("rope", causal),
        Model("rope", causal, thetas=frequencies(4, dynamic_base(length, 4, trained=4))),
    ]


def appended():
    changes = []
    for causal in (True, False):
        pairs = zip(appended_models(5, causal), appended_models(6, causal))
        changes.append([difference(a.output(STORY[:5]), b.output(STORY)[:5]) for a, b in pairs])
    rows = [[ANY, a, b, "no" if a > 1e-12 else "yes"] for a, b in zip(*changes)]
    return Cell(rows, claims={"clm-append-causal": all(a < 1e-12 for a in changes[0][:5])})


def stale_score(length):
    """The score at 8191 and 8000 of a fresh query and a key turned for another length."""
    now, then = [frequencies(128, dynamic_base(n, 128)) for n in (8192, length)]
    return dot(turned(LONG_Q, 8191, now), turned(LONG_K, 8000, then))


def stale():
    fresh = stale_score(8192)
    return Cell([[n, dynamic_base(n, 128), stale_score(n), abs(stale_score(n) - fresh)]
                 for n in (4096, 5000, 8001, 8192)], claims={"clm-rerotated": 0.0})


def stale_figure():
    lengths = (4096, 5000, 8001, 8192)
    thetas = {n: frequencies(8, dynamic_base(n, 8)) for n in lengths}
    now = thetas[8192]
    rows = [[i, n, then, now[i], "kept" if then == now[i] else "stale"]
            for n in lengths for i, then in enumerate(thetas[n])]
    query = turned(Q, 8191, now)
    scores = {n: dot(query, turned(K, 8000, thetas[n])) for n in lengths}
    values = {f"cached-{n}": value for n, value in scores.items()}
    values.update({"fresh": scores[8192], "fresh-base": dynamic_base(8192, 8),
                   "largest-difference": max(abs(v - scores[8192]) for v in scores.values())})
    return Cell(rows, values)


def float_turns():
    angle = f32(f32(131_072) * f32(THETAS[1]))
    exponent = math.floor(math.log2(angle))
    return Cell(values={"angle": angle, "step": 2.0 ** (exponent - 23)})


def precision():
    exact = score(LONG_Q, 3, LONG_K, 0)
    ways = [
        lambda m, n: float_score(float_angles, m, n),
        lambda m, n: float_score(float_table, m, n),
        bfloat_score,
        lambda m, n: bfloat_score(m, n, cast=stored),
        lambda m, n: score(LONG_Q, m, LONG_K, n),
    ]
    rows = [[start] + [max(abs(way(start + 3 + j, start + j) - exact) for j in range(64))
                       for way in ways] for start in (0, 4096, 131_072, 1_000_000)]
    columns = list(zip(*rows))
    rounded = [[start] + [Size(float(f"{x:.1e}"), 1.001) for x in errors[:4]]
               + [Size(errors[4], 3)] for start, *errors in rows]
    return Cell(rounded, {"exact": exact}, claims={
        "clm-float-table": Size(max(columns[2]), 1.1),
        "clm-float-angles": columns[1][2],
        "clm-bfloat-table": all(0.03 <= error <= 0.04 for error in columns[3]),
        "clm-double-score": Size(max(columns[5]), 3)})


def precision_figure():
    ways = [("float32-angle", float_angles), ("bfloat16-angle", bfloat_angles),
            ("float32-table", float_table), ("bfloat16-table", bfloat_table)]
    rows = [[m] + [phase_error(row, m) for _, row in ways]
            for m in (1, 3, 11, 33, 101, 257, 1001, 3001, 10_001, 30_001, 131_073)]
    return Cell(rows, {f"{name}-last": rows[-1][1 + i] for i, (name, _) in enumerate(ways)})


def error_figure():
    positions = sorted({round(10 ** (i / 8)) for i in range(49)})
    # Far out the last bit of an angle is as large as a thousandth of these errors.
    rows = [[m] + [Size(phase_error(row, m), 1.001) for row in (
        float_angles, bfloat_angles, float_table, bfloat_table)] for m in positions]
    errors = phase_errors(float_angles, 4096)
    return Cell(rows, {"error": max(errors), "pair": errors.index(max(errors))})


def integers():
    taken = {stored(n) for n in range(256, 513)}
    return Cell(values={"between": len(taken), "integers": 257},
                printed=[stored(n) for n in (255, 256, 257, 258, 259, 515, 2047, 2049)],
                claims={"clm-no-257": stored(257) == 256})


def integers_figure():
    return Cell([[n, stored(n)] for n in range(252, 263)])


def operations():
    d = 128
    return Cell([[ANY, 4 * d // 2, 2 * d // 2], [ANY, d * d, d * (d - 1)],
                 [ANY, d * 4096, d * 4095]],
                {"operations": 4 * d // 2 + 2 * d // 2, "bytes": 2 * d * 4})


def memory():
    return Cell([[n, 2 * 64 * n, 2 * 64 * n * 4 / 2**20] for n in (4096, 131_072)])


def partial():
    return Cell(printed=Q + turned(Q[:2], 1) + Q[2:], claims={"clm-partial": True})


def partial_table():
    parts = [(96, 24), (256, 64), (64, 16), (128, 32)]
    rows = [[ANY, d, r // 2, max(wavelengths(r))] for d, r in parts]
    rows += [[ANY, 128, count, wavelengths(128)[count - 1]] for count in (16, 64)]
    return Cell(rows)


def grid():
    scores = [grid_score((2 + x, 5 + y), (x, 1 + y)) for x, y in PATCHES]
    return Cell(values={"score": scores[0]}, printed=scores, claims={"clm-grid": spread(scores)})


def patches():
    return Cell([[qx, qy, x, y, grid_score((qx, qy), (x, y))] for qx, qy in ((2, 5), (5, 4))
                 for y in range(6) for x in range(7)], claims={"clm-patches": 0.0})


def even():
    kept = [n for n in range(256, 513) if stored(n) == n]
    return Cell(printed=kept[:4] + [len(kept)],
                claims={"clm-even": all(n % 2 == 0 for n in kept)})


def sol_patches():
    return Cell(printed=[grid_score((dx, dy), (0, 0)) for dx, dy in ((1, -2), (4, 2))
                         for _ in range(2)])


def sol_stale():
    then, now = [frequencies(128, dynamic_base(n, 128)) for n in (6000, 8192)]
    found = stale_score(6000)
    return Cell(values={"score": found, "rounds": sum(
        8000 * (a - b) > TURN for a, b in zip(then, now))},
        printed=[found, abs(found - stale_score(8192))])


CELLS = {
    "fig-key-cache": key_cache, "tbl-appended": appended, "tbl-stale": stale,
    "fig-stale": stale_figure, "turns": float_turns, "tbl-precision": precision,
    "fig-precision": precision_figure, "fig-error": error_figure, "integers": integers, "fig-integers": integers_figure,
    "tbl-operations": operations, "tbl-memory": memory, "partial": partial,
    "tbl-partial": partial_table, "grid": grid, "fig-patches": patches,
    "solution-even": even, "solution-patches": sol_patches, "solution-stale": sol_stale,
}
