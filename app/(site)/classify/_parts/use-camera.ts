"use client";
import { useCallback, useEffect, useState } from "react";
import { cameraProblem, HIDDEN, INSECURE_PAGE, UNPLUGGED } from "./camera-problem.ts";

export type CameraState =
  | { status: "asking" }
  | { status: "on"; stream: MediaStream; cameras: number }
  /** Not on, and why. */
  | { status: "off"; reason: string };

/** The one at the back of a phone, which looks at things; at most what is kept of a picture. */
const FIRST_CAMERA: MediaTrackConstraints = {
  facingMode: "environment",
  width: { ideal: 1280 },
  height: { ideal: 960 },
};

async function openCamera(deviceId: string | null): Promise<{ stream: MediaStream; cameras: number }> {
  const video =
    deviceId === null ? FIRST_CAMERA : { ...FIRST_CAMERA, facingMode: undefined, deviceId: { exact: deviceId } };
  const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
  return { stream, cameras: (await listCameras()).length };
}

/** Browsers name cameras only while one is on. */
const listCameras = async () =>
  (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");

const stopAll = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};

/** A camera that is on for as long as the component that uses it is shown, in a page that is in sight. */
export function useCamera(): { state: CameraState; start: () => void; switchCamera: () => void } {
  const [state, setState] = useState<CameraState>({ status: "asking" });
  const [request, setRequest] = useState<{ deviceId: string | null }>({ deviceId: null });

  useEffect(() => {
    let gone = false;
    let stream: MediaStream | null = null;
    const turnOff = (reason: string) => {
      if (stream) stopAll(stream);
      if (!gone) setState({ status: "off", reason });
    };
    const hide = () => {
      if (document.hidden && stream) turnOff(HIDDEN);
    };
    document.addEventListener("visibilitychange", hide);
    if (navigator.mediaDevices === undefined) {
      setState({ status: "off", reason: INSECURE_PAGE });
    } else {
      setState({ status: "asking" });
      openCamera(request.deviceId).then(
        (opened) => {
          stream = opened.stream;
          if (gone) return stopAll(stream);
          stream.getVideoTracks()[0]?.addEventListener("ended", () => turnOff(UNPLUGGED));
          setState({ status: "on", ...opened });
        },
        (error) => turnOff(cameraProblem(error)),
      );
    }
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", hide);
      if (stream) stopAll(stream);
    };
  }, [request]);

  const start = useCallback(() => setRequest(({ deviceId }) => ({ deviceId })), []);
  const switchCamera = useCallback(async () => {
    if (state.status !== "on") return;
    const current = state.stream.getVideoTracks()[0]?.getSettings().deviceId;
    const cameras = await listCameras();
    const at = cameras.findIndex(({ deviceId }) => deviceId === current);
    const next = cameras[(at + 1) % cameras.length];
    if (next) setRequest({ deviceId: next.deviceId });
  }, [state]);
  return { state, start, switchCamera };
}
