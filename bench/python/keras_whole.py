"""The lab notebook's whole training in Keras: epochs with validation, a checkpoint after each, the test set in the end."""

import argparse
import json
import os

import keras
import tensorflow as tf
from cifar10 import Cifar10
from keras_networks import CLASSES, build


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--datasets", required=True)
    parser.add_argument("--out", required=True, help="folder for checkpoints")
    parser.add_argument("--limit", type=int, help="images to train, validate and test on")
    options = parser.parse_args()

    keras.utils.set_random_seed(options.seed)
    data = Cifar10(options.datasets)
    training, validation, test = (
        (images[: options.limit], keras.utils.to_categorical(labels[: options.limit], CLASSES))
        for images, labels in (data.training(), data.validation(), data.test())
    )
    model = build(options.network)
    checkpoint = keras.callbacks.ModelCheckpoint(os.path.join(options.out, "epoch-{epoch}.keras"))
    history = model.fit(
        *training,
        batch_size=32,
        shuffle=True,
        epochs=options.epochs,
        validation_data=validation,
        callbacks=[checkpoint],
        verbose=0,
    )
    loss, accuracy = model.evaluate(*test, verbose=0)
    versions = {"keras": keras.version(), "tensorflow": tf.__version__}
    result = {"testAccuracy": accuracy, "testLoss": loss, "history": history.history, "versions": versions}
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
