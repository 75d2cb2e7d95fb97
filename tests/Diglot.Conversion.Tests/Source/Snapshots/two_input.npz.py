# TwoInput in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 2, 6, 8) and (N, 5), output (N, 1).
# The input 'image' is (None, 2, 6, 8) here, (None, 6, 8, 2) in the source: axes 0, 3, 1, 2 of the source's.
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class TwoInput(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, kernel_size=3, padding=1)
        self.pool = nn.MaxPool2d(kernel_size=2, stride=2)
        self.meta_fc = nn.Linear(5, 4)
        self.hidden = nn.Linear(40, 6)
        self.price = nn.Linear(6, 1)

    def forward(self, image, table):          # (N, 2, 6, 8), (N, 5)
        image = F.relu(self.conv(image))      # (N, 3, 6, 8)
        image = self.pool(image)              # (N, 3, 3, 4)
        image = torch.flatten(image, 1)       # (N, 36)
        table = F.selu(self.meta_fc(table))   # (N, 4)
        x = torch.cat([table, image], dim=1)  # (N, 40)
        x = F.relu(self.hidden(x))            # (N, 6)
        return self.price(x)                  # (N, 1)


def load(path="two_input.npz"):
    model = TwoInput()
    model.load_state_dict({name: torch.from_numpy(array) for name, array in np.load(path).items()})
    return model.eval()


if __name__ == "__main__":
    model = load()
    print(model)
    x0 = torch.rand(1, 2, 6, 8)
    x1 = torch.rand(1, 5)
    with torch.no_grad():
        print(model(x0, x1).shape)
