"use client";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef } from "react";
import {
  type CropFrame,
  frameSizes,
  movedFrame,
  type PictureSize,
  resizedFrame,
} from "../../../_inference/crop-frame.ts";
import type { Framing } from "../../../_inference/framing.ts";
import { Slider } from "../../../_ui/slider.tsx";

type FrameProps = {
  /** In pixels, as the frame is. */
  size: PictureSize;
  frame: CropFrame;
  onFrame: (frame: CropFrame) => void;
};

type PictureFrameProps = FrameProps & {
  framing: Framing;
  /** Pixels of a side of what the network sees: the step of the arrow keys. */
  inputSide: number;
  /** Fills the frame's place: a canvas, a video. */
  children: ReactNode;
};

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** How much + and - change the side of the frame. */
const SIZE_STEP = 1.1;

/**
 * The picture with the square that the network sees; what lies outside is faded. Dragged, or moved with the keyboard. A
 * picture that is fitted has no square.
 */
export function PictureFrame({ size, frame, framing, inputSide, onFrame, children }: PictureFrameProps) {
  const area = useRef<HTMLDivElement>(null);
  const grip = useRef<{ x: number; y: number; frame: CropFrame } | null>(null);
  const helpId = useId();

  const grab = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { x: event.clientX, y: event.clientY, frame };
  };
  const drag = (event: PointerEvent) => {
    if (!grip.current || !area.current) return;
    const scale = size.width / area.current.clientWidth;
    const dx = (event.clientX - grip.current.x) * scale;
    const dy = (event.clientY - grip.current.y) * scale;
    onFrame(movedFrame(grip.current.frame, dx, dy, size));
  };
  const release = () => {
    grip.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    // One step is one pixel of what the network sees, with Shift eight.
    const step = Math.max(1, Math.round(frame.size / inputSide)) * (event.shiftKey ? 8 : 1);
    if (arrow) onFrame(movedFrame(frame, arrow[0] * step, arrow[1] * step, size));
    else if (event.key === "+" || event.key === "=") onFrame(resizedFrame(frame, frame.size * SIZE_STEP, size));
    else if (event.key === "-") onFrame(resizedFrame(frame, Math.floor(frame.size / SIZE_STEP), size));
    else return;
    event.preventDefault();
  };

  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return (
    <div
      ref={area}
      className="relative mx-auto w-full overflow-hidden border border-line-strong [--tallest:460px] max-tablet:[--tallest:270px]"
      style={{ maxWidth: `min(100%, calc(var(--tallest) * ${size.width / size.height}))` }}
    >
      {children}
      {framing === "crop" && (
        <>
          <button
            type="button"
            className="absolute cursor-move touch-none rounded-none! border-2 border-[white] shadow-[inset_0_0_0_1px_rgb(0_0_0/.45),0_0_0_2000px_color-mix(in_srgb,var(--paper)_62%,transparent)] focus-visible:border-accent"
            style={{
              left: percent(frame.x, size.width),
              top: percent(frame.y, size.height),
              width: percent(frame.size, size.width),
              height: percent(frame.size, size.height),
            }}
            aria-label="Frame of what the network sees"
            aria-describedby={helpId}
            onPointerDown={grab}
            onPointerMove={drag}
            onPointerUp={release}
            onPointerCancel={release}
            onKeyDown={press}
          />
          <span id={helpId} className="sr-only">
            Arrow keys move the frame, with Shift in larger steps; plus and minus change its size. It begins {frame.x}{" "}
            from the left and {frame.y} from the top of {size.width} by {size.height} pixels and is {frame.size} wide.
          </span>
        </>
      )}
    </div>
  );
}

/** The size of the frame as a slider, which fingers can use. Nothing to set where the picture is one square already. */
export function FrameSize({ size, frame, onFrame }: FrameProps) {
  const { min, max } = frameSizes(size);
  if (min === max) return null;
  return (
    <Slider
      label="Frame"
      className="min-w-32 flex-1"
      min={min}
      max={max}
      value={frame.size}
      valueText={`${frame.size} pixels of ${max}`}
      onChange={(value) => onFrame(resizedFrame(frame, value, size))}
    />
  );
}
