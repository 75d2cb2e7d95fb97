# Transfer in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 2, 7, 6), output (N, 3).
# The input 'input_layer_1' is (None, 2, 7, 6) here, (None, 7, 6, 2) in the source: axes 0, 3, 1, 2 of the
#   source's.
from collections import OrderedDict

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn


class Transfer(nn.Module):
    def __init__(self):
        super().__init__()
        self.base = nn.Sequential(OrderedDict([
            ("c1", nn.Conv2d(2, 3, kernel_size=3).requires_grad_(False)),
            ("bn1", nn.BatchNorm2d(3, eps=0.001, momentum=0.01).requires_grad_(False)),
            ("r1", nn.ReLU()),
            ("c2", nn.Conv2d(3, 4, kernel_size=2).requires_grad_(False)),
        ]))
        self.fixed = nn.Linear(4, 4).requires_grad_(False)
        self.head = nn.Linear(4, 3)

    def train(self, mode=True):
        super().train(mode)
        self.base["bn1"].eval()  # frozen: stored statistics in training too
        return self

    def forward(self, x):       # (N, 2, 7, 6)
        x = self.base(x)        # (N, 4, 4, 3)
        x = x.mean(dim=(2, 3))  # (N, 4)
        x = F.relu(self.fixed(x))
        return self.head(x)     # (N, 3)


def load(path="transfer.safetensors"):
    model = Transfer()
    model.load_state_dict(load_file(path))
    return model.eval()


def training(model):     # as the source was compiled
    loss = nn.MSELoss()  # loss(prediction, target)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    return loss, optimizer


if __name__ == "__main__":
    model = load()
    print(model)
    x = torch.rand(1, 2, 7, 6)
    with torch.no_grad():
        print(model(x).shape)
