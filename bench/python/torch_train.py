"""Contestant: PyTorch on the CPU, tuned as its own guides advise, without a DataLoader in the way.

Pictures stay in memory as float32 [count, height, width, channels]; the batch's view in PyTorch's order of dimensions is
then channels-last without a copy, which oneDNN wants. Adam is the fused one.
"""

import argparse
import time

import windows
import torch
from cifar10 import Cifar10
from torch import nn

BATCH = 32
CLASSES = 10


def convolution(inputs, outputs):
    return [
        nn.Conv2d(inputs, outputs, 3, padding=1),
        nn.LeakyReLU(0.1, inplace=True),
        nn.MaxPool2d(2),
        nn.Dropout(0.25),
    ]


def build(network):
    """The notebook's networks up to the logits, which the loss takes, with the initialisers that the notebook's have."""
    if network == "scratch":
        layers = [*convolution(3, 32), nn.Flatten(), nn.Linear(32 * 16 * 16, 64), nn.ReLU(inplace=True)]
    else:
        layers = [*convolution(3, 32), *convolution(32, 64), nn.Flatten(), nn.Linear(64 * 8 * 8, 64)]
        layers.append(nn.LeakyReLU(0.1, inplace=True))
    model = nn.Sequential(*layers, nn.Dropout(0.25), nn.Linear(64, CLASSES))
    for layer in model:
        if isinstance(layer, nn.Linear) and network == "scratch":
            nn.init.normal_(layer.weight, std=0.05)
        elif isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.zeros_(layer.bias)
    return model.to(memory_format=torch.channels_last)


def steps(network, images, labels):
    """Trains for ever; yields the number of images after each batch."""
    model = build(network)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, fused=True)
    model.train()
    while True:
        total, correct = 0.0, 0
        for batch in torch.randperm(len(images)).split(BATCH):
            pictures = images.index_select(0, batch).permute(0, 3, 1, 2)
            targets = labels.index_select(0, batch)
            optimizer.zero_grad(set_to_none=True)
            logits = model(pictures)
            loss = criterion(logits, targets)
            loss.backward()
            optimizer.step()
            # Loss and accuracy of the epoch so far, which the others keep as well.
            total += loss.item() * len(batch)
            correct += (logits.detach().argmax(1) == targets).sum().item()
            yield len(batch)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True)
    parser.add_argument("--images", type=int, required=True)
    parser.add_argument("--datasets", required=True)
    options = parser.parse_args()

    images, labels = Cifar10(options.datasets).training(options.images)
    endless = steps(options.network, torch.from_numpy(images), torch.from_numpy(labels).long())

    def train(seconds):
        started = time.perf_counter()
        images = 0
        while images == 0 or time.perf_counter() - started < seconds:
            images += next(endless)
        return images, time.perf_counter() - started

    windows.serve(train=train, versions={"torch": torch.__version__})


if __name__ == "__main__":
    main()
