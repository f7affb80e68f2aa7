"use client";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { Pixels } from "../../../_inference/area-average.ts";
import { type CropFrame, centredFrame, type PictureSize, scaledFrame } from "../../../_inference/crop-frame.ts";
import type { Framing } from "../../../_inference/framing.ts";
import { workingSize } from "../../../_inference/open-picture.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import type { Picture } from "./picture.ts";
import { FrameSize, PictureFrame } from "./picture-frame.tsx";
import { useCamera } from "./use-camera.ts";

/** Milliseconds between two looks at the moving picture; a slower model answers to the newest of them. */
const LOOK_INTERVAL = 100;
/** Longer side of what is looked at: more than networks see, and read in a few milliseconds. */
const LOOK_SIDE = 320;

type CameraViewProps = {
  framing: Framing;
  inputSide: number;
  /** The moving picture, ten times a second while it is wanted; null when it ends. */
  onLook: (picture: Pick<Picture, "pixels" | "frame"> | null) => void;
  onShot: (pixels: Pixels, frame: CropFrame) => void;
  onClose: () => void;
};

/** What a camera sees, with the square that the network sees of it, and the shutter. */
export function CameraView({ framing, inputSide, onLook, onShot, onClose }: CameraViewProps) {
  const { state, start, switchCamera } = useCamera();
  const [size, setSize] = useState<PictureSize | null>(null);
  const [frame, setFrame] = useState<CropFrame | null>(null);
  const [looking, setLooking] = useState(true);
  const video = useRef<HTMLVideoElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const stream = state.status === "on" ? state.stream : null;
  const ready = stream !== null && size !== null && frame !== null;

  const attach = useCallback(
    (element: HTMLVideoElement | null) => {
      video.current = element;
      if (element) element.srcObject = stream;
    },
    [stream],
  );
  const measure = () => {
    const { videoWidth: width = 0, videoHeight: height = 0 } = video.current ?? {};
    if (width === 0 || height === 0) return;
    setSize({ width, height });
    setFrame((current) =>
      current && size?.width === width && size.height === height ? current : centredFrame({ width, height }),
    );
  };
  useEffect(() => {
    if (ready) shutter.current?.focus({ preventScroll: true });
  }, [ready]);

  const shoot = useCallback(() => {
    if (!video.current || !size || !frame) return;
    const pixels = grab(video.current, workingSize(size.width, size.height));
    onShot(pixels, scaledFrame(frame, size, pixels));
  }, [size, frame, onShot]);

  // Kept outside the timer, which a frame that is dragged must not begin anew.
  const look = useRef(() => {});
  useEffect(() => {
    look.current = () => {
      if (!video.current || !size || !frame) return;
      const pixels = grab(video.current, workingSize(size.width, size.height, LOOK_SIDE));
      onLook({ pixels, frame: scaledFrame(frame, size, pixels) });
    };
  });
  useEffect(() => {
    if (!ready || !looking) return;
    const timer = setInterval(() => look.current(), LOOK_INTERVAL);
    return () => clearInterval(timer);
  }, [ready, looking]);
  useEffect(() => {
    if (!ready || !looking) onLook(null);
  }, [ready, looking, onLook]);

  // Space is the shutter unless the focus is on something that it presses.
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== " " || event.target !== document.body) return;
      event.preventDefault();
      shoot();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [shoot]);
  const pressOnFrame = (event: KeyboardEvent) => {
    if (event.key !== " ") return;
    event.preventDefault();
    shoot();
  };

  if (state.status === "off") {
    return (
      <EmptyState
        icon="camera"
        title="The camera is off"
        actions={
          <>
            <Button onClick={onClose}>Close</Button>
            <Button variant="go" icon="camera" onClick={start}>
              Turn it on again
            </Button>
          </>
        }
      >
        <span role="alert">{state.reason}</span>
      </EmptyState>
    );
  }
  return (
    <div className="grid w-full gap-3">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens to the keys of the frame in it */}
      <div onKeyDown={pressOnFrame}>
        <PictureFrame
          size={size ?? { width: 4, height: 3 }}
          frame={frame ?? centredFrame({ width: 4, height: 3 })}
          framing={ready ? framing : "fit"}
          inputSide={inputSide}
          onFrame={setFrame}
        >
          <video
            ref={attach}
            className="block aspect-[4/3] h-auto w-full bg-wash data-[ready=true]:aspect-auto"
            data-ready={ready}
            aria-label="What the camera sees"
            autoPlay
            muted
            playsInline
            onLoadedMetadata={measure}
            onResize={measure}
          />
        </PictureFrame>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {ready ? (
          framing === "crop" && <FrameSize size={size} frame={frame} onFrame={setFrame} />
        ) : (
          <p className="sub" aria-live="polite">
            Waiting for the camera. The browser may ask whether this page may use it.
          </p>
        )}
        {ready && (
          <Checkbox
            label="Classify while it moves"
            checked={looking}
            onChange={(event) => setLooking(event.target.checked)}
          />
        )}
      </div>
      <div className="flex items-center gap-2">
        <Button ref={shutter} variant="go" icon="camera" className="flex-1" disabled={!ready} onClick={shoot}>
          Take the picture
        </Button>
        {state.status === "on" && state.cameras > 1 && (
          <IconButton icon="retry" label="Other camera" onClick={switchCamera} />
        )}
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

/** The video's picture of this moment, at a size. */
function grab(video: HTMLVideoElement, { width, height }: PictureSize): Pixels {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true, colorSpace: "srgb" });
  if (!context) return { data: new Uint8ClampedArray(width * height * 4).fill(255), width, height };
  context.imageSmoothingQuality = "high";
  context.drawImage(video, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
