// predict.mjs MODEL.h5 : reads a whole-model file of Keras with the HDF5 library, builds it in TensorFlow.js and predicts.
// Standard input: a JSON list with one {shape, values} an input; standard output: the same for the outputs.
// Batches come first in every shape. TensorFlow.js speaks Keras 2, so what Keras 3 writes otherwise is respelt first.
import { readFileSync } from "node:fs";
import h5wasm from "h5wasm/node";
import * as tf from "@tensorflow/tfjs";

function respell(value) {
  if (Array.isArray(value)) return value.map(respell);
  if (value === null || typeof value !== "object") return value;
  if (value.class_name === "DTypePolicy") return value.config.name;
  const result = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === "module" || key === "registered_name" || key === "build_config") continue;
    if (key === "batch_shape") result.batch_input_shape = inner;
    else if (key === "inbound_nodes") result.inbound_nodes = inner.map(node);
    else if (key === "input_layers" || key === "output_layers") result[key] = Array.isArray(inner[0]) ? inner : [inner];
    else result[key] = respell(inner);
  }
  return result;
}

// Keras 3: {args: [{class_name: "__keras_tensor__", config: {keras_history}} or lists of them], kwargs}; Keras 2: [[layer, node, tensor, kwargs], …].
function node(call) {
  if (Array.isArray(call)) return call;
  const found = [];
  const collect = value => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (value?.class_name === "__keras_tensor__") found.push([...value.config.keras_history, {}]);
  };
  collect(call.args);
  return found;
}

await h5wasm.ready;
const file = new h5wasm.File(process.argv[2], "r");
const topology = { model_config: respell(JSON.parse(file.attrs["model_config"].value)), keras_version: file.attrs["keras_version"].value, backend: "tensorflow" };
const model = await tf.loadLayersModel({ load: async () => ({ modelTopology: topology }) });
const weights = file.get("model_weights");
for (const layer of weights.attrs["layer_names"].value) {
  const group = weights.get(layer);
  // By the layer and the order in it: the two versions of Keras disagree on what stands in front of a weight's name.
  const values = group.attrs["weight_names"].value.map(name => group.get(name)).map(data => tf.tensor(data.value, data.shape, "float32"));
  if (values.length > 0) model.getLayer(layer).setWeights(values);
}

const inputs = JSON.parse(readFileSync(0, "utf8")).map(({ shape, values }) => tf.tensor(values, shape, "float32"));
const result = model.predict(inputs.length === 1 ? inputs[0] : inputs);
const outputs = Array.isArray(result) ? result : [result];
process.stdout.write(JSON.stringify(outputs.map(output => ({ shape: output.shape, values: Array.from(output.dataSync()) }))));
