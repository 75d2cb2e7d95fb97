# Resnet in PyTorch, converted from model.keras (written by diglot convert): python model.py
# Input (N, 3, 10, 8), output (N, 3).
# The input 'image' is (None, 3, 10, 8) here, (None, 10, 8, 3) in the source: axes 0, 3, 1, 2 of the source's.
import torch
import torch.nn.functional as F
from torch import nn


class Resnet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, kernel_size=3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(4)
        self.maxpool_pad = nn.ZeroPad2d(1)
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2)
        self.layer1_0_conv1 = nn.Conv2d(4, 4, kernel_size=3, padding=1, bias=False)
        self.layer1_0_bn1 = nn.BatchNorm2d(4)
        self.layer1_0_conv2 = nn.Conv2d(4, 4, kernel_size=3, padding=1, bias=False)
        self.layer1_0_bn2 = nn.BatchNorm2d(4)
        self.layer2_0_conv1 = nn.Conv2d(4, 5, kernel_size=3, stride=2, padding=1, bias=False)
        self.layer2_0_bn1 = nn.BatchNorm2d(5)
        self.layer2_0_conv2 = nn.Conv2d(5, 5, kernel_size=3, padding=1, bias=False)
        self.layer2_0_down_conv = nn.Conv2d(4, 5, kernel_size=1, stride=2, bias=False)
        self.layer2_0_bn2 = nn.BatchNorm2d(5)
        self.layer2_0_down_bn = nn.BatchNorm2d(5)
        self.fc = nn.Linear(5, 3)

    def forward(self, x):                                      # (N, 3, 10, 8)
        x = F.relu(self.bn1(self.conv1(x)))                    # (N, 4, 10, 8)
        x = self.maxpool_pad(x)                                # (N, 4, 12, 10)
        x = self.maxpool(x)                                    # (N, 4, 5, 4)
        y = F.relu(self.layer1_0_bn1(self.layer1_0_conv1(x)))
        y = self.layer1_0_bn2(self.layer1_0_conv2(y))
        x = F.relu(y + x)
        y = F.relu(self.layer2_0_bn1(self.layer2_0_conv1(x)))  # (N, 5, 3, 2)
        y = self.layer2_0_bn2(self.layer2_0_conv2(y))
        x = self.layer2_0_down_bn(self.layer2_0_down_conv(x))  # (N, 5, 3, 2)
        x = F.relu(y + x)
        x = x.mean(dim=(2, 3))                                 # (N, 5)
        return self.fc(x)                                      # (N, 3)


def load(path="resnet.pth"):
    model = Resnet()
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.eval()


if __name__ == "__main__":
    model = load()
    print(model)
    x = torch.rand(1, 3, 10, 8)
    with torch.no_grad():
        print(model(x).shape)
