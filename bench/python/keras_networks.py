"""The lab notebook's two networks and how it compiles them, in Keras 3. LeakyReLU's `alpha` is `negative_slope` there."""

import keras
from keras import layers

CLASSES = 10


def build(network):
    model = keras.Sequential([layers.Input((32, 32, 3)), *{"scratch": _scratch, "deeper": _deeper}[network]()])
    model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.Adam(), metrics=["accuracy"])
    return model


def _scratch():
    return [
        *_convolution(32),
        layers.Flatten(),
        layers.Dense(64, activation="relu", kernel_initializer="random_normal", bias_initializer="zeros"),
        layers.Dropout(0.25),
        layers.Dense(CLASSES, activation="softmax", kernel_initializer="random_normal", bias_initializer="zeros"),
    ]


def _deeper():
    return [
        *_convolution(32),
        *_convolution(64),
        layers.Flatten(),
        layers.Dense(64),
        layers.LeakyReLU(negative_slope=0.1),
        layers.Dropout(0.25),
        layers.Dense(CLASSES, activation="softmax"),
    ]


def _convolution(filters):
    return [
        layers.Conv2D(filters, (3, 3), padding="same"),
        layers.LeakyReLU(negative_slope=0.1),
        layers.MaxPooling2D((2, 2), padding="same"),
        layers.Dropout(0.25),
    ]
