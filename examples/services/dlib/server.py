"""A face recognition service around the library face_recognition, which rests on dlib.

It speaks the JSON of Visor's preset "visor": GET /v1/people and POST /v1/identify; POST /v1/enroll?name=NAME adds a picture.
The library finds and aligns the face by itself, and compares it with every picture of the enrolled people. Run it on this
machine only: it has no access control.

    python server.py [--people FOLDER] [--port 8600] [--tolerance 0.6]

FOLDER has a folder of PNG or JPEG pictures for each person.
"""

import argparse
import io
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import face_recognition
import numpy as np
from PIL import Image

LARGEST = 20_000_000  # bytes of a picture
SUFFIXES = {".png", ".jpg", ".jpeg"}


def pixels(data):
    return np.array(Image.open(io.BytesIO(data)).convert("RGB"))


def embedding(picture):
    """Returns the embedding of the largest face, or None if there is no face."""
    faces = face_recognition.face_locations(picture)
    if not faces:
        return None
    largest = max(faces, key=lambda box: (box[2] - box[0]) * (box[1] - box[3]))
    return face_recognition.face_encodings(picture, [largest])[0]


class People:
    """Who is enrolled: the embeddings of each person's pictures."""

    def __init__(self, tolerance):
        self.tolerance = tolerance
        self.known = {}

    def enroll(self, name, picture):
        """Returns whether there is a face in the picture, which is enrolled then."""
        vector = embedding(picture)
        if vector is not None:
            self.known.setdefault(name, []).append(vector)
        return vector is not None

    def enroll_folder(self, folder):
        for person in sorted(path for path in folder.iterdir() if path.is_dir()):
            for file in sorted(path for path in person.iterdir() if path.suffix.lower() in SUFFIXES):
                if not self.enroll(person.name, pixels(file.read_bytes())):
                    print(f"no face in {file}", file=sys.stderr)

    def listed(self):
        return {"people": sorted(self.known), "threshold": 1 - self.tolerance}

    def identify(self, picture):
        """Returns the answer to a picture: a person's score is 1 minus the least distance."""
        probe = embedding(picture)
        if probe is None or not self.known:
            return {"decision": "no-face", "people": []}
        scores = {
            name: 1 - float(np.linalg.norm(np.array(vectors) - probe, axis=1).min())
            for name, vectors in sorted(self.known.items())
        }
        best = max(scores, key=scores.get)
        people = [{"name": name, "score": score} for name, score in scores.items()]
        if scores[best] < 1 - self.tolerance:
            return {"decision": "unknown", "people": people}
        return {"decision": "person", "person": best, "people": people}


def handler(people):
    lock = threading.Lock()
    asked = {"identify": 0}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # the body of an answer need not wait for its head

        def do_GET(self):
            if self.path == "/v1/people":
                self.answer(200, people.listed())
            elif self.path == "/v1/asked":
                self.answer(200, asked)
            else:
                self.answer(404, {"error": "there is nothing here"})

        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            address = urlsplit(self.path)
            name = parse_qs(address.query).get("name", [""])[0]
            enrolls = address.path == "/v1/enroll" and name
            if not (enrolls or self.path == "/v1/identify") or not 0 < length <= LARGEST:
                self.close_connection = True
                self.answer(400, {"error": "must be a picture for /v1/identify or /v1/enroll?name=NAME"})
                return
            try:
                picture = pixels(self.rfile.read(length))
            except Exception:
                self.answer(400, {"error": "is no picture"})
                return
            with lock:  # dlib uses the same buffers for all pictures
                if enrolls:
                    found = people.enroll(name, picture)
                else:
                    asked["identify"] += 1
                    answer = people.identify(picture)
            if not enrolls:
                self.answer(200, answer)
            elif found:
                self.answer(201, {})
            else:
                self.answer(422, {"error": "no face"})

        def answer(self, status, value):
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=Path, help="folder with a folder of pictures for each person")
    parser.add_argument("--port", type=int, default=8600)
    parser.add_argument("--tolerance", type=float, default=0.6, help="largest distance of a match")
    options = parser.parse_args()
    people = People(options.tolerance)
    if options.people:
        people.enroll_folder(options.people)
    server = ThreadingHTTPServer(("127.0.0.1", options.port), handler(people))
    print(f"http://127.0.0.1:{options.port} knows {len(people.known)} people", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
