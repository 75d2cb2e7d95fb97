# Heads in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 3, 7, 9), output (N, 4) and (N, 4) and (N, 1, 7, 9).
# scores: The network ends in softmax and gives probabilities. nn.CrossEntropyLoss wants logits: train with the
#   logits option, or with nn.NLLLoss on torch.log(p).
# mask: The network ends in sigmoid and gives probabilities. nn.BCEWithLogitsLoss wants logits: train with the
#   logits option, or with nn.BCELoss.
# The input 'image' is (None, 3, 7, 9) here, (None, 7, 9, 3) in the source: axes 0, 3, 1, 2 of the source's.
# The output 'mask' is (None, 1, 7, 9) here, (None, 7, 9, 1) in the source.
import torch
import torch.nn.functional as F
from torch import nn


class Heads(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = nn.Conv2d(3, 4, kernel_size=3)
        self.scores = nn.Linear(140, 4)
        self.box = nn.Linear(4, 4)
        self.mask = nn.ConvTranspose2d(4, 1, kernel_size=3)

    def forward(self, x):                                   # (N, 3, 7, 9)
        x = F.silu(self.trunk(x))                           # (N, 4, 5, 7)
        scores = torch.flatten(x, 1)                        # (N, 140)
        scores = torch.softmax(self.scores(scores), dim=1)  # (N, 4)
        box = x.mean(dim=(2, 3))                            # (N, 4)
        box = self.box(box)
        mask = torch.sigmoid(self.mask(x))                  # (N, 1, 7, 9)
        return scores, box, mask


def load(path="heads.pt"):
    model = Heads()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


if __name__ == "__main__":
    model = load()
    print(model)
    x = torch.rand(1, 3, 7, 9)
    with torch.no_grad():
        print(*(y.shape for y in model(x)))
