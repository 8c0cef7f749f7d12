"""Chapter 7, beyond the training length."""

import math

from .cell import ANY, Cell, Within
from .rotary import (by_parts, dynamic_base, frequencies, interpolated, llama3, ntk_base, score,
                     turned, unfinished, wavelengths, yarn_code, yarn_ramp)
from .vectors import LONG_Q, difference, norm

PLAIN = frequencies(128)
TURNS = [4096 / wave for wave in wavelengths(128)]
S = 8.0
PI = interpolated(PLAIN, S)
NTK = frequencies(128, ntk_base(S, 128))
PAPER = by_parts(PLAIN, S, 4096, 1, 32)
CODE = yarn_code(PLAIN, S, 4096)
TEMPERATURE = 0.1 * math.log(S) + 1


def far_away():
    return Cell(printed=[Within(abs(norm(turned(LONG_Q, 1_000_000)) - norm(LONG_Q)))])


def unfinished_pairs():
    slow = [i for i, turns in enumerate(TURNS) if turns < 1]
    still_open = sum(4 * turns < 1 for turns in TURNS)
    return Cell(values={
        "count": len(slow), "open": still_open, "first": TURNS[46], "last": TURNS[63],
        "most": int(TURNS[0]), "components": 2 * slow[0]},
        printed=[len(slow), len(TURNS), slow[0]],
        claims={"clm-unfinished": slow == list(range(46, 64)) and still_open == 9})


def arcs():
    return Cell([[i, turns, 4 * turns] for i, turns in enumerate(TURNS)])


def runaway_scores():
    """Three slow pairs whose cosines cancel near distance 0, scaled to 1 at 4095."""
    slow = [55, 59, 63]
    squares = [PLAIN[i] ** 2 for i in slow]
    sizes = [squares[1] - squares[2], squares[2] - squares[0], squares[0] - squares[1]]

    def at(m):
        return sum(size * math.cos(m * PLAIN[i]) for size, i in zip(sizes, slow))

    places = sorted(list(range(0, 16_384, 32)) + [4095, 8191])
    return [[m, at(m) / at(4095)] for m in places]


def runaway():
    rows = runaway_scores()
    known = max(abs(value) for m, value in rows if m < 4096)
    most = max(abs(value) for _, value in rows)
    twice = next(value for m, value in rows if m == 8191)
    return Cell(values={"twice": twice, "most": most},
                claims={"clm-runaway": known <= 1 and most > 30})


def ways_longer():
    return Cell([[ANY, ANY, *ends] for ends in (
        (0, 4095), (0, 4095), (4096, 32_767), (0, 32_767 / 8))])


def interpolation():
    return Cell(claims={"clm-interpolation": max(
        difference(turned(LONG_Q, m, PI), turned(LONG_Q, m // 8))
        for m in (16, 800, 4096, 32_760))})


def larger_base():
    divided = [a / b for a, b in zip(PLAIN, NTK)]
    slow = unfinished(128, 10_000, 4096)
    return Cell(values={"exceeding": sum(S / divided[i] > 1.000001 for i in slow),
                        "first": S / divided[46]},
                printed=[ntk_base(S, 128), divided[0], divided[63]],
                claims={"clm-ntk-last": abs(divided[63] - S)})


def dynamic():
    return Cell([[n, dynamic_base(n, 128)] for n in (4096, 5000, 8192)],
                claims={"clm-dynamic": 0.0})


def paper_and_code():
    low, high = yarn_ramp(128, 4096)
    quotients = [a / b for a, b in zip(CODE, PAPER)]
    widest = max(quotients)
    ends = all(CODE[i] == PLAIN[i] for i in range(21)) and all(
        CODE[i] == PLAIN[i] / S for i in range(46, 64))
    return Cell(values={
        "low": low, "high": high, "paper": PAPER[32], "code": CODE[32],
        "quotient": quotients[32], "widest": widest, "pair": quotients.index(widest)},
        printed=[low, high], claims={
            "clm-yarn-ends": ends,
            "clm-yarn-quotient": quotients.index(widest) == 36 and abs(widest - 2.305) < 5e-4})


def bands(thetas, plain, s):
    """How many frequencies are kept, divided by s, and in between."""
    kept = sum(abs(a / b - 1) < 1e-9 for a, b in zip(thetas, plain))
    divided = sum(abs(a / b * s - 1) < 1e-9 for a, b in zip(thetas, plain))
    return {"kept": kept, "divided": divided, "between": len(plain) - kept - divided}


def scaling():
    values = {}
    for name, rule in (("linear", PI), ("ntk", NTK), ("ntk-by-parts", PAPER), ("yarn", CODE)):
        for band, count in bands(rule, PLAIN, S).items():
            values[f"{name}-{band}"] = count
    return Cell([[i, PLAIN[i], PI[i], NTK[i], PAPER[i], CODE[i]]
                 for i in (0, 16, 24, 32, 45, 63)], values)


def scaling_figure():
    rules = [NTK, PAPER, CODE, llama3(PLAIN, S, 4096), PI]
    return Cell([[i] + [rule[i] / theta for rule in rules] for i, theta in enumerate(PLAIN)])


def temperature():
    return Cell(values={"factor": TEMPERATURE, "score": TEMPERATURE**2},
                printed=[TEMPERATURE, TEMPERATURE], claims={"clm-temperature": 0.0})


def llama():
    plain = frequencies(128, 500_000)
    scaled = llama3(plain, 8, 8192)
    left = [a / b for a, b in zip(scaled, plain)]
    kinds = ["kept" if x == 1 else "divided" if x == 0.125 else "blended" for x in left]
    rows = []
    for name in ("kept", "blended", "divided"):
        pairs = [i for i, kind in enumerate(kinds) if kind == name]
        rows.append([ANY, pairs[0], pairs[-1], len(pairs), left[pairs[0]], left[pairs[-1]]])
    slow = unfinished(128, 500_000, 8192)
    return Cell(rows, {"unfinished": len(slow), "border": slow[0]}, claims={
        "clm-llama-bands": [row[3] for row in rows] == [29, 6, 29],
        "clm-llama-parts": difference(by_parts(plain, 8, 8192, 1, 4), scaled)})


def angle_range():
    rows = [[i, 4096 * theta, 4 * 4096 * theta, "yes" if 4096 * theta < 2 * math.pi else "no"]
            for i, theta in enumerate(PLAIN)]
    return Cell(rows, {"seen": rows[46][1], "needed": rows[46][2],
                       "new": sum(row[3] == "yes" for row in rows)})


def needs():
    words = ["valid", "valid", "stale", "valid", "valid", "stale"]
    fixed = dynamic_base(4000, 128) == dynamic_base(8192, 128)
    return Cell([[ANY, ANY, ANY, word] for word in words],
                claims={"clm-stale-rules": not fixed})


def sol_ntk():
    near = [i for i, (a, b) in enumerate(zip(PLAIN, NTK)) if abs(a / b - S) < 1e-9]
    return Cell(printed=near)


def sol_row():
    row = [rule[24] for rule in (PLAIN, PI, NTK, PAPER, CODE)]
    return Cell(printed=row, claims={"clm-row-24": 0.0})


CELLS = {
    "far-away": far_away, "unfinished": unfinished_pairs, "fig-arcs": arcs, "runaway": runaway,
    "fig-runaway": lambda: Cell(runaway_scores()), "fig-ways-longer": ways_longer,
    "interpolation": interpolation, "larger-base": larger_base, "tbl-dynamic": dynamic,
    "paper-and-code": paper_and_code, "tbl-scaling": scaling, "fig-scaling": scaling_figure,
    "temperature": temperature, "tbl-llama": llama, "fig-range": angle_range,
    "tbl-needs": needs,
    "solution-ntk": sol_ntk, "solution-row": sol_row,
}
