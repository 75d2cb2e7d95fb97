# Lenet5 in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 1, 28, 28), output (N, 10).
# dense_2: The network ends in softmax and gives probabilities. nn.CrossEntropyLoss wants logits: train with
#   the logits option, or with nn.NLLLoss on torch.log(p).
# The input 'input_layer' is (None, 1, 28, 28) here, (None, 28, 28, 1) in the source: axes 0, 3, 1, 2 of the
#   source's.
from collections import OrderedDict

import torch
from torch import nn


def lenet5():
    return nn.Sequential(OrderedDict([                                   # (N, 1, 28, 28)
        ("conv2d", nn.Conv2d(1, 6, kernel_size=5, padding=2)),           # (N, 6, 28, 28)
        ("conv2d_sigmoid", nn.Sigmoid()),
        ("average_pooling2d", nn.AvgPool2d(kernel_size=2, stride=2)),    # (N, 6, 14, 14)
        ("conv2d_1", nn.Conv2d(6, 16, kernel_size=5)),                   # (N, 16, 10, 10)
        ("conv2d_1_sigmoid", nn.Sigmoid()),
        ("average_pooling2d_1", nn.AvgPool2d(kernel_size=2, stride=2)),  # (N, 16, 5, 5)
        ("flatten", nn.Flatten()),                                       # (N, 400)
        ("dense", nn.Linear(400, 120)),                                  # (N, 120)
        ("dense_sigmoid", nn.Sigmoid()),
        ("dense_1", nn.Linear(120, 84)),                                 # (N, 84)
        ("dense_1_sigmoid", nn.Sigmoid()),
        ("dense_2", nn.Linear(84, 10)),                                  # (N, 10)
        ("dense_2_softmax", nn.Softmax(dim=1)),
    ]))


def load(path="lenet5.pt"):
    model = lenet5()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


def training(model):     # as the source was compiled
    loss = nn.NLLLoss()  # loss(torch.log(p), one_hot.argmax(1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01, eps=1e-07)
    return loss, optimizer


if __name__ == "__main__":
    model = load()
    print(model)
    x = torch.rand(1, 1, 28, 28)
    with torch.no_grad():
        print(model(x).shape)
