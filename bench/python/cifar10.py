"""CIFAR-10 from the project's prepared arrays, as the lab notebook has it: split, and standardised by two scalars."""

import os

import numpy as np

SPLIT_SEED = 13
VALIDATION = 10_000
_CHUNK = 10_000


class Cifar10:
    """Images are float32 [count, 32, 32, 3], standardised; labels uint8 [count]."""

    def __init__(self, folder):
        self._folder = os.path.join(folder, "cifar10")
        images = self._read("train-images.u8").reshape(-1, 32, 32, 3)
        self._images = images
        self._labels = self._read("train-labels.u8")
        self._mean, self._std = _scalars(images)
        # What scikit-learn's train_test_split(..., test_size=0.2, random_state=13) does.
        order = np.random.RandomState(SPLIT_SEED).permutation(len(images))
        self._validation, self._training = order[:VALIDATION], order[VALIDATION:]

    def bytes(self, count):
        """The first `count` images as they lie in the file, as bytes."""
        return self._images[:count]

    def pictures(self, count):
        """The first `count` images as they lie in the file, training and validation together."""
        return self._standardise(self._images[:count])

    def training(self, limit=None):
        """The first `limit` training images in the split's order."""
        return self._take(self._training[:limit])

    def validation(self):
        return self._take(self._validation)

    def test(self):
        images = self._read("test-images.u8").reshape(-1, 32, 32, 3)
        return self._standardise(images), self._read("test-labels.u8")

    def _take(self, indices):
        return self._standardise(self._images[indices]), self._labels[indices]

    def _standardise(self, images):
        return ((images.astype(np.float32) / 255 - self._mean) / self._std).astype(np.float32)

    def _read(self, name):
        return np.fromfile(os.path.join(self._folder, name), dtype=np.uint8)


def _scalars(images):
    """The mean of the images' means and the mean of their deviations, of values divided by 255."""
    flat = images.reshape(len(images), -1)
    parts = [flat[start : start + _CHUNK].astype(np.float32) / 255 for start in range(0, len(flat), _CHUNK)]
    means = np.concatenate([part.mean(axis=1) for part in parts])
    deviations = np.concatenate([part.std(axis=1) for part in parts])
    return np.float32(means.mean()), np.float32(deviations.mean())
