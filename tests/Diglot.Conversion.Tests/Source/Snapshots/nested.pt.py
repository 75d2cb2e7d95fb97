# Outer in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 6) and (N, 6), output (N, 3) and (N, 3).
import torch
import torch.nn.functional as F
from torch import nn


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.ModuleDict({
            "dense": nn.Linear(6, 5),
            "batch_normalization": nn.BatchNorm1d(5, eps=0.001, momentum=0.01),
            "dense_1": nn.Linear(5, 4),
        })
        self.head = nn.ModuleDict({
            "dense_2": nn.Linear(4, 3),
        })

    def forward(self, a, b):                                     # (N, 6), (N, 6)
        a = F.relu(self.encoder["dense"](a))                     # (N, 5)
        a = self.encoder["batch_normalization"](a)
        a = self.encoder["dense_1"](a)                           # (N, 4)
        b = F.relu(self.encoder["dense"](b))                     # (N, 5)
        b = self.encoder["batch_normalization"](b)
        b = self.encoder["dense_1"](b)                           # (N, 4)
        dense_2 = a + b
        dense_2 = torch.tanh(self.head["dense_2"](dense_2))      # (N, 3)
        dense_2_2 = a * b
        dense_2_2 = torch.tanh(self.head["dense_2"](dense_2_2))  # (N, 3)
        return dense_2, dense_2_2


def load(path="nested.pt"):
    model = Outer()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


if __name__ == "__main__":
    model = load()
    print(model)
    x0 = torch.rand(1, 6)
    x1 = torch.rand(1, 6)
    with torch.no_grad():
        print(*(y.shape for y in model(x0, x1)))
