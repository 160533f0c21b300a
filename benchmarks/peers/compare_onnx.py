"""Measures the forward pass of a network in an ONNX file by turns with ONNX Runtime, and prints medians and ratios.

Nothing else should run meanwhile. Visor starts at pictures of bytes, ONNX Runtime at an array that is ready for it.

    mvn -q -Pbenchmarks -pl benchmarks -am -DskipTests package
    python3 -m venv peers && peers/bin/pip install onnxruntime==1.24.1 numpy==2.4.6
    peers/bin/python benchmarks/peers/compare_onnx.py FILE [ROUNDS [SIDE]]
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime

JAR = Path(__file__).resolve().parent.parent / "target" / "benchmarks.jar"
MALLOC = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "40000000000"}
TIMES = {1: 15, 8: 5}
LIMIT = 1e-4


class Visor:
    def __init__(self, path, threads, side):
        self.process = subprocess.Popen(
            ["java", "-cp", str(JAR), "dev.visor.benchmarks.OnnxWorker", path, str(threads), str(side)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **MALLOC})
        greeting = self.process.stdout.readline().split()
        if greeting[:1] != ["ready"]:
            sys.exit("Visor did not start")
        self.features = np.array(greeting[1:], dtype=np.float64)

    def measure(self, batch):
        self.process.stdin.write(f"{batch} {TIMES[batch]}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Runtime:
    """Pictures of a batch pass together where the file allows it, else one after the other."""

    def __init__(self, path, threads, side):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # While it waits for work, it must not take the processors that Visor is measured on.
        options.add_session_config_entry("session.force_spinning_stop", "1")
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0]
        self.side = side

    def pictures(self, count):
        k = np.arange(3 * self.side * self.side)
        values = [(k * 31 + k // self.side * 17 + i * 7) % 256 for i in range(count)]
        pictures = np.array(values, dtype=np.float32).reshape(count, 3, self.side, self.side)
        return (pictures - 127.5) / 127.5

    def passes(self, pictures):
        if isinstance(self.input.shape[0], int):
            return [self.session.run(None, {self.input.name: pictures[i:i + 1]})[0] for i in range(len(pictures))]
        return self.session.run(None, {self.input.name: pictures})[0]

    def measure(self, batch):
        pictures = self.pictures(batch).astype(np.float32)
        laps = []
        for _ in range(TIMES[batch]):
            start = time.perf_counter()
            self.passes(pictures)
            laps.append(time.perf_counter() - start)
        return 1e3 * sorted(laps)[len(laps) // 2]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    path = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 21
    side = int(sys.argv[3]) if len(sys.argv) > 3 else 112
    print(f"{rounds} rounds by turns, medians in milliseconds per call")
    print("| threads | batch | Visor | ONNX Runtime | ratio |\n|---|---|---|---|---|")
    for threads in range(1, os.cpu_count() + 1) if os.cpu_count() <= 2 else (1, os.cpu_count()):
        visor, peer = Visor(path, threads, side), Runtime(path, threads, side)
        expected = np.asarray(peer.passes(peer.pictures(1).astype(np.float32))[0]).reshape(-1)
        difference = np.linalg.norm(visor.features - expected) / np.linalg.norm(expected)
        if difference > LIMIT:
            sys.exit(f"Visor computes something else: features differ by {difference:.1e}, at most {LIMIT}")
        for batch in TIMES:
            each = {"visor": [], "peer": []}
            for lap in range(rounds + 2):
                found = {"visor": visor.measure(batch), "peer": peer.measure(batch)}
                if lap >= 2:
                    for name, value in found.items():
                        each[name].append(value)
            visors, peers = statistics.median(each["visor"]), statistics.median(each["peer"])
            ratio = statistics.median(a / b for a, b in zip(each["visor"], each["peer"]))
            print(f"| {threads} | {batch} | {visors:.2f} | {peers:.2f} | {ratio:.2f} |", flush=True)
        visor.close()


if __name__ == "__main__":
    main()
