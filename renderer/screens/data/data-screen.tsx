import { useLocation, useRoute } from 'wouter';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { type ViewOf, viewLists } from '../views.ts';
import { Calculator } from './calculator.tsx';
import { ChangeLog } from './change-log.tsx';
import { Checks } from './checks.tsx';
import { Contradictions } from './contradictions.tsx';
import { Imports } from './imports.tsx';
import { Sources } from './sources.tsx';
import { Team } from './team.tsx';
import { Templates } from './templates.tsx';
import { Upkeep } from './upkeep.tsx';

const views = viewLists['/data'];
type View = ViewOf<'/data'>;

/** Imports with preview and undo, checks to settle, every register, and the log of every change. */
export default function DataScreen() {
  const [, go] = useLocation();
  const [, params] = useRoute('/data/:part?');
  const part = params?.part ?? 'imports';
  const register = registerNames.find((name) => name === part);
  const view: View = register ? 'registers' : (views.find((entry) => entry.value === part)?.value ?? 'imports');
  return (
    <>
      <ScreenHead title="Data and checks">
        <Segments<View>
          name="View"
          value={view}
          choices={views}
          onChange={(next) => go(`/data/${next === 'registers' ? 'budgetLines' : next}`)}
        />
      </ScreenHead>
      {view === 'imports' ? <Imports /> : null}
      {view === 'sources' ? <Sources /> : null}
      {view === 'checks' ? <Checks /> : null}
      {view === 'contradictions' ? <Contradictions /> : null}
      {view === 'log' ? <ChangeLog /> : null}
      {view === 'templates' ? <Templates /> : null}
      {view === 'calculator' ? <Calculator /> : null}
      {view === 'team' ? <Team /> : null}
      {view === 'upkeep' ? <Upkeep /> : null}
      {view === 'registers' ? (
        <Registers register={register ?? 'budgetLines'} onChoose={(name) => go(`/data/${name}`)} />
      ) : null}
    </>
  );
}

function Registers(props: { register: RegisterName; onChoose: (name: RegisterName) => void }) {
  return (
    <RegisterGrid
      key={props.register}
      register={props.register}
      tools={
        <select
          className="input register-choice"
          aria-label="Register"
          value={props.register}
          onChange={(event) => props.onChoose(event.target.value as RegisterName)}
        >
          {registerNames.map((name) => (
            <option key={name} value={name}>
              {registers[name].label}
            </option>
          ))}
        </select>
      }
    />
  );
}
