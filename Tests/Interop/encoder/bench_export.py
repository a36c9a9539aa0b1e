"""Writes the encoder as ONNX in the operators that onnxruntime is fastest with, and its own int8 of it.

usage: bench_export.py MODEL_FOLDER OUTPUT_FOLDER
"""

import json
import os
import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from onnxruntime.quantization import QuantType, quantize_dynamic

from bert import read_safetensors


class Graph:
    def __init__(self, weights, settings):
        self.weights, self.settings = weights, settings
        self.nodes, self.constants = [], []

    def constant(self, name, values):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind, inputs, output, domain="com.microsoft", **attributes):
        self.nodes.append(helper.make_node(kind, inputs, output, domain=domain, **attributes))
        return output[0]

    def vector(self, name):
        return self.constant(name, self.weights[name])

    def product(self, name, inputs):
        matrix = self.constant(name + ".weight", self.weights[name + ".weight"].T)
        return self.node("MatMul", [inputs, matrix], [name + ".product"], domain="")

    def skip_norm(self, product, before, norm, bias):
        return self.node(
            "SkipLayerNormalization",
            [product, before, self.vector(norm + ".weight"), self.vector(norm + ".bias"), self.vector(bias)],
            [norm + ".output"], epsilon=self.settings["layer_norm_eps"])

    def layer(self, index, hidden, mask):
        name = f"encoder.layer.{index}."
        parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
        matrix = np.concatenate([self.weights[part + ".weight"].T for part in parts], 1)
        bias = np.concatenate([self.weights[part + ".bias"] for part in parts])
        attended = self.node(
            "Attention",
            [hidden, self.constant(name + "qkv.weight", matrix), self.constant(name + "qkv.bias", bias), mask],
            [name + "attended"], num_heads=self.settings["num_attention_heads"])
        output = name + "attention.output."
        middle = self.skip_norm(
            self.product(output + "dense", attended), hidden, output + "LayerNorm", output + "dense.bias")
        inner = self.node(
            "BiasGelu",
            [self.product(name + "intermediate.dense", middle), self.vector(name + "intermediate.dense.bias")],
            [name + "gelu"])
        return self.skip_norm(
            self.product(name + "output.dense", inner), middle, name + "output.LayerNorm", name + "output.dense.bias")

    def model(self):
        table = "embeddings.{}_embeddings.weight"
        tables = [self.vector(table.format(name)) for name in ("word", "position", "token_type")]
        hidden = self.node(
            "EmbedLayerNormalization",
            ["tokens", "segments"] + tables
            + [self.vector("embeddings.LayerNorm.weight"), self.vector("embeddings.LayerNorm.bias"), "mask"],
            ["embedded", "lengths"], epsilon=self.settings["layer_norm_eps"])
        for index in range(self.settings["num_hidden_layers"]):
            hidden = self.layer(index, hidden, "lengths")
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT32, ["texts", "length"])
                  for name in ("tokens", "segments", "mask")]
        width = self.settings["hidden_size"]
        output = helper.make_tensor_value_info(hidden, TensorProto.FLOAT, ["texts", "length", width])
        graph = helper.make_graph(self.nodes, "encoder", inputs, [output], self.constants)
        return helper.make_model(
            graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)])


def main(folder, output):
    settings = json.load(open(os.path.join(folder, "config.json"), encoding="utf-8"))
    weights = read_safetensors(os.path.join(folder, "model.safetensors"))
    f32, int8 = (os.path.join(output, name) for name in ("f32.onnx", "int8.onnx"))
    save(Graph(weights, settings).model(), f32)
    quantize_dynamic(
        f32, int8, weight_type=QuantType.QInt8, extra_options={"DefaultTensorType": TensorProto.FLOAT})


if __name__ == "__main__":
    main(*sys.argv[1:])
