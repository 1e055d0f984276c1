import { useEffect, useState } from 'react';
import { prepare, type States } from '../../tests/components/states.tsx';

type Page = { name: string; states: States };

/** The hash names a component and one of its states: `#parts/segments`, `#parts/segments/One chosen`. */
function useHash(): string {
  const [hash, setHash] = useState(decodeURIComponent(location.hash.slice(1)));
  useEffect(() => {
    const read = () => setHash(decodeURIComponent(location.hash.slice(1)));
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return hash;
}

/** A list of components at the left; of the chosen one each state by its name. States that share the store stand alone. */
export function Playground({ pages }: { pages: readonly Page[] }) {
  const hash = useHash();
  const page = pages.find(({ name }) => hash === name || hash.startsWith(`${name}/`)) ?? pages[0];
  if (!page) return null;
  const chosen = hash.slice(page.name.length + 1);
  const names = Object.keys(page.states);
  const alone = names.some((name) => page.states[name]?.before);
  const shown = chosen !== '' ? names.filter((name) => name === chosen) : alone ? names.slice(0, 1) : names;
  return (
    <div className="playground">
      <nav aria-label="Components">
        <ul>
          {pages.map(({ name }) => (
            <li key={name}>
              <a href={`#${name}`} aria-current={name === page.name ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        <h1>{page.name}</h1>
        <p className="row wrap">
          {names.map((name) => (
            <a key={name} href={`#${page.name}/${encodeURIComponent(name)}`}>
              {name}
            </a>
          ))}
        </p>
        {shown.map((name) => (
          <State key={`${page.name}/${name}`} name={name} states={page.states} />
        ))}
      </main>
    </div>
  );
}

function State({ name, states }: { name: string; states: States }) {
  const state = states[name];
  // The store is put in place before the component is made, as the window does before it draws.
  const [ready] = useState(() => {
    prepare(state?.before);
    return true;
  });
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      {ready && state ? state.show() : null}
    </section>
  );
}
