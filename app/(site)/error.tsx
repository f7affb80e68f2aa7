"use client";
import { Breadcrumbs } from "../_ui/frame/breadcrumbs.tsx";
import { PageFailure, type PageFailureProps } from "../_ui/page-failure.tsx";

export default function ErrorPage(props: PageFailureProps) {
  return (
    <>
      <Breadcrumbs items={[{ label: "Error" }]} />
      <PageFailure {...props} />
    </>
  );
}
