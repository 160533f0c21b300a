"""A face recognition service around the library face_recognition, which rests on dlib.

It speaks the JSON of Visor's preset "visor": GET /v1/people and POST /v1/identify. The library finds and aligns the face
by itself, and compares it with every picture of the enrolled people. Run it on this machine only: it has no access control.

    python server.py PEOPLE [--port 8600] [--tolerance 0.6]

PEOPLE has a folder of PNG or JPEG pictures for each person.
"""

import argparse
import io
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

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

    def __init__(self, folder, tolerance, margin):
        self.tolerance = tolerance
        self.known = {}
        for person in sorted(path for path in folder.iterdir() if path.is_dir()):
            found = []
            for file in sorted(path for path in person.iterdir() if path.suffix.lower() in SUFFIXES):
                picture = pixels(file.read_bytes())
                edge = round(margin * picture.shape[1])
                vector = embedding(np.pad(picture, ((edge, edge), (edge, edge), (0, 0)), mode="edge"))
                if vector is None:
                    print(f"no face in {file}", file=sys.stderr)
                else:
                    found.append(vector)
            if found:
                self.known[person.name] = np.array(found)
        if len(self.known) < 2:
            raise SystemExit(f"{folder}: must have faces of at least two people, each in a folder of its own")

    def listed(self):
        return {"people": list(self.known), "threshold": 1 - self.tolerance}

    def identify(self, picture):
        """Returns the answer to a picture: a person's score is 1 minus the least distance."""
        probe = embedding(picture)
        if probe is None:
            return {"decision": "no-face", "people": []}
        scores = {
            name: 1 - float(np.linalg.norm(vectors - probe, axis=1).min()) for name, vectors in self.known.items()
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

        def do_GET(self):
            if self.path == "/v1/people":
                self.answer(200, people.listed())
            elif self.path == "/v1/asked":
                self.answer(200, asked)
            else:
                self.answer(404, {"error": "there is nothing here"})

        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            if self.path != "/v1/identify" or not 0 < length <= LARGEST:
                self.close_connection = True
                self.answer(404 if self.path != "/v1/identify" else 413, {"error": "must be a picture for /v1/identify"})
                return
            data = self.rfile.read(length)
            try:
                picture = pixels(data)
            except Exception:
                self.answer(400, {"error": "is no picture"})
                return
            with lock:  # dlib uses the same buffers for all pictures
                asked["identify"] += 1
                answer = people.identify(picture)
            self.answer(200, answer)

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
    parser.add_argument("people", type=Path)
    parser.add_argument("--port", type=int, default=8600)
    parser.add_argument("--tolerance", type=float, default=0.6, help="largest distance of a match")
    parser.add_argument("--margin", type=float, default=0, help="border around pictures of people, of their width")
    options = parser.parse_args()
    people = People(options.people, options.tolerance, options.margin)
    server = ThreadingHTTPServer(("127.0.0.1", options.port), handler(people))
    print(f"http://127.0.0.1:{options.port} knows {', '.join(people.known)}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
