#!/usr/bin/env python3
"""Times PyTorch eager and onnxruntime on the shape of Benchmarks/run, where they are installed.

32 heads x 4096 tokens x 128 lanes, half-split, Float, one thread; the median of 9 calls after one
that is not counted. GB/s counts the queries read and written, as Benchmarks/run does.
"""

import statistics
import time

HEADS, TOKENS, LANES = 32, 4096, 128
BYTES = 2 * 4 * HEADS * TOKENS * LANES


def report(name, call):
    call()
    times = []
    for _ in range(9):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    median = statistics.median(times)
    print(f"{name:48}{median * 1e3:9.3f} ms{BYTES / median / 1e9:8.1f} GB/s")


def pytorch():
    try:
        import torch
    except ImportError:
        print("PyTorch is not installed: not measured")
        return
    torch.set_num_threads(1)
    angles = torch.outer(
        torch.arange(TOKENS, dtype=torch.float64),
        10_000.0 ** (-torch.arange(0, LANES, 2, dtype=torch.float64) / LANES),
    )
    cosines = torch.cat([angles.cos()] * 2, dim=-1).float()
    sines = torch.cat([angles.sin()] * 2, dim=-1).float()
    queries = torch.randn(1, HEADS, TOKENS, LANES)

    def eager():
        # The formula as models in Python write it: every step makes a new tensor.
        half = torch.cat([-queries[..., LANES // 2 :], queries[..., : LANES // 2]], dim=-1)
        return queries * cosines + half * sines

    report(f"PyTorch {torch.__version__} eager, out of place", eager)


def onnx_runtime():
    try:
        import numpy
        import onnx
        import onnxruntime
    except ImportError as error:
        print(f"onnxruntime cannot be used: {error}: not measured")
        return
    from onnx import TensorProto, helper

    def tensor(name, *shape, kind=TensorProto.FLOAT):
        return helper.make_tensor_value_info(name, kind, list(shape))

    queries = [1, HEADS, TOKENS, LANES]
    graph = helper.make_graph(
        [helper.make_node("RotaryEmbedding", ["x", "cosines", "sines", "positions"], ["y"])],
        "rotary",
        [
            tensor("x", *queries),
            tensor("cosines", TOKENS, LANES // 2),
            tensor("sines", TOKENS, LANES // 2),
            tensor("positions", 1, TOKENS, kind=TensorProto.INT64),
        ],
        [tensor("y", *queries)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 23)], ir_version=11)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    angles = numpy.outer(
        numpy.arange(TOKENS), 10_000.0 ** (-numpy.arange(0, LANES, 2) / LANES)
    )
    binding = session.io_binding()
    values = {
        "x": numpy.random.rand(*queries).astype(numpy.float32),
        "cosines": numpy.cos(angles).astype(numpy.float32),
        "sines": numpy.sin(angles).astype(numpy.float32),
        "positions": numpy.arange(TOKENS, dtype=numpy.int64)[None],
    }
    for name, value in values.items():
        binding.bind_ortvalue_input(name, onnxruntime.OrtValue.ortvalue_from_numpy(value))
    # Bound once, so that no call pays for the memory of its result.
    result = onnxruntime.OrtValue.ortvalue_from_numpy(numpy.zeros(queries, numpy.float32))
    binding.bind_ortvalue_output("y", result)
    report(
        f"onnxruntime {onnxruntime.__version__}, bound output",
        lambda: session.run_with_iobinding(binding),
    )


if __name__ == "__main__":
    pytorch()
    onnx_runtime()
