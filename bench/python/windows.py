"""The Python side of the protocol of bench/contestants/contestant.ts: one JSON object a line, on standard input and output.

A contestant says that it is ready, does what each line on standard input asks for as long as that says, and goes when
that ends.
"""

import json
import sys
import time

_STARTED = time.perf_counter()


def serve(*, versions, **tasks):
    """Answers windows until standard input ends.

    A request may name one of the `tasks`; else it is for the first. Each is a function: `task(seconds)` works for at least
    `seconds` and returns the images that it was through with and the seconds it took.
    """
    _say({"ready": True, "setupSeconds": time.perf_counter() - _STARTED, "versions": versions})
    for line in sys.stdin:
        request = json.loads(line)
        task = tasks[request.get("task", next(iter(tasks)))]
        images, seconds = task(request["seconds"])
        _say({"images": images, "seconds": seconds})


def _say(message):
    print(json.dumps(message), flush=True)
