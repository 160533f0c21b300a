"""Measures Visor and PyTorch by turns on this machine, and prints medians and ratios. Nothing else should run meanwhile.

    mvn -q -Pbenchmarks -pl benchmarks -am -DskipTests package
    python3 -m venv peers && peers/bin/pip install -r benchmarks/peers/requirements.txt
    ./visor weights import FILE --out vgg16.safetensors
    peers/bin/python benchmarks/peers/compare.py vgg16.safetensors [ROUNDS [WORK ...]]
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAR = HERE.parent / "target" / "benchmarks.jar"
THREADS = os.cpu_count()
# The settings of ./visor: libtorch asks for the same large blocks over and over. The expert knows them, a tutorial doesn't.
MALLOC = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "40000000000"}
WORK = [(work, batch) for work in ("identify", "iteration", "saliency") for batch in (1, 8, 32)] + [("attack", 20)]
TIMES = {1: 9, 8: 3, 20: 1, 32: 1}
LIMITS = {"logits": 1e-6, "gradient": 1e-3, "guided": 1e-3}


class Worker:
    def __init__(self, *command, malloc=MALLOC):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **malloc})
        self.greeting = self.process.stdout.readline().split()
        if self.greeting[:1] != ["ready"]:
            sys.exit(f"{command[0]} did not start")

    def measure(self, work, batch):
        self.process.stdin.write(f"{work} {batch} {TIMES[batch]}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


def start(folder, weights):
    workers = {}
    for precision in ("float32", "bfloat16"):
        system = os.path.join(folder, precision + ".safetensors")
        workers["visor " + precision] = Worker("java", "-cp", str(JAR), "dev.visor.benchmarks.PeerWorker", precision, system, weights)
    for variant in ("eager", "expert", "bfloat16"):
        system = os.path.join(folder, "float32.safetensors")
        worker = Worker(sys.executable, str(HERE / "peer.py"), variant, system, str(THREADS),
                        malloc={} if variant == "eager" else MALLOC)
        workers["torch " + variant] = worker
        print(f"{variant}: relative difference from Visor: {' '.join(worker.greeting[1:])}")
        if variant != "bfloat16":
            for found in worker.greeting[1:]:
                name, value = found.split("=")
                if float(value) > LIMITS[name]:
                    sys.exit(f"{variant} computes something else: {name} differ by {value}, at most {LIMITS[name]}")
    return workers


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    wanted = sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        workers = start(folder, sys.argv[1])
        print(f"{THREADS} threads, {rounds} rounds by turns, medians in milliseconds per call")
        names = list(workers)
        print("| work | batch | " + " | ".join(names) + " | float32 / eager | float32 / expert | bfloat16 / eager | bfloat16 / bfloat16 |")
        print("|---|---|" + "---|" * (len(names) + 4))
        for work, batch in WORK:
            if wanted and work not in wanted:
                continue
            for worker in workers.values():
                worker.measure(work, batch)
            each = {name: [] for name in names}
            for _ in range(rounds):
                for name, worker in workers.items():
                    each[name].append(worker.measure(work, batch))
            found = {name: statistics.median(values) for name, values in each.items()}
            ratios = [found["visor float32"] / found["torch eager"], found["visor float32"] / found["torch expert"],
                      found["visor bfloat16"] / found["torch eager"], found["visor bfloat16"] / found["torch bfloat16"]]
            print(f"| {work} | {batch} | " + " | ".join(f"{found[name]:.1f}" for name in names) + " | "
                  + " | ".join(f"{ratio:.2f}" for ratio in ratios) + " |", flush=True)


if __name__ == "__main__":
    main()
