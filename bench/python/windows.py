"""The Python side of the protocol of bench/contestants/contestant.ts: one JSON object a line, on standard input and output.

A contestant says that it is ready, trains for as long as each line on standard input asks for, and goes when that ends.
"""

import json
import sys
import time

_STARTED = time.perf_counter()


def serve(train, versions):
    """Answers windows until standard input ends.

    `train(seconds)` trains for at least `seconds` and returns the images that it trained on and the seconds it took.
    """
    _say({"ready": True, "setupSeconds": time.perf_counter() - _STARTED, "versions": versions})
    for line in sys.stdin:
        asked = json.loads(line)["seconds"]
        images, seconds = train(asked)
        _say({"images": images, "seconds": seconds})


def _say(message):
    print(json.dumps(message), flush=True)
