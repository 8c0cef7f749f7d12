"""Chapter 3, relative positions."""

from .cell import ANY, Cell, Within, panel
from .relative import T5Buckets, alibi_slopes, offsets, shaw_row
from .rotary import score, sinusoid
from .vectors import A, K, Q, added, diagonal_spread, difference, dot, product

ENCODER = T5Buckets(bidirectional=True)
DECODER = T5Buckets(bidirectional=False)


def terms():
    def four(m, n):
        return [dot(x, product(A, y)) for x in (Q, sinusoid(m, 8)) for y in (K, sinusoid(n, 8))]

    near, far = four(1, 3), four(101, 103)
    near, far = near + [sum(near)], far + [sum(far)]
    whole = dot(added(Q, sinusoid(1, 8)), product(A, added(K, sinusoid(3, 8))))
    return Cell([[ANY, a, b, b - a] for a, b in zip(near, far)],
                claims={"clm-four-terms": abs(near[4] - whole)})


def offsets_figure():
    return Cell([[offset, ANY, offset] for offset in range(-4, 5)])


def counts():
    rows = []
    for n in range(1, 7):
        found = offsets(n)
        clipped = {min(max(offset, -2), 2) for offset in found}
        rows.append([n, len(found), len(set(found)), 2 * n + 1, len(clipped)])
    return Cell(rows, printed=[9, -4, 4], claims={
        "clm-offsets": all(row[2] == 2 * row[0] - 1 for row in rows),
        "clm-nine-offsets": rows[4][1:3] == [25, 9]})


def sharing():
    found = offsets(5)
    return Cell([[offset, found.count(offset)] for offset in range(-4, 5)])


def shaw():
    return Cell(printed=[5] + [shaw_row(m, n, 2) for m in range(5) for n in range(5)])


def buckets_figure():
    rows = []
    for bucket in ENCODER.reachable():
        nearest, farthest = ENCODER.span(bucket)
        if bucket > ENCODER.half:
            nearest = max(nearest, 1)
        rows.append([bucket, ANY, nearest, float("inf") if farthest is None else farthest])
    reached = len(rows)
    return Cell(rows, {"buckets": 32, "reachable": reached, "unreachable": 32 - reached,
                       "shared-from": 8, "last-from": ENCODER.edges[-1]})


def buckets():
    distances = [0, 1, 7, 8, 11, 12, 16, 23, 32, 46, 64, 91, 128, 1000]
    return Cell([[n, ENCODER.bucket(-n), ENCODER.bucket(n)] for n in distances],
                printed=ENCODER.edges)


def reach():
    reached = ENCODER.reachable()
    missing = [bucket for bucket in range(32) if bucket not in reached]
    return Cell(values={"reached": len(reached)},
                printed=[len(reached), len(DECODER.reachable())] + missing,
                claims={"clm-reachable": missing == [16] and ENCODER.bucket(1) == 17})


def slopes():
    return Cell(printed=alibi_slopes(8))


def biases():
    shared = [[m, shaw_row(m, 0, 16), ENCODER.bucket(-m)] for m in range(-40, 41)]
    lines = [[ANY, m, -slope * m] for slope in alibi_slopes(8) for m in range(41)]
    lines += [[ANY, m, 0] for m in range(-40, 41)]
    return Cell(panel(shared) + panel(lines))


def scheme():
    rows = [[m, 3 - shaw_row(m, 0, 3), ENCODER.bucket(-m),
             "masked" if m < 0 else -alibi_slopes(8)[0] * m] for m in range(-40, 41)]
    found = offsets(5)
    return Cell(rows, {"cells": len(found), "offsets": len(set(found)),
                       "numbers": len(set(found))})


def parameters():
    return Cell([[Within(512, 768), 512 * 768], [Within(16, 64), 2 * (2 * 16 + 1) * 64],
                 [Within(32, 12), 32 * 12], [ANY, 0], [ANY, 0]])


def direction():
    return Cell([[ANY, shaw_row(2, 0, 16), shaw_row(0, 2, 16)],
                 [ANY, ENCODER.bucket(-2), ENCODER.bucket(2)], [ANY, -1, -1],
                 [ANY, score(Q, 2, K, 0), score(Q, 0, K, 2)]])


def matrix(rule):
    """Scores of eight queries and eight keys."""
    return [[rule(m, n) for n in range(8)] for m in range(8)]


def added_score(m, n):
    """The score of the short vectors with sinusoids added."""
    return dot(added(Q, sinusoid(m, 8)), added(K, sinusoid(n, 8)))


def diagonals():
    rules = [
        added_score, lambda m, n: dot(Q, added(K, A[shaw_row(m, n, 2)])),
        lambda m, n: dot(Q, K) - alibi_slopes(8)[0] * (m - n),
        lambda m, n: score(Q, m, K, n),
    ]
    spreads = [diagonal_spread(matrix(rule)) for rule in rules]
    return Cell([[ANY, Within(spread)] for spread in spreads],
                claims={"clm-diagonals": spreads[3]})


def hundred():
    return Cell(printed=[2 * 100 - 1, len(set(offsets(100)))])


def twelve():
    return Cell(printed=[ENCODER.bucket(12), ENCODER.bucket(-12)])


def decoder_edges():
    return Cell(printed=[edge for edge in DECODER.edges if edge > 16],
                claims={"clm-decoder-edges": True})


def joined():
    plain = diagonal_spread(matrix(added_score))
    sloped = diagonal_spread(matrix(lambda m, n: added_score(m, n) - abs(m - n) / 2))
    return Cell(printed=[plain, sloped], claims={"clm-joined": difference(plain, sloped)})


CELLS = {
    "tbl-terms": terms, "fig-offsets": offsets_figure, "tbl-counts": counts,
    "tbl-offsets": sharing, "shaw": shaw, "fig-buckets": buckets_figure, "tbl-buckets": buckets,
    "reach": reach, "slopes": slopes, "fig-biases": biases, "fig-scheme": scheme,
    "tbl-parameters": parameters,
    "tbl-direction": direction, "tbl-diagonals": diagonals, "hundred": hundred,
    "twelve": twelve, "decoder-edges": decoder_edges, "joined": joined,
}
