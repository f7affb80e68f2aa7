"""Contestant: PyTorch's features of EfficientNet-Lite0 with its published weights, on pictures enlarged to 224 x 224."""

import argparse
import importlib.util
import time

import windows
import numpy as np
import torch
from cifar10 import Cifar10

BATCH = 32
# Images in one call of a window.
CALL = 4 * BATCH


def load_peer(path):
    """The network of the test fixtures, which is written from the paper apart from this project's own."""
    spec = importlib.util.spec_from_file_location("efficientnet_lite0", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True, help="Python file with the network")
    parser.add_argument("--weights", required=True, help="published weights")
    parser.add_argument("--into", required=True, help="file for averaged features of the first images, float32")
    parser.add_argument("--compare", type=int, required=True, help="images of which features are written")
    parser.add_argument("--datasets", required=True)
    options = parser.parse_args()

    peer = load_peer(options.network)
    model = peer.load(options.weights).to(memory_format=torch.channels_last)
    images = Cifar10(options.datasets).bytes(CALL)

    def features(pictures):
        return model.features(peer.prepare(pictures).contiguous(memory_format=torch.channels_last))

    @torch.inference_mode()
    def extract(seconds):
        started = time.perf_counter()
        count = 0
        while count == 0 or time.perf_counter() - started < seconds:
            for at in range(0, CALL, BATCH):
                features(images[at : at + BATCH]).mean((2, 3))
            count += CALL
        return count, time.perf_counter() - started

    with torch.inference_mode():
        features(images[: options.compare]).mean((2, 3)).numpy().astype(np.float32).tofile(options.into)
    windows.serve(extract=extract, versions={"torch": torch.__version__})


if __name__ == "__main__":
    main()
