import { type FormEvent, useState } from 'react';
import type { TeamMember } from '../../../shared/api.ts';
import { type TeamRole, teamRoles } from '../../../shared/team/group.ts';
import { ChoiceField, TextField } from '../../components/parts/fields.tsx';
import { ask } from '../../state/ask.ts';
import { during } from '../../state/commands.ts';

/** Who shares the copy, asked of the server; an owner makes others members. */
export function TeamMembers({ owner }: { owner: boolean }) {
  const [members, setMembers] = useState<TeamMember[] | null>(null);
  const [login, setLogin] = useState('');
  const [person, setPerson] = useState('');
  const [role, setRole] = useState<TeamRole>('preparer');
  const read = (add: TeamMember | null) =>
    during('Asking who shares the copy…', async () => {
      const found = await ask('teamMembers', { add });
      if (!found) return;
      setMembers(found);
      if (add) for (const clear of [setLogin, setPerson]) clear('');
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void read({ login: login.trim(), person: person.trim(), role });
  };
  return (
    <section className="card table-card" aria-label="Who shares it">
      <div className="row wrap">
        <h2 className="card-title">Who shares it</h2>
        <button type="button" className="button small" onClick={() => void read(null)}>
          {members === null ? 'Show' : 'Show again'}
        </button>
      </div>
      {members ? (
        <table className="figures plain-table log">
          <thead>
            <tr>
              {['Person', 'Signs in as', 'Role'].map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.login}>
                <th scope="row">{member.person}</th>
                <td>{member.login}</td>
                <td>{member.role}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {members && owner ? (
        <div className="card-foot">
          <form className="row wrap" onSubmit={submit}>
            <TextField label="Signs in as" value={login} onChange={setLogin} />
            <TextField label="Person" value={person} onChange={setPerson} />
            <ChoiceField
              label="Role"
              value={role}
              choices={teamRoles.map((one): [TeamRole, string] => [one, one])}
              onChange={setRole}
            />
            <button type="submit" className="button" disabled={login.trim() === '' || person.trim() === ''}>
              Add or change
            </button>
          </form>
        </div>
      ) : null}
    </section>
  );
}
