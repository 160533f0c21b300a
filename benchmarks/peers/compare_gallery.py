"""Identifies embeddings among many drawn people, in Visor, with FAISS's flat index and with NumPy, by turns.

Usage: compare_gallery.py PEOPLE VALUES [ROUNDS]

Needs faiss-cpu and numpy, and a built Visor (cli/target/visor.jar). Prints the milliseconds of each round and their medians.
Nothing else should run meanwhile.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import faiss
import numpy as np

THREADS = 2
BATCH = 32
JAR = os.path.join(os.path.dirname(__file__), "..", "..", "cli", "target", "visor.jar")


def visor(people, values):
    """Returns the medians of Visor's own benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "bench.json")
        subprocess.run(
            ["java", "-Xmx1g", "-jar", JAR, "bench", "--gallery", str(people), "--embedding", str(values),
             "--threads", str(THREADS), "--json", file],
            check=True, stdout=subprocess.DEVNULL)
        with open(file) as opened:
            speed = json.load(opened)["galleries"][0]
    return {
        "visor, one": 1e3 * speed["one"]["median"],
        "visor, one at the least": 1e3 * speed["one"]["least"],
        "visor, each of 32": 1e3 * speed["together"]["median"],
        "visor, memory / templates": speed["memoryBytes"] / speed["matrixBytes"],
    }


def milliseconds(work, seconds=4.0):
    """Returns how long work takes, again and again."""
    work()
    times = []
    while sum(times) < 1e3 * seconds and len(times) < 50 or len(times) < 3:
        start = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - start))
    return times


def peers(people, values):
    """Returns the medians of the others."""
    faiss.omp_set_num_threads(THREADS)
    random = np.random.default_rng(1)
    templates = random.standard_normal((people, values), dtype=np.float32)
    templates /= np.linalg.norm(templates, axis=1, keepdims=True)
    probes = templates[:BATCH] + 0.1 * random.standard_normal((BATCH, values), dtype=np.float32)
    index = faiss.IndexFlatIP(values)
    index.add(templates)
    one = milliseconds(lambda: index.search(probes[:1], 1))
    product = milliseconds(lambda: (templates @ probes[0]).argmax())
    reading = milliseconds(lambda: templates.max())
    return {
        "faiss, one": statistics.median(one),
        "faiss, one at the least": min(one),
        "faiss, each of 32": statistics.median(milliseconds(lambda: index.search(probes, 1))) / BATCH,
        "numpy, one": statistics.median(product),
        "numpy, one at the least": min(product),
        "numpy, each of 32": statistics.median(milliseconds(lambda: (probes @ templates.T).argmax(1))) / BATCH,
        "reading the templates once, on one thread": min(reading),
    }


def main():
    people, values = int(sys.argv[1]), int(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    figures = {}
    for _ in range(rounds):
        for name, figure in {**visor(people, values), **peers(people, values)}.items():
            figures.setdefault(name, []).append(figure)
    for name, all_rounds in figures.items():
        shown = "  ".join(f"{figure:8.2f}" for figure in all_rounds)
        print(f"{name:45s} {statistics.median(all_rounds):8.2f}   rounds: {shown}")


if __name__ == "__main__":
    main()
