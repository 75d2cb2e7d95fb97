# Inception in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 3, 7, 6), output (N, 3).
# The input 'image' is (None, 3, 7, 6) here, (None, 7, 6, 3) in the source: axes 0, 3, 1, 2 of the source's.
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self):
        super().__init__()
        self.b2_reduce = nn.Conv2d(3, 2, kernel_size=1)
        self.b3_reduce = nn.Conv2d(3, 3, kernel_size=1)
        self.b4_pool = nn.MaxPool2d(kernel_size=3, stride=1, padding=1)
        self.b1 = nn.Conv2d(3, 2, kernel_size=1)
        self.b2 = nn.Conv2d(2, 3, kernel_size=3, padding=1)
        self.b3 = nn.Conv2d(3, 4, kernel_size=5, padding=2)
        self.b4 = nn.Conv2d(3, 2, kernel_size=1)
        self.fc = nn.Linear(462, 3)

    def forward(self, x):                       # (N, 3, 7, 6)
        b2 = F.relu(self.b2_reduce(x))          # (N, 2, 7, 6)
        b2 = F.relu(self.b2(b2))                # (N, 3, 7, 6)
        b3 = F.relu(self.b3_reduce(x))
        b3 = F.relu(self.b3(b3))                # (N, 4, 7, 6)
        b4 = self.b4_pool(x)
        b4 = F.relu(self.b4(b4))                # (N, 2, 7, 6)
        b1 = F.relu(self.b1(x))                 # (N, 2, 7, 6)
        x = torch.cat([b1, b2, b3, b4], dim=1)  # (N, 11, 7, 6)
        x = torch.flatten(x, 1)                 # (N, 462)
        return self.fc(x)                       # (N, 3)


def load(path="inception.pt"):
    model = Inception()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


if __name__ == "__main__":
    model = load()
    print(model)
    x = torch.rand(1, 3, 7, 6)
    with torch.no_grad():
        print(model(x).shape)
