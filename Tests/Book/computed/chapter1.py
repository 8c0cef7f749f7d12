"""Chapter 1, why position matters."""

import math
from itertools import permutations

from .cell import ANY, NOTHING, Cell, Within, flat
from .vectors import difference, mean, product
from .words import DOGS, MODELS, S1, S2, SB, WV, Model, distinct, mean_outputs, vectors

PLACES = [0, 5, 2, 3, 4, 1]


def outputs(model=MODELS[0]):
    """The outputs of both sentences."""
    return model.output(S1), model.output(S2)


def same_outputs():
    return Cell([[ANY, i, word, *rows[i]] for sentence, rows in zip((S1, S2), outputs())
                 for i, word in enumerate(sentence)])


def man_twice():
    one, two = outputs()
    return Cell(printed=one[1] + two[5])


def outputs_table():
    one, two = outputs()
    moved = [two[place] for place in PLACES]
    return Cell([[word, i, PLACES[i], *one[i], Within(difference(one[i], moved[i]))]
                 for i, word in enumerate(S1)],
                printed=mean(one),
                claims={"clm-outputs-move": difference(one, moved),
                        "clm-means-equal": difference(mean(one), mean(two))})


def dog_man():
    dog, man = [MODELS[0].output(f"The {a} bit the {b}".split())
                for a, b in (("dog", "man"), ("man", "dog"))]
    return Cell(printed=dog[1] + man[1],
                claims={"clm-dog-man": difference(mean(dog), mean(man))})


def swap():
    rows, moves = [], []
    for model in MODELS:
        both = outputs(model)
        move = difference(mean(both[0]), mean(both[1]))
        moves.append(move)
        for sentence, found in zip((S1, S2), both):
            for i, word in enumerate(sentence):
                seen = i + 1 if model.causal else len(sentence)
                rows.append([Within(move), ANY, i, word, Within(seen), *found[i]])
    return Cell(rows, {"sinusoid": moves[1], "RoPE": moves[2], "causal": moves[3]})


def live_order():
    """Both sentences with their outputs and their means, without positions."""
    one, two = outputs()
    rows = [[ANY, word, i, *found[i]] if i < 6 else [ANY, "mean", "", *mean(found)]
            for sentence, found in ((S1, one), (S2, two))
            for i, word in enumerate(sentence + ["mean"])]
    moved = [two[place] for place in PLACES]
    return Cell(rows, {"largest-change": Within(difference(one, moved)),
                       "change-of-mean": Within(difference(mean(one), mean(two)))})


def orders():
    rows = []
    for index in range(4):
        means = mean_outputs(index)
        first = [row[0] for row in means]
        rows.append([ANY, distinct(means), min(first), max(first)])
    return Cell(rows, {"orders": math.factorial(6)}, claims={
        "clm-one-mean": rows[0][1] == 1,
        "clm-orders-told-apart": rows[1][1] == rows[2][1] == 720})


def orders_figure():
    ranks = list(range(0, 720, 6)) + [719]
    lines = [sorted(row[0] for row in mean_outputs(index)) for index in range(4)]
    return Cell([[rank] + [line[rank] for line in lines] for rank in ranks])


def two_dogs():
    dogs = MODELS[0].output(DOGS)
    one = MODELS[0].output(DOGS[:4])
    return Cell(printed=dogs[1] + one[1], claims={
        "clm-dogs-equal": difference(dogs[1], dogs[4]),
        "clm-repeats-count": difference(dogs[1], one[1])})


def symmetry():
    rows = []
    for causal in (False, True):
        model = Model(causal=causal)
        for layers, output in ((1, model.output), (2, model.second_output)):
            change = difference(output(S1)[5], output(SB)[5])
            rows.append([ANY, layers, Within(change), "yes" if change > 1e-12 else "no"])
    changes = [row[2].number for row in rows]
    return Cell(rows, claims={
        "clm-encoder-layers": max(changes[:2]), "clm-causal-one-layer": changes[2],
        "clm-causal-two-layers": changes[3]})


def counting():
    return Cell(printed=[1 / (p + 1) for p in range(6)], claims={"clm-counting": 0.0})


def turns(words, pairs, d):
    """Rows of a figure of dials, pair by pair."""
    return [[word, p, i, angle, math.cos(angle), math.sin(angle)]
            for i in range(pairs) for p, word in enumerate(words)
            for angle in [p * 10_000 ** (-2 * i / d)]]


def first_turns():
    return Cell(turns(S1, 2, 4), {
        "first-angle": 0, "last-angle": 5, "last-degrees": math.degrees(5),
        "last-angle-0": 5, "last-angle-1": 0.05})


def sol_dogs():
    changes = [difference(rows[1], rows[4]) for rows in (m.output(DOGS) for m in MODELS)]
    return Cell(printed=[NOTHING] + changes[1:])


def sol_last():
    lasts = [MODELS[3].output(order)[5] for order in permutations(S1)]
    kept = [last for last, order in zip(lasts, permutations(S1)) if order[5] == "Snake"]
    count = distinct(lasts)
    return Cell(values={"distinct": count, "each": 720 // count}, printed=[len(kept)],
                claims={"clm-last-word": max(difference(last, kept[0]) for last in kept)})


def sol_collisions():
    groups = {}
    for order, row in zip(permutations(S1), mean_outputs(3)):
        groups.setdefault(tuple(round(x * 1e9) for x in row), []).append(order)
    groups = [group for group in groups.values() if len(group) > 1]
    after_man = [group for group in groups if all(order[0] == "Man" for order in group)]
    values = [product(WV, x) for x in vectors(["from", "Snake"])]
    return Cell(printed=flat(values) + [len(groups), len(after_man)])


def sol_pig():
    pig = MODELS[0].output("The pig escaped from the dog".split())
    return Cell(claims={"clm-pig-mean": difference(mean(pig), mean(outputs()[0]))})


CELLS = {
    "man-twice": man_twice, "fig-same-outputs": same_outputs, "tbl-outputs": outputs_table,
    "dog-man": dog_man, "fig-swap": swap, "fig-order": live_order,
    "tbl-orders": orders, "fig-orders": orders_figure,
    "two-dogs": two_dogs, "tbl-symmetry": symmetry, "counting": counting,
    "fig-first-turns": first_turns, "sol-dogs": sol_dogs, "sol-last": sol_last,
    "sol-collisions": sol_collisions, "sol-pig": sol_pig,
}
