"""Chapter 5, the complex formulation."""

import cmath
import math

from .cell import ANY, Cell, Size, Within
from .chapter4 import score_grid
from .machine import drift
from .rotary import frequencies, halves_first, lanes, score, turned
from .vectors import K, LONG_Q, Q, difference, norm

X = [1.0, 2.0, 3.0, 4.0]


def parts(z):
    """A complex number as two."""
    return [z.real, z.imag]


def one_product():
    return Cell(printed=parts((1 + 2j) * cmath.exp(1j)))


def product_figure():
    z, turn = 1 + 2j, cmath.exp(3j)
    return Cell([[ANY, *parts(w)] for w in (z, turn, z * turn)])


def phasors():
    rows = [[m, i, m * theta, math.degrees(m * theta), math.cos(m * theta), math.sin(m * theta)]
            for m in range(4) for i, theta in enumerate(frequencies(4))]
    return Cell(rows, {"last-angle": 3, "last-degrees": math.degrees(3),
                       "last-x": math.cos(3), "last-y": math.sin(3)})


def lanes_figure():
    y = turned(X, 1)
    values = {f"lane-{i}": value for i, value in enumerate(y)}
    values.update({"largest-difference": Within(0), "length": norm(X)})
    return Cell([[i, X[i], y[i], y[i], y[i]] for i in range(4)], values)


def live_turn():
    """The vector of the moving figure, with pair 0 as a complex number."""
    product = (1 + 2j) * cmath.exp(1j)
    other = (3 + 4j) * cmath.exp(0.01j)
    y = parts(product) + parts(other)
    return Cell([[i, X[i], y[i], y[i], y[i]] for i in range(4)],
                {"real": product.real, "imaginary": product.imag,
                 "largest-difference": Within(0)})


def forms():
    return Cell([[m, ANY, *turned(X, m)] for m in (1, 3) for _ in range(3)])


def forms_agree():
    largest = units = 0.0
    thetas = frequencies(128)
    for m in range(4096):
        for j, theta in enumerate(thetas):
            a, b = LONG_Q[2 * j], LONG_Q[2 * j + 1]
            c, s = math.cos(m * theta), math.sin(m * theta)
            z = complex(a, b) * complex(c, s)
            x, y = c * a + -s * b, s * a + c * b
            if x != z.real or y != z.imag:
                apart = max(abs(x - z.real), abs(y - z.imag))
                largest, units = max(largest, apart), max(units, apart / math.ulp(abs(z)))
    return Cell(values={"largest": Within(largest)}, claims={"clm-forms": units})


def work():
    return Cell([[d, d * d, 4 * d // 2] for d in (8, 128)])


def score_by_phasors(distance):
    """Re Σ q_j conj(k_j) e^{i(m-n)θ_j}."""
    return sum((complex(Q[2 * j], Q[2 * j + 1]) * complex(K[2 * j], -K[2 * j + 1])
                * cmath.exp(1j * distance * theta)).real
               for j, theta in enumerate(frequencies(8)))


def one_line_score():
    apart = max(abs(score(Q, 100 + m, K, 100) - score_by_phasors(m)) for m in range(-50, 51))
    return Cell(printed=[score_by_phasors(1 - 3)], claims={"clm-score-line": apart})


def layout_map():
    both = zip(lanes(8, "interleaved"), lanes(8, "half-split"))
    moved = sum(a != b for a, b in enumerate(halves_first(list(range(8)))))
    return Cell([[i, *a, *b] for i, (a, b) in enumerate(both)], {"pairs": 4, "moved": moved})


def layouts():
    return Cell([[ANY, m, *turned(X, m, layout=layout)]
                 for layout in ("interleaved", "half-split") for m in (1, 3)],
                printed=[lane for layout in ("interleaved", "half-split")
                         for pair in lanes(8, layout) for lane in pair])


def four_scores(m, n):
    """Interleaved, half-split, half-split with permuted vectors, and clockwise."""
    return [score(Q, m, K, n), score(Q, m, K, n, layout="half-split"),
            score(halves_first(Q), m, halves_first(K), n, layout="half-split"),
            score(Q, -m, K, -n)]


def mixed():
    scores = four_scores(5, 2)
    return Cell([[ANY, value] for value in scores], printed=scores,
                claims={"clm-permuted": abs(scores[0] - scores[2])})


def conventions():
    ways = [("interleaved", 1)] * 4 + [("half-split", 1)] * 3 + [("half-split", -1)]
    return Cell([[ANY, layout, "counter-clockwise" if m > 0 else "clockwise",
                  *turned(X, m, layout=layout)] for layout, m in ways],
                claims={"clm-conventions": True})


def conjugated():
    def conjugate(x):
        return [-value if i % 2 else value for i, value in enumerate(x)]

    return Cell(claims={"clm-conjugated": abs(
        score(conjugate(Q), -5, conjugate(K), -2) - score(Q, 5, K, 2))})


def phasor_memory():
    return Cell([[positions, positions * 64, positions * 64 * 8 // 2**20]
                 for positions in (4096, 131_072)])


def drifts():
    in_float, in_double = drift([4096, 131_072])
    return Cell(claims={
        "clm-drift-double": Size(in_double[131_072]), "clm-drift-float": in_float[131_072],
        "clm-drift-double-early": Size(in_double[4096]), "clm-drift-float-early": in_float[4096]})


def reversed_time():
    clockwise = score(Q, -5, K, -2)
    return Cell(printed=[clockwise, score(Q, 2, K, 5)], claims={
        "clm-reversed": max(abs(clockwise - score(Q, 2, K, 5)),
                            abs(clockwise - score_by_phasors(-3)))})


def permutation():
    order = halves_first(list(range(8)))
    back = [order.index(i) for i in range(8)]
    return Cell(printed=order + back)


def nine_and_one():
    scores = four_scores(9, 1)
    return Cell(printed=scores, claims={"clm-nine-and-one": max(
        abs(scores[0] - scores[2]), abs(scores[3] - score(Q, 1, K, 9)))})


CELLS = {
    "one-product": one_product, "fig-product": product_figure, "tbl-phasors": phasors,
    "fig-lanes": lanes_figure, "fig-turn": live_turn,
    "tbl-forms": forms, "forms-agree": forms_agree, "tbl-work": work,
    "one-line-score": one_line_score, "fig-layout-map": layout_map, "tbl-layouts": layouts,
    "tbl-mixed": mixed, "fig-half-split": lambda: score_grid("half-split"),
    "tbl-conventions": conventions, "conjugated": conjugated,
    "tbl-phasor-memory": phasor_memory, "drift": drifts,
    "solution-reversed": reversed_time, "solution-permutation": permutation,
    "solution-mixed": nine_and_one,
}
