/** Explains solid and dashed; stands in the head of a chart's section. */
export function ChartKey() {
  return (
    <span className="chart-key">
      <span>
        <svg viewBox="0 0 22 8" aria-hidden="true">
          <path d="M0 4h22" strokeWidth="2" />
        </svg>
        validation
      </span>
      <span>
        <svg viewBox="0 0 22 8" aria-hidden="true">
          <path d="M0 4h22" strokeWidth="1.6" strokeDasharray="4 4" />
        </svg>
        train
      </span>
    </span>
  );
}
