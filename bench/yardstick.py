"""The yardstick of Diglot's benchmarks: LeNet-5 in PyTorch on one thread.

Reads lines "REPEATS train" or "REPEATS infer BATCH" and answers each with seconds a step or call.
A training step is what the explicit loop does: batch from a shuffled order, forward, cross-entropy
on one-hot targets, zero_grad, backward, Adam. Batches are cut by index, without DataLoader's cost.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
torch.manual_seed(0)

net = nn.Sequential(
    nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2, 2),
    nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2, 2), nn.Flatten(),
    nn.Linear(400, 120), nn.Sigmoid(), nn.Linear(120, 84), nn.Sigmoid(), nn.Linear(84, 10))
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters())
images = torch.rand(12800, 1, 28, 28)
labels = torch.randint(0, 10, (12800,))


def train(steps):
    order = torch.randperm(len(images))
    for step in range(steps):
        at = step * 64 % len(images)
        rows = order[at:at + 64]
        loss = loss_function(net(images[rows]), F.one_hot(labels[rows], 10).float())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def infer(calls, batch):
    x = images[:batch]
    with torch.no_grad():
        for _ in range(calls):
            net(x)


train(10)
print("torch", torch.__version__, flush=True)
for line in sys.stdin:
    repeats, work, *arguments = line.split()
    start = time.perf_counter()
    if work == "train":
        train(int(repeats))
    else:
        infer(int(repeats), int(arguments[0]))
    print(repr((time.perf_counter() - start) / int(repeats)), flush=True)
