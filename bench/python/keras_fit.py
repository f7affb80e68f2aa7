"""Contestant: Keras' `fit`, as the lab notebook calls it but for the progress bar, which costs time."""

import argparse
import time

import windows
import keras
import tensorflow as tf
from cifar10 import Cifar10
from keras_networks import CLASSES, build

ENDLESS = 1_000_000


class StopAfter(keras.callbacks.Callback):
    """Ends `fit` with the first epoch that ends after `seconds`. Nothing runs per batch, where it would slow Keras down.

    The time is that of the epochs: before the first, `fit` copies all images once, which a whole training hardly notices.
    """

    def __init__(self, seconds):
        super().__init__()
        self._least = seconds
        self.epochs = 0
        self.seconds = 0.0

    def on_train_begin(self, logs=None):
        self._started = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.epochs += 1
        self.seconds = time.perf_counter() - self._started
        if self.seconds >= self._least:
            self.model.stop_training = True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True)
    parser.add_argument("--images", type=int, required=True)
    parser.add_argument("--datasets", required=True)
    options = parser.parse_args()

    images, labels = Cifar10(options.datasets).training(options.images)
    targets = keras.utils.to_categorical(labels, CLASSES)
    model = build(options.network)

    def train(seconds):
        stop = StopAfter(seconds)
        model.fit(images, targets, batch_size=32, shuffle=True, epochs=ENDLESS, callbacks=[stop], verbose=0)
        return stop.epochs * len(images), stop.seconds

    windows.serve(train=train, versions={"keras": keras.version(), "tensorflow": tf.__version__})


if __name__ == "__main__":
    main()
