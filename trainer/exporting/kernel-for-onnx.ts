/**
 * A convolution's kernel as ONNX has it.
 *
 * @param shape [height, width, in, out], or [height, width, channels, 1] of a depthwise one
 * @returns [out, in, height, width], or [channels, 1, height, width]
 */
export function kernelForOnnx(values: Float32Array, shape: readonly number[], isDepthwise: boolean) {
  const [height = 1, width = 1] = shape;
  const [inputs = 1, outputs = 1] = isDepthwise ? [1, shape[2]] : shape.slice(2);
  const window = height * width;
  const turned = new Float32Array(values.length);
  for (let place = 0; place < window; place++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        const from = (place * inputs + input) * outputs + output;
        turned[(output * inputs + input) * window + place] = values[from] ?? 0;
      }
    }
  }
  return { shape: [outputs, inputs, height, width], values: turned };
}
