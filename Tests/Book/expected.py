"""The numbers that the plan of the book promises, with the digits that it gives.

Each entry names the claim (C1 to C48) or the part of the plan that a number comes from, and the
cell of the chapter in whose record it has to be.
"""

from dataclasses import dataclass

POSITION, ABSOLUTE, RELATIVE = "why-position-matters", "absolute", "relative"
ROPE, COMPLEX, DISTANCE = "rope", "complex-formulation", "frequencies-and-distance"
LENGTH, MACHINE, CLAIMS = "beyond-the-training-length", "in-the-machine", "claims"


@dataclass
class Entry:
    """Numbers that one cell has to hold.

    With a `factor`, a number may be larger or smaller by it. With a `bound`, the numbers are the
    name of one claim or published value that has to stay below it.
    """

    chapter: str
    source: str
    label: str
    numbers: list
    factor: float = 0.0
    bound: float = None

    @property
    def place(self):
        """Where the number stands in the plan, and where it has to stand in the book."""
        return f"{self.chapter}, {self.source}"


#: How the long query and the long key begin.
CONVENTIONS = "0.483130 -0.680179 -0.914219 0.017643"
EXPECTED = []


def number(chapter, source, label, numbers):
    """Numbers with the digits that are printed here."""
    EXPECTED.append(Entry(chapter, source, label, numbers.split()))


def size(chapter, source, label, numbers, factor=1.5):
    """Numbers of which the plan gives the size: what rounding leaves differs between machines."""
    EXPECTED.append(Entry(chapter, source, label, numbers.split(), factor=factor))


def below(chapter, source, label, name, bound=1e-12):
    """A claim, or a published value, that is zero up to rounding."""
    EXPECTED.append(Entry(chapter, source, label, [name], bound=bound))


# Chapter 1
below(POSITION, "C1", "tbl-outputs", "clm-outputs-move")
below(POSITION, "C1", "tbl-outputs", "clm-means-equal")
number(POSITION, "C3", "man-twice", "0.494062 0.780102 1.493257 1.207218")
number(POSITION, "C3", "tbl-outputs", "0.494062 0.780102 1.493257 1.207218")
number(POSITION, "C3", "tbl-outputs", "1.097233 1.261081 0.989758 0.825910")
number(POSITION, "C3, figure 1.2", "fig-swap", "0.906705")
number(POSITION, "C4", "tbl-orders", "1 720 720")
number(POSITION, "figure 1.3", "tbl-orders", "1.097233 0.831360 2.935090")
number(POSITION, "figure 1.3", "fig-orders", "1.097233 0.831360 2.935090")
below(POSITION, "C2", "tbl-symmetry", "clm-causal-one-layer")
below(POSITION, "C2", "tbl-symmetry", "clm-encoder-layers")
number(POSITION, "C2", "tbl-symmetry", "0.591213")
number(POSITION, "C2, c1-5", "counting", "1 0.5 0.3333 0.25 0.2 0.1667")
number(POSITION, "C5", "two-dogs", "0.731831 1.221881 0.761091 0.271041")
below(POSITION, "C5", "two-dogs", "clm-dogs-equal")
below(POSITION, "C28", "dog-man", "clm-dog-man")

# Chapter 2
number(ABSOLUTE, "figure 2.1", "fig-counter", "252 11111100")
number(ABSOLUTE, "figure 2.2", "fig-sinusoid", "127 128 64")
number(ABSOLUTE, "live, table 2.1", "fig-vector", "0.141120 -0.989992 6283.185")
number(ABSOLUTE, "figure 2.4", "fig-wall", "512 1024")
number(ABSOLUTE, "C6, C7", "tbl-pe", "8 5")
number(ABSOLUTE, "c2-3", "tbl-kernel", "3.53525597")
number(ABSOLUTE, "C27", "tbl-kernel", "-14.232516 -11.925185 2.345883 100")
number(ABSOLUTE, "C20", "sol-rises", "4 3.535256 2.563718 1.964890 3.159983")
number(ABSOLUTE, "C20", "fig-kernel", "4 3.535256 2.563718 1.964890 3.159983")
below(ABSOLUTE, "C20", "shift-matrix", "clm-shift-matrix")
below(ABSOLUTE, "C20", "tbl-kernel", "clm-kernel", 1e-11)
number(ABSOLUTE, "C12", "tbl-margins", "0.008821 333 0.645292 63 1.471848 1 4 512")
number(ABSOLUTE, "C12", "wavelengths", "6283.185 54410.143")
number(ABSOLUTE, "C10", "table-edge", "512 511")
number(ABSOLUTE, "C10", "tbl-cost", "393216 786432 512 1024")
below(ABSOLUTE, "C11", "from-one", "clm-from-one")
number(ABSOLUTE, "exercise b", "sol-closest", "63 0.645292")

# Chapter 3
number(RELATIVE, "figure 3.1", "fig-offsets", "-4 -3 -2 -1 0 1 2 3 4")
number(RELATIVE, "figure 3.2", "fig-biases", "-40 40 -0.5 -0.25 -0.00390625")
number(RELATIVE, "figure 3.3", "tbl-buckets", "8 12 16 23 32 46 64 91 128")
number(RELATIVE, "figure 3.3", "fig-buckets", "8 12 16 23 32 46 64 91")
number(RELATIVE, "C15, C21", "tbl-counts", "1 3 5 7 9 11 25")
number(RELATIVE, "c3-1", "tbl-counts", "9 11")
number(RELATIVE, "c3-2", "twelve", "9")
number(RELATIVE, "c3-2", "slopes", "0.5 0.25 0.00390625")
number(RELATIVE, "c3-3, errata", "reach", "31 32 16")
number(RELATIVE, "c3-3", "tbl-buckets", "17")
number(RELATIVE, "C22", "tbl-parameters", "4224 384 0 393216")
number(RELATIVE, "C16", "tbl-direction", "-0.866363 -0.112143")
number(RELATIVE, "exercise a", "hundred", "199")
below(RELATIVE, "C30", "tbl-diagonals", "clm-diagonals")

# Chapter 4
number(ROPE, "conventions", "norms", "-0.010000 -0.005278 1.428286 1.326650")
number(ROPE, "figure 4.1, C44", "fig-pig",
       "0 1 2 3 4 0.1 0.2 0.3 0.4 0.01 0.02 0.03 0.04 0.001 0.002 0.003 0.004")
number(ROPE, "C44", "tbl-pig",
       "0 57.2958 114.5916 0.540302 0.841471 -0.416147 0.909297")
number(ROPE, "C24", "tbl-frequencies", "1 0.1 0.01 0.001")
number(ROPE, "C25", "tbl-shift", "-0.866363464 -0.457223677 0.687302 0.581765 0.368078")
number(ROPE, "C25", "tbl-shift", "1 2 3 4 5 7 101 103 10001 10003")
below(ROPE, "C25", "tbl-shift", "clm-shift", 1e-11)
number(ROPE, "figure 4.3", "fig-shift", "-0.457224 1 100000")
below(ROPE, "asserted", "norms", "clm-norms")
below(ROPE, "C30, figure 4.4", "fig-diagonals", "largest-diagonal-deviation")
below(ROPE, "C30", "relative", "clm-relative")
number(ROPE, "C16", "direction", "-0.866363 -0.112143")
number(ROPE, "C44, table 4.3", "tbl-dog", "0.164307 0.446633 0.060445 0.206738 0.050437")
number(ROPE, "C27", "tbl-moved", "0.871295")
below(ROPE, "C23, C42", "tbl-moved", "clm-moved")
below(ROPE, "C23", "tbl-dog", "clm-values-stay")
number(ROPE, "C26", "two-axes", "0.191044274")
number(ROPE, "exercise b", "look-back", "2")
number(ROPE, "exercise c", "tbl-nine", "-4 4 -0.866363 -0.112143")

# Chapter 5
number(COMPLEX, "C37", "tbl-layouts", "-1.142640 1.922076 2.959851 4.029800")
number(COMPLEX, "C37", "tbl-layouts", "-1.984111 1.959901 2.462378 4.019800")
number(COMPLEX, "C37, figure 5.2", "fig-lanes", "-1.142640 1.922076 2.959851 4.029800")
number(COMPLEX, "C37, errata", "tbl-mixed", "-0.496213 -0.372419 -0.496213 -0.866958")
below(COMPLEX, "C37", "tbl-mixed", "clm-permuted")
below(COMPLEX, "C36", "forms-agree", "largest")
below(COMPLEX, "C36", "forms-agree", "clm-forms", 2)
number(COMPLEX, "C34", "tbl-phasor-memory", "4096 2 131072 64")
size(COMPLEX, "C34", "drift", "2.2e-3")
size(COMPLEX, "C34", "drift", "6.6e-12", 3)
number(COMPLEX, "exercise a", "solution-reversed", "-0.866958")

# Chapter 6
number(DISTANCE, "table 6.1, C12", "tbl-wavelengths",
       "6.283185 62.831853 628.318531 6283.185 54410.143")
number(DISTANCE, "table 6.2", "tbl-mean", ".970214 .476876 .204441 -.052853 8 512")
number(DISTANCE, "table 6.2", "tbl-first-negative", "171 1707 1000 100000")
number(DISTANCE, "figure 6.2", "fig-bound", "1544")
number(DISTANCE, "C33", "bound-sum", "32.5 31.538 17.954 6.548 50 100 115 255")
number(DISTANCE, "figure 6.3", "fig-peak", "45.098922 50")
number(DISTANCE, "C33, figure 6.4", "fig-deviations",
       "3.764740 3.761319 3.777062 3.756559 3.771236 10 1000")
number(DISTANCE, "C33", "fig-deviations", "11.313708")
number(DISTANCE, "table 6.3, C31", "tbl-models",
       "2048 4096 18 46 92 500000 8192 29 35 1000000 32768")
number(DISTANCE, "live, table 6.3", "fig-base", "18 64 1707 54410.143")
number(DISTANCE, "smallest bases", "fig-bases", "4294.84 539 26956.25 911")
number(DISTANCE, "passing bases", "tbl-passes", "4300 4500 5000 5500 6000 6100 7000 10000")
number(DISTANCE, "exercise b", "peak-starts", "37.904476")
number(DISTANCE, "exercise c", "slow-pairs", "46 63")

# Chapter 7
number(LENGTH, "C31", "unfinished", "18 64 46 92")
number(LENGTH, "figure 7.1", "unfinished", "0.869 0.075 9")
number(LENGTH, "c7-1", "larger-base", "82684.6226 8.000000")
below(LENGTH, "asserted", "larger-base", "clm-ntk-last")
below(LENGTH, "c7-2", "interpolation", "clm-interpolation")
number(LENGTH, "table 7.1", "tbl-scaling", "1 0.125 0.01 0.00125 0.003477664 0.00280778 0.00596154")
number(LENGTH, "table 7.1", "tbl-scaling", "0.000115478 0.0000144348")
number(LENGTH, "errata", "paper-and-code", "20 46 0.00280778 0.00596154 2.12 2.305 36")
number(LENGTH, "table 7.2", "tbl-llama", "29 6 29 34 0.828168")
number(LENGTH, "c7-5", "temperature", "1.207944")
number(LENGTH, "C47", "tbl-dynamic", "14497.96 30527.74")

# Chapter 8
size(MACHINE, "C32", "tbl-precision", "3.6e-6 8.1e-3 0.032 0.037")
size(MACHINE, "C32", "tbl-precision", "2e-11", 3)
number(MACHINE, "C32", "tbl-precision", "4096 131072 1000000 4.950909")
below(MACHINE, "C32", "tbl-precision", "clm-float-table", 5e-6)
number(MACHINE, "figure 8.3, c8-3", "integers", "255 256 258 260 516 2048")
number(MACHINE, "C46", "tbl-operations", "256 128 16384 16256")
number(MACHINE, "C34", "tbl-memory", "4096 2 131072 64")
number(MACHINE, "C47", "tbl-appended", "0 2.342126")
number(MACHINE, "C47", "tbl-stale", "14497.96 30527.74 -2.328097 -1.843445")
number(MACHINE, "C26, c8-5", "grid", "0.191044274")
below(MACHINE, "asserted", "grid", "clm-grid")
number(MACHINE, "exercise a", "solution-even", "256 258")
number(MACHINE, "table 8.4", "tbl-partial", "256")

# Chapter 9
number(CLAIMS, "tally", "tbl-verdicts", "48 12 9 14 12 1")
number(CLAIMS, "errata, direction", "tbl-errata", "0.540302 -0.841471 0.841471 -0.866958 -0.496213")
number(CLAIMS, "errata, last term", "tbl-errata", "-0.203751 -0.292850")
number(CLAIMS, "errata, T5", "tbl-errata", "31 32")
