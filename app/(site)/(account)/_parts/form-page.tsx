import type { ReactNode } from "react";

type FormPageProps = { title: string; lead?: ReactNode; children: ReactNode; foot?: ReactNode };

/** A page that is one short form. */
export function FormPage({ title, lead, children, foot }: FormPageProps) {
  return (
    <div className="mx-auto grid w-full max-w-[380px] gap-6 pt-4 tablet:pt-10">
      <header className="grid gap-2">
        <h1>{title}</h1>
        {lead && <p className="sub text-pretty">{lead}</p>}
      </header>
      {children}
      {foot && <div className="sub grid gap-1 border-t border-line pt-4">{foot}</div>}
    </div>
  );
}
