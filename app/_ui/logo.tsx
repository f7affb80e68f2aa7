/** The mark: one leaf still to come, one grown. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="var(--ink)"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 21.5V13" />
      <path d="M12 15.5c-5 0-8.5-3.2-8.5-8 5.1 0 8.5 3 8.5 8z" strokeDasharray="2.2 2.2" />
      <path d="M12 13c0-6 3.5-10 8.8-10 0 6-3.3 10-8.8 10z" fill="var(--accent)" stroke="var(--accent)" />
    </svg>
  );
}
