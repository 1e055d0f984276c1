export type LegendItem = { label: string; mark: 'line' | 'dash' | 'dot' | 'bar'; colour: string };

/** Names of the series with their marks: a shape each, not colour alone. */
export function Legend(props: { items: readonly LegendItem[] }) {
  return (
    <ul className="legend">
      {props.items.map((item) => (
        <li key={item.label}>
          <i className={`legend-${item.mark}`} style={{ color: `var(${item.colour})` }} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
