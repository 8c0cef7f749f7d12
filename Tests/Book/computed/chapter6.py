"""Chapter 6, frequencies and distance."""

import math
from operator import mul

from .cell import ANY, Cell
from .rotary import (TURN, bound_sum, critical_dimension, first_negative, frequencies,
                     mean_cosine, score, turned, unfinished, wavelengths)
from .vectors import LONG_K, LONG_Q, SplitMix64, dot

HEAD = frequencies(128)
REACH = 8192
_both = {}


def both(m):
    """B(m) and S(m) of the head with 128 components."""
    if m not in _both:
        _both[m] = mean_cosine(m, HEAD), bound_sum(m, HEAD)
    return _both[m]


def rises(values):
    """How many steps go up."""
    return sum(b > a for a, b in zip(values, values[1:]))


def wavelength_table():
    shown = [(8, [0, 1, 2, 3]), (128, [0, 1, 16, 32, 45, 46, 63])]
    rows = [[d, i, wavelengths(d)[i], 4096 / wavelengths(d)[i]] for d, pairs in shown
            for i in pairs]
    return Cell(rows, claims={"clm-last-wavelength": TURN * 10_000 ** (126 / 128),
                              "clm-short-of-base": True})


def wavelength_figure():
    lines = [wavelengths(128, base) for base in (10_000, 500_000, 1_000_000)]
    values = {"shortest-wavelength": TURN, "longest-wavelength": lines[0][63]}
    values.update({f"unfinished-{reach}": len(unfinished(128, 10_000, reach))
                   for reach in (2048, 4096, 8192)})
    return Cell([[i, *row] for i, row in enumerate(zip(*lines))], values)


def models():
    rows = []
    for base, trained in ((10_000, 2048), (10_000, 4096), (500_000, 8192), (1_000_000, 32_768)):
        slow = unfinished(128, base, trained)
        rows.append([ANY, 128, base, trained, len(slow), slow[0],
                     critical_dimension(128, base, trained)])
    return Cell(rows, claims={"clm-critical": rows[1][6] == 92,
                              "clm-critical-twice": all(row[6] == 2 * row[5] for row in rows)})


def bound_sums():
    count = rises([both(m)[1] for m in range(1, 257)])
    return Cell(values={"rises": count, "steps": 255},
                printed=[x for m in (0, 1, 10, 50, 100, 250) for x in (m, both(m)[1])],
                claims={"clm-bound-rises": count > 85})


def bound_use():
    h = [complex(LONG_Q[i], LONG_Q[i + 1]) * complex(LONG_K[i], -LONG_K[i + 1])
         for i in range(0, 128, 2)]
    steepest = max(abs(b - a) for a, b in zip(h, h[1:] + [0j]))
    used = max(abs(score(LONG_Q, m, LONG_K, 0)) / (steepest * 64 * both(m)[1])
               for m in range(257))
    return Cell(values={"used": used}, claims={"clm-bound-holds": used})


def means():
    return Cell([[m, both(m)[0]] for m in (1, 8, 64, 512, 1024, 4096)],
                claims={"clm-mean-one": both(1)[0]})


def bound_figure():
    places = range(0, REACH + 1, 32)
    values = {}
    for m in (0, 1, 8, 10, 50, 64, 100, 250, 512, 1024, 4096, 8192):
        values[f"mean-{m}"], values[f"sum-{m}"] = both(m)
    values["first-negative"] = next(m for m in range(1, REACH) if both(m)[0] < 0)
    values["rises"] = rises([both(m)[1] for m in range(REACH + 1)])
    values["below"] = sum(both(m)[1] / 32.5 < both(m)[0] for m in range(REACH + 1))
    return Cell([[ANY, m, both(m)[which]] for which in (0, 1) for m in places], values)


def first_negatives():
    return Cell([[base, first_negative(frequencies(128, base), 100_000)]
                 for base in (500, 1000, 10_000, 100_000)])


def peaking(r):
    """The scores of the long query with R_r q as key, over distances 0 to 511."""
    key = turned(LONG_Q, r)
    return [score(LONG_Q, m, key, 0) for m in range(512)]


def peak():
    scores = {r: peaking(r) for r in (3, 50, 200)}
    return Cell([[m, value] for m, value in enumerate(scores[50])],
                {"peak": max(scores[50]), "start": scores[50][0]}, claims={
                    "clm-peak-is-square": abs(max(scores[50]) - dot(LONG_Q, LONG_Q)),
                    "clm-peak-anywhere": all(
                        line.index(max(line)) == r for r, line in scores.items())})


DISTANCES = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]


def standard_deviations(samples=20_000):
    """The population standard deviation of scores of random pairs, at each distance."""
    phases = [[math.cos(m * theta) for theta in HEAD] + [math.sin(m * theta) for theta in HEAD]
              for m in DISTANCES]
    sums, squares = [0.0] * len(phases), [0.0] * len(phases)
    stream = SplitMix64(42)
    for _ in range(samples):
        q, k = stream.vector(128), stream.vector(128)
        q0, q1, k0, k1 = q[0::2], q[1::2], k[0::2], k[1::2]
        # Re q conj(k) e^{iφ} = (q0 k0 + q1 k1) cos φ - (q1 k0 - q0 k1) sin φ
        h = [a * c + b * d for a, b, c, d in zip(q0, q1, k0, k1)]
        h += [a * d - b * c for a, b, c, d in zip(q0, q1, k0, k1)]
        for index, phase in enumerate(phases):
            value = sum(map(mul, h, phase))
            sums[index] += value
            squares[index] += value * value
    return [math.sqrt(b / samples - (a / samples) ** 2) for a, b in zip(sums, squares)]


def deviations():
    found = standard_deviations()
    expected = math.sqrt(128) / 3
    values = {f"deviation-{m}": value for m, value in zip(DISTANCES, found)}
    values["expected"] = expected
    values["expected-normal"] = math.sqrt(128)
    values["largest-difference"] = max(abs(value / expected - 1) for value in found)
    return Cell([[m, value] for m, value in zip(DISTANCES, found)], values)


def base_values(bases, firsts, lengths):
    """For each length, the smallest base that passes and the larger ones that fail."""
    values = {}
    for length in lengths:
        passes = [first is None or first >= length for first in firsts]
        smallest = passes.index(True)
        values[f"smallest-{length}"] = bases[smallest]
        values[f"index-{length}"] = smallest
        values[f"fail-above-{length}"] = passes[smallest:].count(False)
    return values


def bases():
    grid = [300 * 1000 ** (j / 1399) for j in range(1400)]
    firsts = [first_negative(frequencies(128, base), REACH) for base in grid]
    drawn = [math.floor(j * 1399 / 349 + 0.5) for j in range(350)]
    return Cell([[grid[j], math.nan if firsts[j] is None else firsts[j]] for j in drawn],
                base_values(grid, firsts, (1024, 2048, 4096, 8192)))


def bases_near():
    grid = [4000 + 50 * j for j in range(121)]
    firsts = [first_negative(frequencies(128, base), 2048) for base in grid]
    passing = [first is None or first >= 1024 for first in firsts]
    rows = [[word, base, first] for word, wanted in (("passes", True), ("fails", False))
            for base, first, passes in zip(grid, firsts, passing) if passes == wanted]
    return Cell(rows, base_values(grid, firsts, (1024,)))


def passes():
    rows = []
    for base in (4000, 4300, 4500, 5000, 5500, 6000, 6100, 7000, 10_000):
        first = first_negative(frequencies(128, base), 100_000)
        rows.append([base, first, "passes" if first >= 1024 else "fails"])
    return Cell(rows, claims={"clm-no-threshold": [row[2] == "passes" for row in rows] == [
        False, True, False, False, False, False, True, True, True]})


def base():
    rows = [["wavelength", i, wave] for i, wave in enumerate(wavelengths(128))]
    rows += [["mean", m, both(m)[0]] for m in range(0, REACH + 1, 32)]
    return Cell(rows, {
        "pairs": 64, "unfinished": len(unfinished(128, 10_000, 4096)),
        "longest-wavelength": wavelengths(128)[63],
        "first-negative": next(m for m in range(1, REACH) if both(m)[0] < 0)})


def small_head():
    return Cell(printed=[first_negative(frequencies(8), 1000)])


def peak_starts():
    return Cell(printed=[x for r in (3, 50, 200) for x in (r, dot(LONG_Q, turned(LONG_Q, r)))])


def slow_pairs():
    slow = unfinished(128, 10_000, 4096)
    return Cell(printed=[slow[0], slow[-1]], claims={"clm-slow-pairs": 2 * slow[0] == 92})


CELLS = {
    "tbl-wavelengths": wavelength_table, "fig-wavelengths": wavelength_figure,
    "tbl-models": models, "bound-sum": bound_sums, "bound-use": bound_use, "tbl-mean": means,
    "fig-bound": bound_figure, "tbl-first-negative": first_negatives, "fig-peak": peak,
    "fig-deviations": deviations, "fig-bases": bases,
    "fig-bases-near": bases_near, "tbl-passes": passes, "fig-base": base, "small-head": small_head,
    "peak-starts": peak_starts, "slow-pairs": slow_pairs,
}
