"""The same work as Visor's, in PyTorch and Captum: VGG16 at 112 with a head, the attack with eyeglasses, saliency maps.

Usage: peer.py VARIANT FILE THREADS, where FILE was written by dev.visor.benchmarks.PeerWorker. Reads the same lines as that
worker from standard input and answers in the same way. Variants:

eager     what a tutorial writes: float32, channels first
expert    float32, channels last in memory
bfloat16  channels last in memory, the convolutions in bfloat16, the head in float32
"""

import json
import struct
import sys
import time

import numpy as np
import torch
from captum.attr import GuidedBackprop
from torch import nn

WIDTHS = [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512, 512, "M"]
PAIRS = 20
ITERATIONS = 10
YELLOW = torch.tensor([220.0, 210.0, 50.0]).view(1, 3, 1, 1) / 255


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = np.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.copy())
    return tensors


class Recognizer(nn.Module):
    """Normalization, convolutions, and a head with ReLUs between its layers."""

    def __init__(self, tensors, dtype):
        super().__init__()
        # For values in [0, 255], red first.
        self.register_buffer("mean", tensors["mean"].view(1, 3, 1, 1) / 255)
        self.register_buffer("std", tensors["scale"].view(1, 3, 1, 1) / 255)
        layers = []
        channels = 3
        for width in WIDTHS:
            if width == "M":
                layers.append(nn.MaxPool2d(2))
            else:
                layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
                channels = width
        self.features = nn.Sequential(*layers)
        named = {name[len("features."):]: t for name, t in tensors.items() if name.startswith("features.")}
        self.features.load_state_dict(named)
        self.register_buffer("center", tensors["head.center"].view(1, -1))
        self.deviation = float(tensors["head.deviation"].reshape(-1)[0])
        head = []
        layer = 0
        while f"head.{layer}.weight" in tensors:
            weight = tensors[f"head.{layer}.weight"]
            linear = nn.Linear(weight.shape[1], weight.shape[0])
            linear.weight.data = weight
            linear.bias.data = tensors[f"head.{layer}.bias"]
            head += [linear] if layer == 0 else [nn.ReLU(), linear]
            layer += 1
        self.head = nn.Sequential(*head)
        self.dtype = dtype
        self.features.to(dtype)
        self.requires_grad_(False)

    def forward(self, x):
        x = (x - self.mean) / self.std
        x = self.features(x.to(self.dtype)).float().flatten(1)
        return self.head((x - self.center) / self.deviation)


class Peer:
    def __init__(self, variant, path):
        tensors = read_safetensors(path)
        self.tensors = tensors
        self.format = torch.contiguous_format if variant == "eager" else torch.channels_last
        dtype = torch.bfloat16 if variant == "bfloat16" else torch.float32
        self.model = Recognizer(tensors, dtype).eval().to(memory_format=self.format)
        # Decoded pictures are bytes.
        self.probes = (tensors["probes"] * 255).round().to(torch.uint8)
        self.coverage = tensors["coverage"].view(1, 1, *tensors["coverage"].shape)
        self.guided = GuidedBackprop(self.model)

    def pictures(self, batch):
        return (self.probes[:batch].float() / 255).contiguous(memory_format=self.format)

    def identify(self, batch):
        with torch.inference_mode():
            return self.model(self.pictures(batch)).softmax(1)

    def saliency(self, batch):
        x = self.pictures(batch).requires_grad_()
        with torch.no_grad():
            best = self.model(x).argmax(1)
        return self.guided.attribute(x, target=best).detach().abs().amax(1).numpy()

    def render(self, faces, texture):
        worn = faces * (1 - self.coverage) + texture * self.coverage
        return (worn * 255).round() / 255

    def gradient(self, x, targets):
        x = x.detach().contiguous(memory_format=self.format).requires_grad_()
        logits = self.model(x)
        nn.functional.cross_entropy(logits, targets, reduction="sum").backward()
        return logits.detach(), x.grad

    def step(self, texture, velocity, gradient):
        gradient = gradient * self.coverage
        largest = gradient.abs().amax((1, 2, 3), keepdim=True).clamp_min(1e-30)
        velocity = 20 / 255 * gradient / largest + 0.4 * velocity
        return (texture - velocity).clamp(0, 1), velocity

    def iterations(self, batch, times):
        faces = self.pictures(batch)
        targets = torch.zeros(batch, dtype=torch.long)
        texture = YELLOW.expand_as(faces)
        velocity = torch.zeros_like(faces)
        laps = []
        for _ in range(times + 1):
            start = time.perf_counter()
            _, gradient = self.gradient(self.render(faces, texture), targets)
            texture, velocity = self.step(texture, velocity, gradient)
            laps.append(time.perf_counter() - start)
        return laps[1:]

    def attack(self):
        """The whole attack: clean scores, scores of the start color, the descent, and the scores of its last picture."""
        faces = self.pictures(PAIRS)
        targets = torch.zeros(PAIRS, dtype=torch.long)
        texture = YELLOW.expand_as(faces)
        velocity = torch.zeros_like(faces)
        with torch.inference_mode():
            self.model(faces)
            self.model(self.render(faces, texture))
        for _ in range(ITERATIONS):
            _, gradient = self.gradient(self.render(faces, texture), targets)
            texture, velocity = self.step(texture, velocity, gradient)
        with torch.inference_mode():
            return self.model(self.render(faces, texture))

    def measure(self, work, batch, times):
        if work == "iteration":
            laps = self.iterations(batch, times)
        else:
            call = {"identify": lambda: self.identify(batch), "saliency": lambda: self.saliency(batch),
                    "attack": self.attack}[work]
            laps = []
            for _ in range(times):
                start = time.perf_counter()
                call()
                laps.append(time.perf_counter() - start)
        return 1e3 * sorted(laps)[len(laps) // 2]

    def check(self):
        """Returns how far logits and gradients are from Visor's, relative to their size."""
        count = len(self.tensors["logits"])
        x = self.pictures(count).requires_grad_()
        logits = self.model(x)
        best = logits.argmax(1)
        logits.gather(1, best.view(-1, 1)).sum().backward()
        guided = self.guided.attribute(self.pictures(count).requires_grad_(), target=best)
        pairs = {"logits": logits, "gradient": x.grad, "guided": guided}
        return " ".join(f"{name}={relative(found.detach(), self.tensors[name]):.2e}" for name, found in pairs.items())


def relative(found, expected):
    return float((found - expected).norm() / expected.norm())


def main():
    variant, path, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    peer = Peer(variant, path)
    print("ready", peer.check(), flush=True)
    for line in sys.stdin:
        work, batch, times = line.split()
        print(f"{peer.measure(work, int(batch), int(times)):.4f}", flush=True)


if __name__ == "__main__":
    main()
