"""Writes resnet29-checksums.csv from an unpacked npm package @vladmandic/face-api, by itself and without Visor.

Usage: python resnet29-checksums.py PACKAGE_FOLDER > resnet29-checksums.csv   (needs numpy)
"""
import hashlib
import json
import math
import sys

import numpy as np

model = sys.argv[1] + "/model/"
manifest = json.load(open(model + "face_recognition_model-weights_manifest.json"))
data = b"".join(open(model + path, "rb").read() for group in manifest for path in group["paths"])
offset = 0
print("tensor,shape,count,sum,first,last,sha256 of the float32 values (little-endian)")
for group in manifest:
    for weight in group["weights"]:
        count = math.prod(weight["shape"])
        quantization = weight.get("quantization")
        if quantization:
            q = np.frombuffer(data, np.uint8, count, offset)
            values = (q.astype(np.float64) * quantization["scale"] + quantization["min"]).astype("<f4")
            offset += count
        else:
            values = np.frombuffer(data, "<f4", count, offset)
            offset += 4 * count
        print(
            weight["name"],
            "x".join(map(str, weight["shape"])),
            count,
            repr(math.fsum(values.astype(np.float64))),
            repr(float(values[0])),
            repr(float(values[-1])),
            hashlib.sha256(values.tobytes()).hexdigest(),
            sep=",",
        )
assert offset == len(data), (offset, len(data))
