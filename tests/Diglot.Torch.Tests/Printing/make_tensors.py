"""Writes tensors.json: tensors and the texts that PyTorch prints for them. Run: python3 make_tensors.py > tensors.json"""
import json
import torch

torch.manual_seed(1)
cases = []


def case(name, x, **extra):
    values = x.detach()
    kind = str(x.dtype)[6:]
    flat = values.reshape(-1).tolist() if values.numel() <= 1000 else None
    if flat is not None and x.dtype.is_floating_point:
        flat = [repr(v) for v in flat]
    cases.append(dict(name=name, dtype=kind, shape=list(x.shape), values=flat, text=str(x), requires_grad=x.requires_grad and x.is_leaf, **extra))


case("scalar", torch.tensor(3.5))
case("scalar_whole", torch.tensor(2.0))
case("scalar_int", torch.tensor(7))
case("scalar_bool", torch.tensor(True))
case("vector", torch.tensor([0.1, 0.25, -3.0]))
case("whole", torch.tensor([1.0, -2.0, 300.0]))
case("whole_wide_range", torch.tensor([1.0, 2000.0]))
case("whole_ratio_1000", torch.tensor([1.0, 1000.0]))
case("whole_large", torch.tensor([1e8, 2e8, 2e9]))
case("fraction_small", torch.tensor([1e-5, 2e-5]))
case("fraction_range", torch.tensor([0.5, 600.25]))
case("fraction_range_over", torch.tensor([0.5, 600.25, 0.1]))
case("zeros", torch.zeros(2, 3))
case("zeros_and_half", torch.tensor([0.0, 0.5]))
case("negative_zero", torch.tensor([-0.0, 1.0]))
case("nan_inf", torch.tensor([float("nan"), float("inf"), -float("inf"), 1.0]))
case("nan_inf_fraction", torch.tensor([float("nan"), float("inf"), -float("inf"), 1.5]))
case("nan_alone", torch.tensor([float("nan")]))
case("inf_scientific", torch.tensor([float("inf"), 1e-6, 0.0]))
case("ties", torch.tensor([0.03125, 0.09375, 0.15625, -0.03125]))
case("ties_scientific", torch.tensor([100005.0, 0.5, 2.0000050e9]))
case("rounds_to_ten", torch.tensor([9.99999e-6, 1.0]))
case("negative_small", torch.tensor([-1e-7, 0.25]))
case("double", torch.tensor([1 / 3, 2 / 3], dtype=torch.float64))
case("double_scientific", torch.tensor([1e-300, 1e300], dtype=torch.float64))
case("half", torch.tensor([0.1, 0.2], dtype=torch.float16))
case("bfloat", torch.tensor([0.1, 0.2], dtype=torch.bfloat16))
case("int32", torch.tensor([1, -20, 300], dtype=torch.int32))
case("uint8", torch.tensor([[1, 2], [30, 255]], dtype=torch.uint8))
case("long", torch.tensor([-9223372036854775807, 5]))
case("bool", torch.tensor([[True, False], [False, False]]))
case("empty", torch.tensor([]))
case("empty_2d", torch.zeros(0, 3))
case("empty_long", torch.zeros(0, dtype=torch.int64))
case("empty_long_2d", torch.zeros(2, 0, dtype=torch.int64))
case("matrix", torch.randn(3, 4))
case("three_axes", torch.randn(2, 2, 3))
case("four_axes", torch.randn(2, 1, 2, 2))
case("long_row", torch.randn(25))
case("long_rows", torch.randn(2, 17))
case("long_row_ints", torch.arange(40))
case("long_rows_three_axes", torch.randn(1, 2, 23))
case("wide_scientific", torch.randn(9) * 1e-6)
case("leaf", torch.tensor([1.0, 2.0], requires_grad=True))
case("leaf_long", torch.randn(4, 6).requires_grad_())
case("leaf_near_the_edge", torch.randn(1, 7).requires_grad_())
case("leaf_double", torch.tensor([0.5] * 6, dtype=torch.float64, requires_grad=True))
case("parameter", torch.nn.Parameter(torch.tensor([[0.5, 1.0]])), parameter=True)
case("thousand", torch.arange(1000))
case("arange_1001", torch.arange(1001), arange=True)
case("arange_real_matrix", torch.arange(3000.0).reshape(100, 30) / 7, arange=True, divide=7)
case("arange_three_axes", torch.arange(4000).reshape(4, 10, 100), arange=True)
case("arange_short_axes", torch.arange(1200).reshape(6, 200), arange=True)
case("arange_seven", torch.arange(1001 * 7.0).reshape(7, 1001), arange=True, divide=1)
print(json.dumps(cases, indent=1))
