"""Contestant: Keras on the lab notebook's third network, a frozen Xception on enlarged pictures and a dense head.

Its windows are `predict`, features by the frozen part alone, `fit` and `evaluate`. The weights are random: they are saved
in the layout that Keras publishes, with the features of the first images, for others to read and to be compared with.
"""

import argparse
import time

import windows
import h5py
import keras
import numpy as np
import tensorflow as tf
from cifar10 import Cifar10
from keras import layers
from keras.src.legacy.saving import legacy_h5_format

BATCH = 32
SIDE = 224
CLASSES = 10
# Images in one call: eight whole batches, so that what a call costs besides hardly counts.
CALL = 8 * BATCH
# Centre and half the width of even distributions; kernels keep features of the order of 1 through all blocks.
NORMALISATION = {"gamma": (1, 0.25), "beta": (0, 0.25), "moving_mean": (0, 0.25), "moving_variance": (1, 0.25)}


def randomise(body, seed=1):
    random = np.random.default_rng(seed)

    def values(weight):
        shape = weight.shape
        kernels = {
            "kernel": (0, np.sqrt(3 / np.prod(shape[:-1]))),
            "depthwise_kernel": (0, np.sqrt(6 / np.prod(shape[:2]))),
            "pointwise_kernel": (0, np.sqrt(1.5 / np.prod(shape[:-1]))),
        }
        centre, spread = kernels.get(weight.name) or NORMALISATION[weight.name]
        return random.uniform(centre - spread, centre + spread, shape).astype(np.float32)

    for layer in body.layers:
        layer.set_weights([values(weight) for weight in layer.weights])


def build(body):
    model = keras.Sequential(
        [
            layers.Input((32, 32, 3)),
            layers.UpSampling2D(SIDE // 32),
            body,
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.Adam(), metrics=["accuracy"])
    return model


def timed(call):
    """Calls until `seconds` are over; each call is of `CALL` images."""

    def window(seconds):
        started = time.perf_counter()
        calls = 0
        while calls == 0 or time.perf_counter() - started < seconds:
            call()
            calls += 1
        return calls * CALL, time.perf_counter() - started

    return window


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", required=True, help="HDF5 file to write")
    parser.add_argument("--into", required=True, help="file for features of the first images, float32")
    parser.add_argument("--compare", type=int, required=True, help="images of which features are written")
    parser.add_argument("--datasets", required=True)
    options = parser.parse_args()

    body = keras.applications.Xception(weights=None, include_top=False, input_shape=(SIDE, SIDE, 3))
    randomise(body)
    body.trainable = False
    with h5py.File(options.weights, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, body)
    frozen = keras.Sequential([layers.Input((32, 32, 3)), layers.UpSampling2D(SIDE // 32), body])
    model = build(body)

    data = Cifar10(options.datasets)
    frozen.predict(data.pictures(options.compare), batch_size=BATCH, verbose=0).tofile(options.into)

    images, labels = data.training(CALL)
    targets = keras.utils.to_categorical(labels, CLASSES)
    windows.serve(
        versions={"keras": keras.version(), "tensorflow": tf.__version__},
        predict=timed(lambda: frozen.predict(images, batch_size=BATCH, verbose=0)),
        fit=timed(lambda: model.fit(images, targets, batch_size=BATCH, shuffle=True, verbose=0)),
        evaluate=timed(lambda: model.evaluate(images, targets, batch_size=BATCH, verbose=0)),
    )


if __name__ == "__main__":
    main()
