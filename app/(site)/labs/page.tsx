import type { Metadata } from "next";
import { LABS } from "#domain/labs/catalogue";
import { getViewer } from "../../_session/viewer.ts";
import { api } from "../../_trpc/server.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { Link } from "../../_ui/link.tsx";
import { PageHead } from "../../_ui/page-head.tsx";
import { LabItem } from "./_parts/lab-item.tsx";

export const metadata: Metadata = { title: "Labs" };

export default async function LabsPage() {
  const [progress, { trainable }, viewer] = await Promise.all([
    api.labs.progress(),
    api.launch.backbones(),
    getViewer(),
  ]);
  return (
    <>
      <Breadcrumbs items={[{ label: "Labs" }]} />
      <PageHead title="Labs" facts={<span>A question, a few networks, and a report to hand in at the end.</span>} />
      <ul className="lab-list">
        {LABS.map((lab) => (
          <LabItem key={lab.id} lab={lab} progress={progress.find((one) => one.lab === lab.id)} trainable={trainable} />
        ))}
      </ul>
      {!viewer && (
        <p className="sub mt-6">
          <Link className="text-link" href="/sign-in?next=%2Flabs">
            Sign in
          </Link>{" "}
          to launch a lab and keep your answers.
        </p>
      )}
    </>
  );
}
