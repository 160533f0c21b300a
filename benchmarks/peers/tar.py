"""Prints the TAR of a face network on folders of crops: all pairs of pictures, compared by cosine.

    python tar.py NETWORK.pt CROPS...

NETWORK is traced TorchScript that takes RGB, (x - 127.5) / 128. The crops lie in one folder per person.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image

FALSE_MATCH_RATES = (0.01, 0.001)


def embeddings(network, folder):
    """Returns the normalized embeddings of all crops, and whose they are."""
    vectors, people = [], []
    for file in sorted(Path(folder).glob("*/*.png")):
        pixels = np.asarray(Image.open(file).convert("RGB"), dtype=np.float32).transpose(2, 0, 1)
        with torch.no_grad():
            vector = network(torch.from_numpy((pixels[None] - 127.5) / 128))[0].numpy()
        vectors.append(vector / np.linalg.norm(vector))
        people.append(file.parent.name)
    return np.stack(vectors), np.array(people)


def main(network_file, *folders):
    network = torch.jit.load(network_file).eval()
    for folder in folders:
        vectors, people = embeddings(network, folder)
        first, second = np.triu_indices(len(people), 1)
        similarity = (vectors @ vectors.T)[first, second]
        genuine = similarity[people[first] == people[second]]
        impostor = np.sort(similarity[people[first] != people[second]])[::-1]
        print(f"{folder}: {len(people)} crops, {len(genuine)} genuine and {len(impostor)} impostor pairs")
        for rate in FALSE_MATCH_RATES:
            threshold = impostor[int(rate * len(impostor))]
            accepted = int((genuine > threshold).sum())
            print(f"  TAR at FAR {rate:.1%}: {accepted}/{len(genuine)} = {accepted / len(genuine):.2%}")


main(*sys.argv[1:])
