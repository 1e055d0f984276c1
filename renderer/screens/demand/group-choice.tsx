/** Which placement group a view shows; empty = all of them. */
export function GroupChoice(props: {
  value: string;
  groups: readonly string[];
  names: ReadonlyMap<string, string>;
  onChange: (group: string) => void;
}) {
  return (
    <label className="row small">
      <span className="quiet">Group</span>
      <select
        className="input register-choice"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">All groups</option>
        {props.groups.map((code) => (
          <option key={code} value={code}>
            {props.names.get(code) ?? code}
          </option>
        ))}
      </select>
    </label>
  );
}
