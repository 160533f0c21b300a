"""Sends one photograph to a guard again and again, and prints how it answers.

    python3 load.py ADDRESS PHOTO --connections 16 --seconds 15   as fast as so many connections are answered
    python3 load.py ADDRESS PHOTO --rate 100 --seconds 300        at fixed times, whether earlier ones are answered or not
    python3 load.py ADDRESS PHOTO --slow 120 --seconds 15         one at a time, while so many others send a byte per second
"""

import argparse
import http.client
import queue
import socket
import threading
import time
from urllib.parse import urlsplit

BOUNDARY = "visor-load"
HEADERS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
THREADS = 64


def form(photo):
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="photograph"; filename="photo"\r\n\r\n'
    with open(photo, "rb") as file:
        return head.encode() + file.read() + f"\r\n--{BOUNDARY}--\r\n".encode()


class Load:
    def __init__(self, address, body):
        self.address = (address.hostname, address.port)
        self.body = body
        self.answers = []
        self.local = threading.local()

    def ask(self):
        try:
            connection = getattr(self.local, "connection", None)
            if connection is None:
                connection = self.local.connection = http.client.HTTPConnection(*self.address, timeout=120)
            start = time.perf_counter()
            connection.request("POST", "/v1/identify", self.body, HEADERS)
            answer = connection.getresponse()
            answer.read()
            self.answers.append((answer.status, time.perf_counter() - start))
            if answer.will_close:
                connection.close()
                self.local.connection = None
        except OSError as e:
            self.local.connection = None
            self.answers.append((type(e).__name__, 0.0))

    def closed(self, connections, seconds):
        end = time.perf_counter() + seconds

        def work():
            while time.perf_counter() < end:
                self.ask()

        run([work] * connections)

    def open(self, rate, seconds):
        due = queue.Queue()

        def work():
            while due.get():
                self.ask()

        def clock():
            start = time.perf_counter()
            for i in range(int(rate * seconds)):
                time.sleep(max(0.0, start + i / rate - time.perf_counter()))
                due.put(True)
            for _ in range(THREADS):
                due.put(False)

        run([work] * THREADS + [clock])

    def slow(self, count, seconds):
        head = f"POST /v1/identify HTTP/1.1\r\nHost: guard\r\nContent-Type: {HEADERS['Content-Type']}\r\n"
        head += f"Content-Length: {len(self.body)}\r\n\r\n"
        others = [socket.create_connection(self.address) for _ in range(count)]
        end = time.perf_counter() + seconds

        def drip():
            for other in others:
                other.sendall(head.encode())
            for byte in self.body:
                if time.perf_counter() > end:
                    return
                for other in others:
                    try:
                        other.sendall(bytes([byte]))
                    except OSError:
                        pass  # closed by the guard
                time.sleep(1)

        threading.Thread(target=drip, daemon=True).start()
        self.closed(1, seconds)

    def show(self, seconds):
        for status in sorted({status for status, _ in self.answers}, key=str):
            times = sorted(1000 * taken for one, taken in self.answers if one == status)
            at = [times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.99)]
            print(f"{status}: {len(times)}, {len(times) / seconds:.1f} per second,"
                  f" median {at[0]:.1f} ms, 99 % {at[1]:.1f} ms, longest {times[-1]:.1f} ms")


def run(work):
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", type=urlsplit)
    parser.add_argument("photo")
    parser.add_argument("--seconds", type=float, default=15)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--connections", type=int, default=1)
    how.add_argument("--rate", type=float)
    how.add_argument("--slow", type=int)
    given = parser.parse_args()
    load = Load(given.address, form(given.photo))
    if given.rate:
        load.open(given.rate, given.seconds)
    elif given.slow:
        load.slow(given.slow, given.seconds)
    else:
        load.closed(given.connections, given.seconds)
    load.show(given.seconds)


if __name__ == "__main__":
    main()
