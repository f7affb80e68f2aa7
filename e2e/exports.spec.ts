/** A model leaves in formats of other tools: somebody has it prepared, and everybody takes it along. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { newPerson, signUp } from "./support/person.ts";
import { modelFile, publishedModel } from "./support/published-model.ts";
import { expect, test } from "./support/test.ts";
import { testPicture } from "./support/test-picture.ts";

test("a person has a model prepared, and a visitor's own page classifies with it by the code that is shown", async ({
  page,
  browser,
}) => {
  const { id, manifest } = await publishedModel(page);
  await page.goto(`/models/${id}`);
  const formats = page.getByRole("list", { name: "Formats" });
  await expect(formats.getByRole("link", { name: "Sign in to have it prepared" })).toHaveCount(4);

  await signUp(page, newPerson("ferns"));
  await page.goto(`/models/${id}`);
  for (const title of ["TensorFlow.js", "Keras", "ONNX", "NumPy"]) {
    await formats.getByRole("button", { name: `Prepare ${title}` }).click();
  }
  await expect(formats.getByRole("link", { name: /^Download/ })).toHaveCount(4, { timeout: 60_000 });
  await expect(formats.getByRole("link", { name: /^Download Keras/ })).toContainText(/\d\sMB/);

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(`/models/${id}`);
  const download = visitor.waitForEvent("download");
  await visitor.getByRole("link", { name: /^Download TensorFlow.js/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^[a-z0-9-]+-tfjs\.zip$/);
  const archive = unzipSync(new Uint8Array(await readFile(await file.path())));
  await visitor.getByRole("group", { name: "Code for" }).getByRole("button", { name: "TensorFlow.js" }).click();
  const code = await visitor
    .getByRole("figure", { name: /TensorFlow.js file/ })
    .locator("code")
    .textContent();

  // A site of their own, with nothing but that code, the unpacked archive and a picture.
  const picture = await testPicture(0);
  const tfjs = join(createRequire(import.meta.url).resolve("@tensorflow/tfjs"), "../tf.min.js");
  await visitor.route("https://cdn.jsdelivr.net/**", async (route) =>
    route.fulfill({ body: await readFile(tfjs), contentType: "text/javascript" }),
  );
  await visitor.route("https://example.org/**", async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (path === "") return route.fulfill({ body: code ?? "", contentType: "text/html" });
    if (path === "picture.png") return route.fulfill({ body: picture.buffer, contentType: "image/png" });
    const bytes = archive[path.replace("model/", "")];
    return bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.fulfill({ status: 404 });
  });
  await visitor.goto("https://example.org/");
  const answers = visitor.locator("#answer li");
  await expect(answers).toHaveCount(3, { timeout: 60_000 });

  const outputs = await modelFile(page, manifest.golden.outputs.sha256);
  const probabilities = manifest.classes.map((name, i) => ({ name, probability: outputs.readFloatLE(4 * i) }));
  const [best] = probabilities.toSorted((a, b) => b.probability - a.probability);
  const [, name, percent] = /^(.+): ([\d.]+) %$/.exec((await answers.first().textContent()) ?? "") ?? [];
  expect(name).toBe(best?.name);
  // As the trainer computed, but for what is rounded away.
  expect(Math.abs(Number(percent) - 100 * (best?.probability ?? 0))).toBeLessThan(0.1);
  await visitor.context().close();
});
