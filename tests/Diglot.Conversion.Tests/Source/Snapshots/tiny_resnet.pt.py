# TinyResnet in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 3, 9, 8), output (N, 5).
# b1_1_conv: kernel_regularizer acts in training only and is not part of a PyTorch module: add the penalty to
#   the loss (or use weight_decay), apply the constraint after each step.
# b2_1_conv: kernel_regularizer acts in training only and is not part of a PyTorch module: add the penalty to
#   the loss (or use weight_decay), apply the constraint after each step.
# The input 'input_layer' is (None, 3, 9, 8) here, (None, 9, 8, 3) in the source: axes 0, 3, 1, 2 of the
#   source's.
import torch
import torch.nn.functional as F
from torch import nn


class TinyResnet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 4, kernel_size=3, padding=1)
        self.max_pooling2d = nn.MaxPool2d(kernel_size=3, stride=2)
        self.b1_1_conv = nn.Conv2d(4, 4, kernel_size=3, padding=1, bias=False)
        self.b1_1_bn = nn.BatchNorm2d(4, eps=1.001e-05, momentum=0.01)
        self.b1_2_conv = nn.Conv2d(4, 4, kernel_size=3, padding=1, bias=False)
        self.b1_2_bn = nn.BatchNorm2d(4, eps=1.001e-05, momentum=0.01)
        self.b2_1_conv_pad = nn.ZeroPad2d((1, 1, 0, 1))
        self.b2_1_conv = nn.Conv2d(4, 6, kernel_size=3, stride=2, bias=False)
        self.b2_1_bn = nn.BatchNorm2d(6, eps=1.001e-05, momentum=0.01)
        self.b2_0_conv = nn.Conv2d(4, 6, kernel_size=1, stride=2, bias=False)
        self.b2_2_conv = nn.Conv2d(6, 6, kernel_size=3, padding=1, bias=False)
        self.b2_0_bn = nn.BatchNorm2d(6, eps=1.001e-05, momentum=0.01)
        self.b2_2_bn = nn.BatchNorm2d(6, eps=1.001e-05, momentum=0.01)
        self.logits = nn.Linear(6, 5)

    def forward(self, x):                                                # (N, 3, 9, 8)
        x = self.stem(x)                                                 # (N, 4, 9, 8)
        x = self.max_pooling2d(x)                                        # (N, 4, 4, 3)
        y = F.relu(self.b1_1_bn(self.b1_1_conv(x)))
        y = self.b1_2_bn(self.b1_2_conv(y))
        x = F.relu(x + y)
        y = F.relu(self.b2_1_bn(self.b2_1_conv(self.b2_1_conv_pad(x))))  # (N, 6, 2, 2)
        y = self.b2_2_bn(self.b2_2_conv(y))
        x = self.b2_0_bn(self.b2_0_conv(x))                              # (N, 6, 2, 2)
        x = F.relu(x + y)
        x = x.mean(dim=(2, 3))                                           # (N, 6)
        return self.logits(x)                                            # (N, 5)


def load(path="tiny_resnet.pt"):
    model = TinyResnet()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


def training(model):              # as the source was compiled
    loss = nn.CrossEntropyLoss()  # loss(logits, classes.long())
    optimizer = torch.optim.RMSprop(model.parameters(), lr=0.001, alpha=0.8, momentum=0.5, eps=0.00031622776601683794, centered=True)
    return loss, optimizer


if __name__ == "__main__":
    model = load()
    print(model)
    x = torch.rand(1, 3, 9, 8)
    with torch.no_grad():
        print(model(x).shape)
