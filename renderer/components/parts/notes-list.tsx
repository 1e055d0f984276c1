/** What must be said beside the figures of a screen, a sentence a line; nothing where there is nothing to say. */
export function NotesList(props: { label: string; heading?: string; notes: readonly string[] }) {
  if (props.notes.length === 0) return null;
  return (
    <section className="card notes" aria-label={props.label}>
      <h2>{props.heading ?? 'Notes'}</h2>
      <ul>
        {props.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}
