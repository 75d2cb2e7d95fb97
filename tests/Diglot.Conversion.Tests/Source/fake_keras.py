"""The names of Keras that an emitted program uses, recorded: every keyword is checked against what Keras 3 itself wrote into its configurations, and the model is given out as Keras's JSON.

Usage: fake_keras.py GOLDEN FOLDER. Each folder below FOLDER holds a model.py; its model is written beside it as model.json.
"""
import glob, importlib.util, io, json, os, sys, types, zipfile

COMMON = ["name", "trainable", "dtype"]


def signatures(golden):
    """The constructor's arguments of each class in their order, as get_config of Keras 3 gave them."""
    found = {}

    def walk(node):
        if isinstance(node, dict):
            if isinstance(node.get("config"), dict) and str(node.get("module", "")).startswith(("keras.layers", "keras.src.ops.nn")):
                own = found.setdefault(node["class_name"], [])
                own += [key for key in node["config"] if key not in own]
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    for path in sorted(glob.glob(golden + "/keras-layers/*/model.keras") + glob.glob(golden + "/keras-models/*/model.keras") + glob.glob(golden + "/pairs/*/keras/model.keras")):
        with zipfile.ZipFile(path) as archive:
            walk(json.loads(archive.read("config.json")))
    return found


class Tensor:
    def __init__(self, layer, call):
        self.layer, self.call = layer, call
        self.shape = ()

    def symbol(self):
        return {"class_name": "__keras_tensor__", "config": {"shape": [], "dtype": "float32", "keras_history": [self.layer.name, self.call, 0]}}


class Layer:
    def __init__(self, class_name, config, module="keras.layers"):
        self.class_name, self.config, self.name, self.calls, self.module = class_name, config, config["name"], [], module

    def __call__(self, inputs):
        tensors = inputs if isinstance(inputs, list) else [inputs]
        assert all(isinstance(tensor, Tensor) for tensor in tensors), (self.name, inputs)
        symbols = [tensor.symbol() for tensor in tensors]
        self.calls.append({"args": [symbols if isinstance(inputs, list) else symbols[0]], "kwargs": {}})
        LAYERS.setdefault(self.name, self)
        assert LAYERS[self.name] is self, f"two layers are called {self.name}"
        return Tensor(self, len(self.calls) - 1)

    def node(self):
        return {"module": self.module, "class_name": self.class_name, "config": self.config, "registered_name": None, "name": self.name, "inbound_nodes": self.calls}


class Model:
    def __init__(self, node):
        self.node = node

    def load_weights(self, path):
        assert os.path.exists(path), path

    def compile(self, optimizer=None, loss=None, metrics=None):
        assert optimizer is not None

    def summary(self):
        pass


LAYERS = {}


def plain(value):
    return [plain(item) for item in value] if isinstance(value, (tuple, list)) else value


class Layers(types.ModuleType):
    def __getattr__(self, class_name):
        assert class_name in SIGNATURES, f"keras.layers.{class_name} is not among the layers that Keras wrote"
        keys = SIGNATURES[class_name]
        # get_config names depth_multiplier first; the constructor does not.
        order = sorted((key for key in keys if key not in COMMON), key=lambda key: key == "depth_multiplier")

        def make(*args, **kwargs):
            assert len(args) <= len(order), class_name
            given = dict(zip(order, args))
            for key, value in kwargs.items():
                assert key in keys or key in COMMON, f"{class_name} of Keras 3 has no argument {key}"
                assert key not in given, (class_name, key)
                given[key] = value
            return Layer(class_name, {key: plain(value) for key, value in given.items()})

        return make


def make_input(shape, batch_size=None, dtype=None, name=None):
    name = name or "input_layer"
    layer = Layer("InputLayer", {"batch_shape": [batch_size, *shape], "dtype": dtype or "float32", "name": name})
    LAYERS[name] = layer
    return Tensor(layer, 0)


def make_sequential(layers, name=None):
    nodes = [layer.layer.node() if isinstance(layer, Tensor) else layer.node() for layer in layers]
    for node in nodes:
        del node["inbound_nodes"], node["name"]
    return Model({"module": "keras", "class_name": "Sequential", "config": {"name": name, "layers": nodes}, "registered_name": None})


def make_model(inputs, outputs, name=None):
    def history(tensors):
        return [[tensor.layer.name, tensor.call, 0] for tensor in (tensors if isinstance(tensors, list) else [tensors])]

    config = {"name": name, "trainable": True, "layers": [layer.node() for layer in LAYERS.values()], "input_layers": history(inputs), "output_layers": history(outputs)}
    return Model({"module": "keras.src.models.functional", "class_name": "Functional", "config": config, "registered_name": "Functional"})


class Anything(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: (name, args, kwargs)


class Operations(Anything):
    """keras.ops: on a tensor of the model's graph, a node of that graph."""

    def __getattr__(self, name):
        def call(*args, **kwargs):
            if not (args and isinstance(args[0], Tensor)):
                return name, args, kwargs
            class_name = "".join(part.capitalize() for part in name.split("_"))
            assert class_name in SIGNATURES, f"keras.ops.{name} is not among the operations that Keras wrote"
            assert len(args) == 1, f"keras.ops.{name} takes one tensor, and keywords"
            for key in kwargs:
                assert key in SIGNATURES[class_name], f"keras.ops.{name} of Keras 3 has no argument {key}"
            free = next(f"{name}{number}" for number in ["", *(f"_{i}" for i in range(1, 1000))] if f"{name}{number}" not in LAYERS)
            return Layer(class_name, {"name": free, **kwargs}, "keras.src.ops.nn")(args[0])

        return call


golden, folder = sys.argv[1:3]
SIGNATURES = signatures(golden)
keras = types.ModuleType("keras")
keras.layers, keras.Input, keras.Sequential, keras.Model = Layers("keras.layers"), make_input, make_sequential, make_model
keras.optimizers, keras.losses, keras.random = (Anything("keras." + part) for part in ("optimizers", "losses", "random"))
keras.ops = Operations("keras.ops")
sys.modules.update({"keras": keras, "keras.layers": keras.layers})
for name in sorted(os.listdir(folder)):
    os.chdir(os.path.join(folder, name))
    LAYERS.clear()
    spec = importlib.util.spec_from_file_location("model", "model.py")
    program = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(program)
        model = program.load()
    except AssertionError as fault:
        sys.exit(f"{name}: {fault}")
    with open("model.json", "w") as out:
        json.dump(model.node, out)
    print(name)
