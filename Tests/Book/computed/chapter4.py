"""Chapter 4, rotary embeddings."""

import math

from .cell import ANY, Cell, Within, flat
from .chapter1 import turns
from .rotary import TURN, frequencies, score, sinusoid, turned
from .vectors import (K, Q, added, cosine, diagonal_spread, difference, dot, norm, product,
                      spread)
from .words import PIG, SMALL_PIG, WV, Model, vectors


def plane():
    rows = []
    for m, n in ((3, 1), (7, 5)):
        for vector, position in (([1, 0], m), ([0.8, 0], n)):
            rows.append([ANY, position, position, *turned(vector, position)])
    product_at = [dot(rows[i][3:], rows[i + 1][3:]) for i in (0, 2)]
    return Cell(rows, {
        "frequency": 1, "angle": 2, "degrees": math.degrees(2), "angle-before": 0,
        "query-x": rows[0][3], "query-y": rows[0][4], "key-x": rows[1][3], "key-y": rows[1][4],
        "score": product_at[0], "shifted-score": product_at[1]})


def one_plane():
    return Cell(printed=[x for m, n in ((3, 1), (7, 5), (103, 101))
                         for x in (m, n, score([1, 0], m, [0.8, 0], n))])


def frequency_table():
    rows = [[i, theta, TURN / theta] for i, theta in enumerate(frequencies(8))]
    return Cell(rows, {"pairs": 4, "shortest-wavelength": rows[0][2],
                       "longest-wavelength": rows[3][2]})


def exponents():
    lists = [[10_000 ** exponent(i) for i in range(4)] for exponent in (
        lambda i: -2 * i / 8, lambda i: -2 * (i + 1) / 8, lambda i: 2 * i / 8)]
    return Cell(printed=flat(lists))


def rotation_matrix():
    columns = [turned([float(i == j) for i in range(4)], 1) for j in range(4)]
    return Cell([[i] + [column[i] for column in columns] for i in range(4)],
                {"entries": 16, "filled": 8, "deviation": Within(0)})


def pig_figure():
    values = {"first-angle": 0, "last-angle": 4, "last-degrees": math.degrees(4)}
    values.update({f"last-angle-{i}": 4 * theta for i, theta in enumerate(frequencies(8))})
    return Cell(turns(PIG, 4, 8), values)


def pig_table():
    rows = [[word, p, p, math.degrees(p), math.cos(p), math.sin(p)] for p, word in enumerate(PIG)]
    return Cell(rows, {"last-angle": 4, "last-degrees": math.degrees(4),
                       "last-x": math.cos(4), "last-y": math.sin(4)})


def norms():
    changes = max(abs(norm(turned(x, m)) - norm(x)) for m in range(1000) for x in (Q, K))
    return Cell(printed=[norm(Q), norm(turned(Q, 1)), norm(K), norm(turned(K, 3)),
                         dot(Q, K), cosine(Q, K)], claims={"clm-norms": changes})


def rotary_cosine(m, n):
    """The cosine of query and key after both were turned."""
    return cosine(turned(Q, m), turned(K, n))


def added_cosine(m, n):
    """The cosine of query and key with sinusoids added."""
    return cosine(added(Q, sinusoid(m, 8)), added(K, sinusoid(n, 8)))


def shift_table():
    rows = [[s, 1 + s, 3 + s, score(Q, 1 + s, K, 3 + s), rotary_cosine(1 + s, 3 + s),
             added_cosine(1 + s, 3 + s)] for s in (0, 1, 4, 100, 10_000)]
    scores = [score(Q, 1 + s, K, 3 + s) for s in (0, 1, 4, 100, 10_000, 99_999, 100_000)]
    return Cell(rows, claims={"clm-shift": spread(scores)})


SHIFTS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 70, 100, 150, 200, 300, 400,
          500, 700, 1000, 1500, 2000, 3000, 4000, 5000, 7000, 10_000, 15_000, 20_000, 30_000,
          50_000, 70_000, 100_000]


def shift_figure():
    rows = [[s, added_cosine(1 + s, 3 + s), rotary_cosine(1 + s, 3 + s)] for s in SHIFTS]
    sinusoids = [row[1] for row in rows]
    return Cell(rows, {
        "score": rotary_cosine(1, 3), "largest-spread": Within(spread([row[2] for row in rows])),
        "sinusoid-first": sinusoids[0], "sinusoid-last": sinusoids[-1],
        "sinusoid-spread": spread(sinusoids)})


def preface():
    model = Model("rope")
    alone = model.weights(SMALL_PIG)[4]
    after = model.weights("another man escaped from".split() + SMALL_PIG)[8][4:]
    return Cell(printed=alone + after, claims={
        "clm-preface": spread([a / b for a, b in zip(after, alone)])})


def relative():
    return Cell(claims={"clm-relative": max(
        abs(score(Q, m, K, n) - dot(Q, turned(K, n - m))) for m in range(8) for n in range(8))})


def score_grid(layout):
    """Scores of queries and keys at 0 to 7, as a figure's rows and its published values."""
    scores = [[score(Q, m, K, n, layout=layout) for n in range(8)] for m in range(8)]
    rows = [[n, m, scores[m][n]] for m in range(8) for n in range(8)]
    return Cell(rows, {"score": dot(Q, K), "one-back": scores[1][0], "one-ahead": scores[0][1],
                       "largest-diagonal-deviation": Within(diagonal_spread(scores))})


def direction():
    ahead, back = score(Q, 1, K, 3), score(Q, 3, K, 1)
    return Cell(printed=[ahead, back], claims={"clm-ahead": ahead, "clm-back": back})


def distance():
    scores = [score(Q, m, K, 0) for m in range(65)]
    return Cell([[m, value] for m, value in enumerate(scores)], {
        "score": scores[0], "peak-distance": scores.index(max(scores)),
        "peak-score": max(scores), "rises": sum(b > a for a, b in zip(scores, scores[1:]))})


def dog():
    without, turned_weights = Model().weights(SMALL_PIG)[4], Model("rope").weights(SMALL_PIG)
    values = [product(WV, x) for x in vectors(SMALL_PIG)]
    mixed = [[dot(row, column) for column in zip(*values)] for row in turned_weights]
    return Cell([[word, p, without[p], turned_weights[4][p]] for p, word in enumerate(SMALL_PIG)],
                claims={"clm-values-stay": difference(mixed, Model("rope").output(SMALL_PIG))})


def move(sentence, model):
    """How far weights and outputs change when a sentence begins at 1000."""
    return (difference(model.weights(sentence), model.weights(sentence, 1000)),
            difference(model.output(sentence), model.output(sentence, 1000)))


def moved():
    rope = Model("rope")
    changes = [move(SMALL_PIG, rope), move(SMALL_PIG, Model("sinusoid"))]
    layers = difference(rope.second_output(PIG), rope.second_output(PIG, 1000))
    return Cell([[ANY, Within(a), Within(b)] for a, b in changes], claims={
        "clm-moved": max(changes[0] + move(PIG, rope)), "clm-moved-layers": layers})


def turned_words():
    model = Model()
    weights = [model.weights_of([turned(x, first + p) for p, x in enumerate(vectors(SMALL_PIG))])
               for first in (0, 1000)]
    change = difference(*weights)
    return Cell(values={"change": change}, claims={"clm-turned-words": change})


def turned_values():
    weights, outputs = move(PIG, Model("rope", turns_values=True))
    return Cell(printed=[Within(weights), outputs], claims={"clm-turned-values": outputs})


def look_back():
    key = turned(Q, 2)
    best = max(range(-64, 65), key=lambda m: score(Q, 64 + m, key, 64))
    return Cell(printed=[best, score(Q, 66, key, 64), dot(Q, Q)],
                claims={"clm-look-back": best == 2})


def nine():
    return Cell([[m, score(Q, 4 + m, K, 4)] for m in range(-4, 5)])


def placed(vector, x, y):
    """A vector whose first half is turned by x and whose second half by y."""
    return turned(vector[:4], x) + turned(vector[4:], y)


def grid_score(query, key):
    """The score of the short vectors at two patches."""
    return dot(placed(Q, *query), placed(K, *key))


PATCHES = [(0, 0), (10, 0), (0, 30), (7, -3)]


def score_figure():
    thetas = frequencies(8)
    rows = [[d, score(Q, max(d, 0), K, max(-d, 0), thetas)] for d in range(-64, 65)]
    return Cell(rows, {"score": rows[64 - 2][1], "distance": -2})


def two_axes():
    scores = [grid_score((2 + x, 5 + y), (x, 1 + y)) for x, y in PATCHES]
    return Cell(printed=scores, claims={"clm-two-axes": spread(scores)})


CELLS = {
    "fig-plane": plane, "one-plane": one_plane, "tbl-frequencies": frequency_table,
    "exponents": exponents, "fig-matrix": rotation_matrix, "fig-pig": pig_figure,
    "tbl-pig": pig_table, "norms": norms, "tbl-shift": shift_table, "fig-shift": shift_figure,
    "preface": preface, "relative": relative,
    "fig-diagonals": lambda: score_grid("interleaved"), "direction": direction,
    "fig-distance": distance, "tbl-dog": dog, "tbl-moved": moved, "turned-words": turned_words,
    "turned-values": turned_values, "look-back": look_back, "tbl-nine": nine,
    "two-axes": two_axes, "fig-score": score_figure,
}
