import type { Metadata } from "next";
import { Icon } from "../_ui/icon.tsx";
import { MadeWith } from "./_parts/made-with.tsx";

export const metadata: Metadata = { title: "No model here" };

export default function NoModelHere() {
  return (
    <main className="mx-auto grid max-w-[560px] gap-3 p-3">
      <div className="empty-state">
        <Icon name="scan" size="l" />
        <h1 className="text-sm leading-5 tracking-normal">This model is not shown here</h1>
        <p className="sub">
          Its owner has made it private or deleted it, revoked the link or removed the alias; or the address of this
          frame was not copied whole.
        </p>
      </div>
      <MadeWith href="/" />
    </main>
  );
}
