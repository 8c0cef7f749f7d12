"""Chapter 2, absolute positions."""

import math

from .cell import ANY, Cell, Within, panel
from .rotary import TURN, frequencies, shift_matrix, sinusoid
from .vectors import A, difference, dot, norm, product, spread
from .words import PIG, Model

PE = [sinusoid(p, 8) for p in range(5100)]
STARTS = [0, 7, 100, 5000]


def kernel(p, k):
    """PE(p) · PE(p + k)."""
    return dot(PE[p], PE[p + k])


def projected(p, k):
    """PE(p)ᵀ A PE(p + k)."""
    return dot(PE[p], product(A, PE[p + k]))


def closest(d, base=10_000.0, positions=512):
    """The smallest distance of two vectors, and the offset where it occurs."""
    origin = sinusoid(0, d, base)
    distances = [
        norm([a - b for a, b in zip(origin, sinusoid(offset, d, base))])
        for offset in range(1, positions)
    ]
    return min(distances), distances.index(min(distances)) + 1


def binary():
    return Cell(printed=[x for p in (125, 126, 127, 128)
                         for x in (p, p + 1, (p ^ (p + 1)).bit_count())])


def pe():
    return Cell([[p, *PE[p]] for p in range(5)], printed=[8, 5, 8],
                claims={"clm-tenths": difference(frequencies(8), [1, 0.1, 0.01, 0.001]),
                        "clm-vector-size": True})


def counter():
    rows = []
    for y, p in enumerate(range(248, 256)):
        bits = [1 if p >> bit & 1 else -1 for bit in range(7, -1, -1)]
        rows += [[x, y, value] for x, value in enumerate(bits + [0] + PE[p][::-1])]
    return Cell(rows, {"written": Within(int(f"{252:b}")), "marked": 252})


def heat_map():
    return Cell([[p, *sinusoid(p, 64)] for p in range(128)], {
        "shortest-wavelength": TURN, "longest-wavelength": TURN * 10_000 ** (62 / 64),
        "positions": 128, "dimension": 64})


def dials():
    vector = sinusoid(3, 8)
    return Cell([[p, *sinusoid(p, 8)] for p in range(32)], {
        "first-sine": vector[0], "first-cosine": vector[1], "last-sine": vector[6],
        "last-cosine": vector[7], "last-angle": 3 * frequencies(8)[3],
        "longest-wavelength": TURN * 10_000 ** (6 / 8)})


def longest_wavelengths():
    return Cell(printed=[TURN * 10_000 ** ((d - 2) / d) for d in (8, 128)],
                claims={"clm-longest-wavelength": 0.0})


def margins():
    rows = [[d, *closest(d)] for d in (2, 4, 8, 64, 512)]
    distances = [row[1] for row in rows]
    apart = [norm([a - b for a, b in zip(PE[p], PE[p + 63])]) for p in range(512 - 63)]
    return Cell(rows, {"positions": 512}, claims={
        "clm-all-different": min(distances),
        "clm-margin-grows": distances == sorted(distances),
        "clm-margin-offset": spread(apart)})


def shifts():
    largest = 0.0
    for k in (1, 2, 17, 400):
        matrix = shift_matrix(k, 8)
        largest = max(largest, *(
            difference(product(matrix, PE[p]), PE[p + k]) for p in range(1000)))
    return Cell(claims={"clm-shift-matrix": largest})


def kernels():
    rows = [[p, kernel(p, 1), projected(p, 1)] for p in STARTS]
    cosines = [sum(math.cos(k * theta) for theta in frequencies(8)) for k in range(41)]
    return Cell(rows, printed=[row[1] for row in rows], claims={
        "clm-kernel": max(difference([kernel(p, k) for k in range(41)], cosines) for p in STARTS),
        "clm-kernel-projected": spread([row[2] for row in rows])})


def kernel_figure():
    curves = [[[k] + [function(p, k) for p in STARTS] for k in range(41)]
              for function in (kernel, projected)]
    rows = panel(curves[0]) + panel(curves[1], [ANY] + [Within(p) for p in STARTS])
    return Cell(rows,
                {f"kernel-{k}": kernel(0, k) for k in (0, 1, 2, 3, 5, 6)})


def wall():
    return Cell([[ANY, Within(512), 0, 511], [ANY, Within(512), 512, 512], [ANY, ANY, 0, 1024]])


def table_edge():
    return Cell(printed=[768, 512, 0, 511, 512],
                claims={"clm-table-edge": True, "clm-equal-rows": True})


def cost():
    return Cell([[ANY, Within(rows), rows * 768, ANY] for rows in (512, 1024)]
                + [[ANY, ANY, 0, ANY]])


def from_one():
    changes = {}
    for positions in ("rope", "sinusoid"):
        model = Model(positions)
        changes[positions] = difference(model.weights(PIG), model.weights(PIG, 1))
    return Cell(values={"sinusoid": changes["sinusoid"]},
                claims={"clm-from-one": changes["rope"]})


def sines_only():
    def sines(p):
        return PE[p][0::2]

    return Cell(printed=[norm(sines(0)), norm(sines(1))] + [sines(p)[0] for p in (0, 22, 1, 23)],
                claims={"clm-sines-stuck": all(norm(sines(p)) > 0 for p in range(1, 512))})


def sol_closest():
    distance, offset = closest(8)
    return Cell(values={"distance": distance, "offset": offset},
                printed=[offset * theta / TURN for theta in frequencies(8)])


def rises():
    count = sum(kernel(0, k) > kernel(0, k - 1) for k in range(1, 41))
    return Cell(values={"rises": count}, claims={"clm-kernel-rises": True},
                printed=[x for k in (0, 1, 2, 3, 5) for x in (k, kernel(0, k))])


def bases():
    rows = [[base, *closest(8, base)] for base in (10, 100, 1000, 10_000)]
    return Cell(rows, claims={"clm-base-between": max(rows, key=lambda row: row[1])[0] == 1000})


CELLS = {
    "binary": binary, "tbl-pe": pe, "fig-counter": counter, "fig-sinusoid": heat_map,
    "fig-vector": dials,
    "wavelengths": longest_wavelengths, "tbl-margins": margins, "shift-matrix": shifts,
    "tbl-kernel": kernels, "fig-kernel": kernel_figure, "fig-wall": wall,
    "table-edge": table_edge, "tbl-cost": cost, "from-one": from_one, "sol-sines": sines_only,
    "sol-closest": sol_closest, "sol-rises": rises, "tbl-sol-bases": bases,
}
