import { formatMoment } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type TeamRole, teamRoles } from '../../../shared/team/group.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import type { CommandParts } from './command-parts.ts';
import { type DatabaseOptions, withDatabaseOptions } from './database-options.ts';
import { wholeNumber } from './option-values.ts';
import { conflictLines, statusText } from './team-text.ts';
import { namePerson, onServer, pushScenarios, rememberPassword, writeScenarios } from './team-work.ts';
import { withWorkspace } from './workspace.ts';

type Common = { workspace: string };
const action = { json: 'print one JSON document', workspace: 'the local copy' };

/** `team …`: a local copy shared through PostgreSQL. Everything but the exchange itself works without the server. */
export function addTeam({ program, environment, progress, finish }: CommandParts): void {
  const team = program.command('team').description('share a local copy with colleagues through PostgreSQL');
  const command = (name: string, about: string) =>
    team
      .command(name)
      .description(about)
      .requiredOption('--workspace <file>', action.workspace)
      .option('--json', action.json);

  team
    .command('schema')
    .description('the script that who owns the database runs once')
    .option('--from <number>', 'only what follows this version', wholeNumber('--from', 0, 1000), 0)
    .option('--json', action.json)
    .action(async ({ from }: { from: number }) => {
      const { teamSchemaScript } = await import('../team/team-schema.ts');
      const script = teamSchemaScript(from);
      finish({ json: { command: 'team schema', script }, text: script, problems: false });
    });

  withDatabaseOptions(command('create', 'a new shared copy of what is here'), 'the server it is made on')
    .requiredOption('--name <name>', 'what it is called')
    .option('--children', 'it may hold rows of children; without this they never leave this computer', false)
    .action(async (options: Common & DatabaseOptions & { name: string; children: boolean }) => {
      await withWorkspace(options.workspace, environment, false, async (store) => {
        const made = await onServer(
          store,
          options,
          folderOfCopy(options.workspace),
          async ({ server, address, link, push }) => {
            const copy = await server.create(options.name, options.children, store.who);
            link(address, await server.head(copy));
            return { copy, ...(await push(store, server)) };
          },
        );
        finish({
          json: { command: 'team create', name: options.name, children: options.children, ...made },
          text: `“${options.name}” is shared: ${made.changes} rows sent${options.children ? '' : ', none of children'}. Colleagues join with: outturn team join --copy ${made.copy}`,
          problems: false,
        });
      });
    });

  withDatabaseOptions(command('join', 'a local copy of a shared one'), 'the server it is on')
    .option('--copy <id>', 'which, where there are several')
    .action(async (options: Common & DatabaseOptions & { copy?: string }) => {
      await withWorkspace(options.workspace, environment, true, async (store) => {
        const made = await onServer(
          store,
          options,
          folderOfCopy(options.workspace),
          async ({ server, address, link, pull }) => {
            const copies = await server.copies();
            const wanted = options.copy ?? (copies.length === 1 ? copies[0]?.copy : undefined);
            if (wanted === undefined) {
              const named = copies.map(({ copy, name }) => `${name} (${copy})`).join(', ');
              throw new OutturnError(
                'invalid-input',
                copies.length === 0
                  ? 'You are a member of no shared copy there. Ask its owner for: outturn team who --add'
                  : `Say which with --copy: ${named}.`,
              );
            }
            const head = await server.head(wanted);
            link(address, head);
            return { name: head.name, role: head.role, ...(await pull(store, server)) };
          },
        );
        finish({
          json: { command: 'team join', ...made },
          text: `Joined “${made.name}” as ${made.role}: ${made.taken} rows.`,
          problems: false,
        });
      });
    });

  command('status', 'what is to send and to take, and what is to choose')
    .option('--offline', 'without asking the server', false)
    .action(async (options: Common & { offline: boolean }) => {
      await withWorkspace(options.workspace, environment, false, async (store) => {
        const { teamStatus } = await import('../team/team-service.ts');
        const { linkOf } = await import('../team/team-links.ts');
        const head = options.offline
          ? null
          : await onServer(store, {}, folderOfCopy(options.workspace), ({ server }) => server.head(linkOf(store).copy));
        const status = teamStatus(store, head);
        finish({
          json: { command: 'team status', ...status },
          text: statusText(status),
          problems: status.conflicts.length > 0,
        });
      });
    });

  command('pull', 'take what colleagues did')
    .option('--scenarios <folder>', 'write the shared scenarios there, on the data of this copy')
    .action(async (options: Common & { scenarios?: string }) => {
      await withWorkspace(options.workspace, environment, false, async (store) => {
        const made = await onServer(store, {}, folderOfCopy(options.workspace), ({ server, pull }) =>
          pull(store, server),
        );
        const { files, notes } = options.scenarios
          ? await writeScenarios(store, options.scenarios, environment)
          : { files: [], notes: [] };
        const { conflictsNow } = await import('../team/team-conflicts.ts');
        const open = conflictsNow(store);
        finish({
          json: { command: 'team pull', ...made, scenarios: files, notes },
          text: [
            made.groups === 0 ? 'Nothing new.' : `${made.groups} changes of others taken, ${made.taken} rows.`,
            ...files.map((file) => `Scenario written: ${file}`),
            ...notes.map((note) => `· ${note}`),
            ...conflictLines(open),
          ].join('\n'),
          problems: open.length > 0 || notes.length > 0,
        });
      });
    });

  command('push', 'send what was done here; takes first what colleagues did')
    .option('--scenario <files...>', 'scenario files to share: levers, assumptions and sign-off, never their data')
    .action(async (options: Common & { scenario?: string[] }) => {
      await withWorkspace(options.workspace, environment, false, async (store) => {
        await pushScenarios(store, options.scenario ?? []);
        const made = await onServer(store, {}, folderOfCopy(options.workspace), ({ server, push }) =>
          push(store, server),
        );
        finish({
          json: { command: 'team push', ...made },
          text:
            made.groups === 0
              ? 'There was nothing to send.'
              : `${made.changes} changes of ${made.groups} ${made.groups === 1 ? 'act' : 'acts'} sent.`,
          problems: false,
        });
      });
    });

  command('conflicts', 'what was changed here and by others, side by side').action(async (options: Common) => {
    await withWorkspace(options.workspace, environment, false, async (store) => {
      const { conflictsNow } = await import('../team/team-conflicts.ts');
      const conflicts = conflictsNow(store);
      finish({
        json: { command: 'team conflicts', conflicts },
        text: conflicts.length === 0 ? 'Nothing to choose.' : conflictLines(conflicts).join('\n'),
        problems: conflicts.length > 0,
      });
    });
  });

  command('settle', 'choose in a conflict')
    .argument('<number>', 'its number', wholeNumber('<number>', 1, 1_000_000_000))
    .requiredOption('--take <side>', 'mine or theirs')
    .option('--why <reason>', 'kept with the change')
    .action(async (id: number, options: Common & { take: string; why?: string }) => {
      const { take } = options;
      if (take !== 'mine' && take !== 'theirs') throw new OutturnError('invalid-input', '--take is mine or theirs.');
      await withWorkspace(options.workspace, environment, false, async (store) => {
        const { settle } = await import('../team/team-conflicts.ts');
        settle(store, id, take, options.why ?? null);
        finish({
          json: { command: 'team settle', id, choice: take },
          text: take === 'mine' ? 'Yours stays, and is sent with the next push.' : 'Theirs is taken here.',
          problems: false,
        });
      });
    });

  command('who', 'who you are here, and who shares the copy')
    .option('--name <name>', 'your own name, in place of the account’s; the change stands in the log')
    .option('--why <reason>', 'with --name: the reason')
    .option('--add <login>', 'make somebody a member, or change their role: with --role and --person')
    .option('--role <role>', teamRoles.join(', '))
    .option('--person <name>', 'the person behind the login')
    .option('--offline', 'without asking the server', false)
    .action(
      async (
        options: Common & {
          name?: string;
          why?: string;
          add?: string;
          role?: string;
          person?: string;
          offline: boolean;
        },
      ) => {
        await withWorkspace(options.workspace, environment, false, async (store) => {
          if (options.name !== undefined) namePerson(store, options.name, options.why ?? null);
          const { readTeamLink } = await import('../../../db/team-link.ts');
          const link = readTeamLink(store);
          const members =
            link && !options.offline
              ? await onServer(store, {}, folderOfCopy(options.workspace), async ({ server }) => {
                  if (options.add !== undefined) {
                    const role = teamRoles.find((one) => one === options.role) as TeamRole | undefined;
                    if (!role || !options.person) {
                      throw new OutturnError(
                        'invalid-input',
                        `--add goes with --person and --role (${teamRoles.join(', ')}).`,
                      );
                    }
                    await server.addMember(link.copy, { login: options.add, role, person: options.person });
                  }
                  return await server.members(link.copy);
                })
              : null;
          finish({
            json: { command: 'team who', account: store.account, name: store.who, members },
            text: [
              `You are ${store.who}${store.who === store.account ? '' : ` (account ${store.account})`}.`,
              ...(members ?? []).map(({ login, role, person }) => `${login}: ${person}, ${role}`),
            ].join('\n'),
            problems: false,
          });
        });
      },
    );

  team
    .command('password')
    .description(
      'keep the password of the shared copy’s server in the store of secrets beside the copy; read from the environment',
    )
    .requiredOption('--workspace <file>', action.workspace)
    .option('--json', action.json)
    .action(async (options: Common) => {
      await withWorkspace(options.workspace, environment, false, async (store) => {
        const user = await rememberPassword(store, folderOfCopy(options.workspace));
        progress(`Kept ${formatMoment(environment.clock().toISOString())}.`);
        finish({ json: { command: 'team password', user }, text: `The password of ${user} is kept.`, problems: false });
      });
    });
}
