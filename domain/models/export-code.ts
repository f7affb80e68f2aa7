/** Short programs that open an exported model and, but for its bare weights, classify a picture with it. */
import type { ImageShape } from "../architectures/layers.ts";
import type { ExportFormat } from "./export-formats.ts";

/** The picture that the programs classify. */
export const PICTURE_FILE = "picture.png";

const TFJS = "https://cdn.jsdelivr.net/npm/@tensorflow/tfjs@4.22.0/dist/tf.min.js";

/** @param file name of the exported file */
export const EXPORT_CODE: Record<ExportFormat, (file: string, input: ImageShape) => string> = {
  tfjs: (file, [height, width]) => `<!-- Unpack ${file} into the folder "model" beside this page. -->
<script src="${TFJS}"></script>
<img id="picture" src="${PICTURE_FILE}" alt="">
<ol id="answer"></ol>
<script type="module">
  const model = await tf.loadLayersModel("model/model.json");
  const classes = await (await fetch("model/classes.json")).json();
  const picture = document.getElementById("picture");
  await picture.decode();
  const pixels = tf.image.resizeBilinear(tf.browser.fromPixels(picture), [${height}, ${width}]);
  const probabilities = await model.predict(pixels.expandDims()).data();
  const ranking = classes.map((name, i) => [probabilities[i], name]).sort(([a], [b]) => b - a);
  for (const [probability, name] of ranking.slice(0, 3)) {
    const item = document.createElement("li");
    item.textContent = \`\${name}: \${(100 * probability).toFixed(1)} %\`;
    document.getElementById("answer").append(item);
  }
</script>
`,
  keras: (file, [height, width]) => `# pip install keras tensorflow pillow
import json
import zipfile

import keras
import numpy
from PIL import Image

file = "${file}"
model = keras.models.load_model(file)
classes = json.loads(zipfile.ZipFile(file).read("classes.json"))
picture = Image.open("${PICTURE_FILE}").convert("RGB").resize((${width}, ${height}))
probabilities = model.predict(numpy.array(picture)[None])[0]
for probability, name in sorted(zip(probabilities, classes), reverse=True)[:3]:
    print(f"{name}: {probability:.1%}")
`,
  onnx: (file, [height, width]) => `# pip install onnxruntime pillow
import numpy
import onnxruntime
from PIL import Image

session = onnxruntime.InferenceSession("${file}")
classes = session.get_modelmeta().custom_metadata_map["classes"].split(", ")
picture = Image.open("${PICTURE_FILE}").convert("RGB").resize((${width}, ${height}))
probabilities = session.run(None, {"picture": numpy.array(picture)[None]})[0][0]
for probability, name in sorted(zip(probabilities, classes), reverse=True)[:3]:
    print(f"{name}: {probability:.1%}")
`,
  npz: (file) => `# pip install numpy
import numpy

with numpy.load("${file}") as weights:
    for name in weights.files:
        if name != "README.txt":
            print(name, weights[name].shape, weights[name].std())
`,
};
