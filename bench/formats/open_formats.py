"""Opens exported models with the tools that they are for and compares their answers with ours.

Reads a JSON list of models on standard input; writes a JSON line for each check: what it is, the largest difference, or why
the file cannot be opened.
"""

import json
import os
import sys
import traceback

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import keras
import numpy
import onnx
import onnxruntime

jax.config.update("jax_default_matmul_precision", "highest")


def pictures_of(model):
    return numpy.fromfile(model["inputs"], dtype="uint8").reshape([-1, *model["shape"]])


def answers_of(model):
    return numpy.fromfile(model["outputs"], dtype="<f4").reshape([-1, model["classes"]])


def difference(model, answers):
    expected = answers_of(model)
    if answers.shape != expected.shape:
        raise ValueError(f"answers of shape {answers.shape} instead of {expected.shape}")
    return float(numpy.abs(answers - expected).max())


def keras_difference(model):
    opened = keras.models.load_model(model["keras"])
    return difference(model, opened.predict(pictures_of(model), verbose=0))


def onnx_difference(model):
    onnx.checker.check_model(model["onnx"], full_check=True)
    session = onnxruntime.InferenceSession(model["onnx"], providers=["CPUExecutionProvider"])
    answer = lambda pictures: session.run(["probabilities"], {"picture": pictures})[0]
    pictures = pictures_of(model)
    one_by_one = numpy.concatenate([answer(picture[None]) for picture in pictures])
    return max(difference(model, answer(pictures)), difference(model, one_by_one))


def npz_difference(model):
    """0 where every array has the bits of our weight, 1 otherwise."""
    values = numpy.fromfile(model["weights"], dtype="<f4")
    with numpy.load(model["npz"]) as arrays:
        names = [name for name in arrays.files if name != "README.txt"]
        if names != [name for name, _ in model["weightShapes"]]:
            raise ValueError(f"other arrays: {names}")
        for name, shape in model["weightShapes"]:
            size = int(numpy.prod(shape))
            mine, values = values[:size].reshape(shape), values[size:]
            if arrays[name].shape != mine.shape or arrays[name].tobytes() != mine.tobytes():
                return 1
    return 0


CHECKS = {"keras": keras_difference, "onnx": onnx_difference, "npz": npz_difference}

for model in json.load(sys.stdin):
    for format, check in CHECKS.items():
        result = {"model": model["name"], "format": format}
        try:
            result["difference"] = check(model)
        except Exception as error:
            result["problem"] = "".join(traceback.format_exception_only(error))[:500]
        print(json.dumps(result), flush=True)
