"""Exports small networks with the system's PyTorch: NAME.onnx, and NAME.npz with the inputs and what PyTorch computes."""
import sys
import warnings
import numpy
import torch
from torch import nn
from torch.nn import functional as F

warnings.filterwarnings("ignore")


class Of(nn.Module):
    def __init__(self, run, **members):
        super().__init__()
        self.run = run
        for name, member in members.items():
            self.add_module(name, member)

    def forward(self, *inputs):
        return self.run(self, *inputs)


def activations(*names):
    return nn.Sequential(nn.Linear(6, 6), *(eval("nn." + name) for name in names))


NETWORKS = {
    # name: (network, shapes of the inputs, opset, open batch axis)
    "plain_activations": (activations("ReLU()", "Sigmoid()", "Tanh()", "ELU(0.7)", "LeakyReLU(0.2)", "SELU()", "Softsign()", "Softplus()"), [(3, 6)], 13, True),
    "hard_activations": (activations("Hardsigmoid()", "Hardswish()", "ReLU6()", "Hardtanh()", "CELU()"), [(3, 6)], 14, True),
    "written_out_activations": (activations("SiLU()", "GELU()", "Mish()", "LogSigmoid()"), [(3, 6)], 13, True),
    "soft_outputs": (nn.Sequential(nn.Linear(6, 6), nn.LogSoftmax(dim=1)), [(3, 6)], 11, True),
    "prelu": (nn.Sequential(nn.Conv2d(2, 3, 3), nn.PReLU(3), nn.Conv2d(3, 3, 1), nn.PReLU()), [(2, 2, 6, 5)], 13, True),
    "view": (Of(lambda m, x: m.fc(m.conv(x).view(x.size(0), -1)), conv=nn.Conv2d(1, 2, 3, padding=1), fc=nn.Linear(60, 4)), [(2, 1, 6, 5)], 13, True),
    "view_fixed": (Of(lambda m, x: m.fc(m.conv(x).view(-1, 60)), conv=nn.Conv2d(1, 2, 3, padding=1), fc=nn.Linear(60, 4)), [(2, 1, 6, 5)], 11, False),
    "reshaped_back": (Of(lambda m, x: m.conv(m.fc(x).view(x.shape[0], 2, 4, 3)), fc=nn.Linear(5, 24), conv=nn.Conv2d(2, 2, 3)), [(3, 5)], 13, True),
    "sequence": (Of(lambda m, x: m.norm(F.relu(m.fc(x))).mean(1), fc=nn.Linear(4, 6), norm=nn.LayerNorm(6)), [(2, 5, 4)], 13, True),
    "norm_without_weights": (nn.Sequential(nn.Linear(6, 6), nn.LayerNorm(6, elementwise_affine=False)), [(3, 6)], 13, True),
    "norm_of_seventeen": (nn.Sequential(nn.Linear(6, 6), nn.LayerNorm(6)), [(3, 6)], 17, True),
    "poolings": (nn.Sequential(nn.MaxPool2d(3, 2, padding=1), nn.Conv2d(2, 3, 2), nn.AvgPool2d(2, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(3, 2)), [(2, 2, 13, 11)], 13, True),
    "padded_mean": (nn.Sequential(nn.AvgPool2d(3, 2, padding=1, count_include_pad=True), nn.AvgPool2d(2, 2, count_include_pad=False)), [(2, 2, 11, 12)], 13, True),
    "one_axis": (nn.Sequential(nn.Conv1d(3, 4, 3, padding=1), nn.BatchNorm1d(4), nn.ReLU(), nn.MaxPool1d(2), nn.Flatten(), nn.Linear(16, 2)), [(2, 3, 8)], 13, True),
    "causal": (Of(lambda m, x: F.relu(m.conv(F.pad(x, (2, 0)))), conv=nn.Conv1d(3, 4, 3)), [(2, 3, 8)], 13, True),
    "chomp": (Of(lambda m, x: m.conv(x)[:, :, :-2], conv=nn.Conv1d(3, 4, 3, padding=2)), [(2, 3, 8)], 13, True),
    "grouped": (nn.Sequential(nn.Conv2d(4, 4, 3, groups=4, bias=False), nn.Conv2d(4, 6, 1, stride=2, groups=2), nn.Conv2d(6, 2, 3, dilation=2)), [(2, 4, 15, 15)], 13, True),
    "transposed": (nn.Sequential(nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1, output_padding=1), nn.ReLU(), nn.ConvTranspose2d(4, 2, 4, stride=2)), [(2, 3, 4, 5)], 13, True),
    "upsampled": (nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(2, 2, 3), nn.Upsample(scale_factor=2, mode="bilinear")), [(2, 2, 4, 5)], 13, False),
    "resized": (Of(lambda m, x: F.interpolate(m.conv(x), size=(8, 10)), conv=nn.Conv2d(2, 2, 1)), [(2, 2, 4, 5)], 13, False),
    "residual": (Of(lambda m, x: F.relu(x + m.b(F.relu(m.n(m.a(x))))), a=nn.Conv2d(3, 3, 3, padding=1, bias=False), n=nn.BatchNorm2d(3), b=nn.Conv2d(3, 3, 1)), [(2, 3, 5, 5)], 13, True),
    "norm_in_front": (nn.Sequential(nn.BatchNorm2d(3), nn.ReLU(), nn.Conv2d(3, 2, 1)), [(2, 3, 5, 5)], 9, True),
    "branches": (Of(lambda m, x: torch.cat([m.a(x), m.b(x)], dim=1) * 0.5 - 1, a=nn.Conv2d(2, 3, 1), b=nn.Conv2d(2, 2, 3, padding=1)), [(2, 2, 5, 4)], 13, True),
    "two_inputs": (Of(lambda m, x, y: m.c(torch.cat([m.a(x), m.b(y)], dim=-1)), a=nn.Linear(4, 3), b=nn.Linear(5, 2), c=nn.Linear(5, 1)), [(3, 4), (3, 5)], 13, True),
    "shared": (Of(lambda m, x, y: m.a(x) - m.a(y), a=nn.Linear(4, 3)), [(3, 4), (3, 4)], 13, True),
    "excited": (Of(lambda m, x: x * torch.sigmoid(m.b(F.relu(m.a(x.mean((2, 3), keepdim=True))))), a=nn.Conv2d(4, 2, 1), b=nn.Conv2d(2, 4, 1)), [(2, 4, 5, 5)], 13, True),
    "squeezed": (Of(lambda m, x: m.conv(x.unsqueeze(1)).squeeze(2), conv=nn.Conv2d(1, 3, (4, 1))), [(2, 4, 6)], 13, True),
    "swapped": (Of(lambda m, x: m.fc(x.permute(0, 2, 3, 1)).mean((1, 2)), fc=nn.Linear(3, 4)), [(2, 3, 4, 5)], 13, True),
    # Run node by node, but no layers of both frameworks.
    "recurrent": (Of(lambda m, x: m.lstm(x)[0][:, -1] + m.gru(x)[1][0] + m.rnn(x)[0][:, 0], lstm=nn.LSTM(3, 4, batch_first=True), gru=nn.GRU(3, 4, batch_first=True), rnn=nn.RNN(3, 4, batch_first=True)), [(2, 5, 3)], 13, True),
    "both_ways": (Of(lambda m, x: m.lstm(x)[0], lstm=nn.LSTM(3, 4, bidirectional=True, batch_first=True, num_layers=2)), [(2, 5, 3)], 13, True),
    "attention": (Of(lambda m, x: m.att(x, x, x)[0], att=nn.MultiheadAttention(4, 2, batch_first=True)), [(2, 5, 4)], 13, True),
    "slices": (Of(lambda m, x: x[:, 1:, ::2].flip(1) + torch.arange(3) + x.max(dim=1, keepdim=True)[0][:, :, :3] ** 2 / (x[:, :1, :3].abs() + 1).sqrt()), [(2, 4, 6)], 13, True),
    "groups": (nn.Sequential(nn.Conv2d(2, 4, 1), nn.GroupNorm(2, 4), nn.InstanceNorm2d(4, affine=True), nn.PixelShuffle(2)), [(2, 2, 4, 3)], 13, True),
}

folder = sys.argv[1]
for name, (network, shapes, opset, is_open) in NETWORKS.items():
    torch.manual_seed(len(name))
    network.eval()
    for module in network.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            for tensor in (module.weight.data, module.bias.data, module.running_mean, module.running_var):
                tensor.uniform_(0.5, 1.5)
    inputs = tuple(torch.randn(shape) for shape in shapes)
    names = [f"x{i}" for i in range(len(inputs))]
    axes = {n: {0: "batch"} for n in names} if is_open else None
    torch.onnx.export(network, inputs, f"{folder}/{name}.onnx", opset_version=opset, input_names=names, output_names=["y"], dynamic_axes=axes)
    numpy.savez(f"{folder}/{name}.npz", **{n: x.numpy() for n, x in zip(names, inputs)}, y=network(*inputs).detach().numpy())
print(" ".join(NETWORKS))
