import { Link, useLocation } from 'wouter';
import { screens } from '../screens/screen-list.ts';
import { useStore } from '../state/store.ts';

/** The screens, grouped; the number beside Data is checks still to settle. */
export function Rail() {
  const [location] = useLocation();
  const findings = useStore((state) => state.findings.filter((finding) => finding.severity !== 'inform').length);
  const groups = [...new Set(screens.map((screen) => screen.group))];
  return (
    <nav className="rail" aria-label="Screens">
      {groups.flatMap((group) => [
        group ? <h2 key={group}>{group}</h2> : null,
        ...screens
          .filter((screen) => screen.group === group)
          .map((screen) => (
            <Link
              key={screen.path}
              href={screen.path}
              title={`${screen.name}: ${screen.answers}`}
              aria-current={location.startsWith(screen.path) ? 'page' : undefined}
            >
              <screen.icon size={16} strokeWidth={1.8} aria-hidden="true" />
              <span>{screen.name}</span>
              {screen.path === '/data' && findings > 0 ? (
                <span className="chip warn" title="Checks to settle">
                  {findings} <span className="hidden-visually">to settle</span>
                </span>
              ) : null}
            </Link>
          )),
      ])}
    </nav>
  );
}
