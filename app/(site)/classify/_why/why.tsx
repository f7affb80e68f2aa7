"use client";
import { useMemo, useState } from "react";
import { Segmented } from "../../../_ui/segmented.tsx";
import { classChances } from "./class-chances.ts";
import { GradCamView } from "./grad-cam-view.tsx";
import { LayersView } from "./layers-view.tsx";
import { NeighboursView } from "./neighbours-view.tsx";
import { OcclusionView } from "./occlusion-view.tsx";
import type { WhyProps } from "./why-props.ts";

const VIEWS = [
  { value: "answer", label: "Answer" },
  { value: "gradCam", label: "Grad-CAM" },
  { value: "occlusion", label: "Occlusion" },
  { value: "layers", label: "Layers" },
  { value: "neighbours", label: "Neighbours" },
] as const;
type View = (typeof VIEWS)[number]["value"];

/** Why a network answers as it does: where in the picture, what its layers make of it, and what it finds alike. */
export function Why({ probabilities, ...rest }: WhyProps) {
  const [view, setView] = useState<View>("answer");
  const [chosen, setChosen] = useState<number | null>(null);
  const [strength, setStrength] = useState(0.7);
  const chances = useMemo(() => classChances(rest.model.classes, probabilities), [rest.model.classes, probabilities]);
  const heat = { ...rest, chances, chosen, onChoose: setChosen, strength, onStrength: setStrength };
  return (
    <section className="mt-3.5 grid gap-3.5" aria-label="See why">
      <Segmented label="See why" className="justify-self-start" options={VIEWS} value={view} onChange={setView} />
      {view === "gradCam" && <GradCamView {...heat} />}
      {view === "occlusion" && <OcclusionView {...heat} />}
      {view === "layers" && <LayersView {...rest} />}
      {view === "neighbours" && <NeighboursView {...rest} chances={chances} />}
    </section>
  );
}
