#!/usr/bin/env python3
"""Times matplotlib on the figures of FigureBenchmarks, where it is installed.

1 000 line figures of 500 points, the same noise, written as SVG into memory with text as text.
A smaller number can be given: `figures.py 100`.
"""

import io
import sys
import time

POINTS = 500
MASK = (1 << 64) - 1


def heights(number):
    state = number + 1
    values = []
    for _ in range(POINTS):
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        values.append((state >> 11) / (1 << 53))
    return values


def main():
    try:
        import matplotlib
    except ImportError:
        print("matplotlib is not installed: not measured")
        return
    matplotlib.use("svg")
    import matplotlib.pyplot as pyplot

    # As we do: text stays text, ids do not change from run to run.
    matplotlib.rcParams["svg.fonttype"] = "none"
    matplotlib.rcParams["svg.hashsalt"] = "figures"
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    data = [heights(number) for number in range(count)]
    size = 0
    start = time.perf_counter()
    for number, values in enumerate(data):
        figure, axes = pyplot.subplots(figsize=(680 / 72, 380 / 72))
        axes.plot(values)
        axes.set_xlabel("position (tokens)")
        axes.set_ylabel("score")
        axes.set_title(f"Figure {number}")
        axes.grid(axis="y")
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None})
        pyplot.close(figure)
        size += buffer.tell()
    seconds = time.perf_counter() - start
    print(
        f"matplotlib {matplotlib.__version__}, {count} figures of {POINTS} points"
        f"{size / 1e6:10.1f} MB{seconds:10.3f} s{size / seconds / 1e6:10.1f} MB/s"
    )


if __name__ == "__main__":
    main()
