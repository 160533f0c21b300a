"""Asks dlib, through the library face_recognition, whom it takes the attacked pictures of a run for.

The library finds and aligns faces by itself, and accepts a person whose encoding is nearer than the tolerance of 0.6.
People are enrolled with all their pictures that no attacker uses: the encoding of a person is the mean.

    pip install 'setuptools<81' dlib-bin face_recognition_models numpy pillow click
    pip install --no-deps face_recognition
    python dlib_accepts.py RUN/attacks/ATTACKER/ACCESSORY PHOTOGRAPHS
"""

import argparse
import json
import math
from pathlib import Path

import face_recognition
import numpy

TOLERANCE = 0.6


def encoding(file):
    """Returns the encoding of the largest face; none if the library finds no face."""
    picture = face_recognition.load_image_file(file)
    # Crops fill their picture, so smaller faces are looked for in a larger picture.
    for upsampled in (1, 2):
        boxes = face_recognition.face_locations(picture, number_of_times_to_upsample=upsampled)
        if boxes:
            largest = max(boxes, key=lambda box: (box[2] - box[0]) * (box[1] - box[3]))
            return face_recognition.face_encodings(picture, [largest])[0]
    return None


def interval(hits, trials):
    """Returns the 95 % interval of Wilson in percent."""
    if trials == 0:
        return 0.0, 100.0
    z = 1.959963984540054
    share = hits / trials
    center = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials**2)) / (1 + z * z / trials)
    return 100 * max(0, center - half), 100 * min(1, center + half)


def show(name, hits, trials):
    low, high = interval(hits, trials)
    print(f"{name}: {hits}/{trials} = {100 * hits / max(1, trials):.1f} % [{low:.1f}, {high:.1f}]")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("attacks", type=Path, help="a folder of attacks of a run")
    parser.add_argument("photographs", type=Path, help="the pictures of the run, one folder per person")
    parser.add_argument("--each", action="store_true", help="print the distances of each attack")
    options = parser.parse_args()
    attacks = json.loads((options.attacks / "attacks.json").read_text())["attacks"]
    attackers = {attack["face"] for attack in attacks}
    people = {}
    for folder in sorted(options.photographs.iterdir()):
        # Nobody is enrolled with a picture that an attacker uses.
        files = [file for file in sorted(folder.iterdir()) if f"{folder.name}/{file.name}" not in attackers]
        encodings = [one for one in map(encoding, files) if one is not None]
        people[folder.name] = numpy.mean(encodings, axis=0)
    accepted = own = nearest = found = 0
    for attack in attacks:
        whole = options.attacks / f"{attack['id']}-photograph.png"
        probe = encoding(whole if whole.exists() else options.attacks / f"{attack['id']}.png")
        if probe is None:
            continue
        found += 1
        distances = {person: float(numpy.linalg.norm(mean - probe)) for person, mean in people.items()}
        target, attacker = distances[attack["target"]], distances[attack["attacker"]]
        accepted += target <= TOLERANCE
        own += attacker <= TOLERANCE
        nearest += min(distances, key=distances.get) == attack["target"]
        if options.each:
            print(f"{attack['id']}: target {target:.3f}, attacker {attacker:.3f}")
    show("a face is found", found, len(attacks))
    show(f"accepted as the target at {TOLERANCE}", accepted, len(attacks))
    show(f"accepted as the attacker at {TOLERANCE}", own, len(attacks))
    show("nearest to the target", nearest, len(attacks))


if __name__ == "__main__":
    main()
