/**
 * The picture worker: reads and decodes what people bring, one after another, so that a page stays smooth however large
 * a picture is and however many there are.
 */
import { centredFrame } from "./crop-frame.ts";
import { FRAMINGS, networkInput } from "./framing.ts";
import { keepWorkerScripts } from "./kept-files.ts";
import { openPicture, PictureError, reduced } from "./open-picture.ts";
import { inputKey, type PicturePreview, type PictureRequest, type PictureResponse } from "./picture-messages.ts";

/** Longer side of a thumbnail: a tile of the contact sheet, on a screen of two pixels a point. */
const THUMBNAIL_SIDE = 256;

/** Decoders take many times a picture's size, so that two at once are one too many. */
let turn: Promise<unknown> = Promise.resolve();

function say(response: PictureResponse, transfer: Transferable[] = []): void {
  self.postMessage(response, { transfer });
}

async function preview(
  file: Blob,
  shapes: Extract<PictureRequest, { type: "preview" }>["shapes"],
): Promise<PicturePreview> {
  const pixels = await openPicture(file);
  const frame = centredFrame(pixels);
  const inputs = shapes.flatMap((shape) =>
    FRAMINGS.map((framing) => [inputKey(framing, shape), networkInput({ pixels, frame }, framing, shape)] as const),
  );
  return {
    size: { width: pixels.width, height: pixels.height },
    thumbnail: reduced(pixels, THUMBNAIL_SIDE),
    inputs: new Map(inputs),
  };
}

async function answer(request: PictureRequest): Promise<void> {
  const { id } = request;
  try {
    if (request.type === "keep") {
      await keepWorkerScripts();
      say({ type: "kept", id });
    } else if (request.type === "preview") {
      say({ type: "previewed", id, preview: await preview(request.file, request.shapes) });
    } else {
      const { data, width, height } = await openPicture(request.file);
      say({ type: "opened", id, pixels: { data, width, height } }, [data.buffer]);
    }
  } catch (error) {
    const message =
      error instanceof PictureError ? error.message : "This picture could not be opened. Choose another, or try again.";
    say({ type: "failed", id, message });
  }
}

self.onmessage = ({ data: request }: MessageEvent<PictureRequest>) => {
  turn = turn.then(() => answer(request));
};
